import { type Actor, type Role, SYSTEM } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { raiseAccessVersion } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withdrawFromInbox } from '../notifications/withdraw-from-inbox.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import { digestOf } from './keys.ts';
import { hashPassword, passwordProblem } from './passwords.ts';
import { auditAuth, type Caller, logAuth } from './record-sign-in-event.ts';
import { endSessions } from './sessions.ts';

const INVITATION_HOURS = 72;
const HOUR_MS = 3_600_000;

export interface OneTimeToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes an account that has no password yet, and the token it is set with. @throws 409 for a known address */
export async function inviteUser(
  context: ServerContext,
  actor: Actor,
  user: { readonly email: string; readonly displayName: string; readonly role: Role },
): Promise<{ readonly userId: string; readonly invitation: OneTimeToken }> {
  const { value } = await withChanges(context, actor, async (batch) => {
    const userId = context.newId();
    await addUser(batch, { id: userId, ...user, state: 'invited', passwordHash: null, isDemo: false });
    const invitation = await issueToken(context, batch, 'invitation', userId);
    batch.audit({
      action: 'user.invite',
      objectType: 'user',
      objectId: userId,
      scopeId: null,
      outcome: 'done',
      detail: { role: user.role },
    });
    return { userId, invitation };
  });
  return value;
}

/** Adds an account's row and tells the firm's desks its name. @throws 409 for a known address */
export async function addUser(
  batch: ChangeBatch,
  user: {
    readonly id: string;
    readonly email: string;
    readonly displayName: string;
    readonly role: Role;
    readonly state: 'invited' | 'active';
    readonly passwordHash: string | null;
    readonly isDemo: boolean;
  },
): Promise<void> {
  const added = await batch.db
    .insertInto('users')
    .values({
      id: user.id,
      email: user.email,
      display_name: user.displayName,
      role: user.role,
      state: user.state,
      password_hash: user.passwordHash,
      password_changed_at: user.passwordHash === null ? null : batch.now,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_last_step: null,
      is_demo: user.isDemo,
      created_at: batch.now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) throw new HttpFailure('CONFLICT', 'There is an account with this e-mail address.');
  tellName(batch, user.id, 1);
}

function tellName(batch: ChangeBatch, userId: string, rowVersion: number): void {
  batch.change({
    scopeId: 'firm',
    table: 'person',
    rowId: userId,
    op: 'put',
    rowVersion,
    previousVersion: rowVersion - 1,
  });
}

/**
 * Changes name, role or state; what it takes away counts from the next request on.
 * @throws 404, or 409 where no active administrator would be left
 */
export async function changeUser(
  context: ServerContext,
  actor: Actor,
  userId: string,
  change: {
    readonly displayName?: string | undefined;
    readonly role?: Role | undefined;
    readonly state?: 'active' | 'disabled' | undefined;
  },
): Promise<void> {
  await withChanges(context, actor, async (batch) => {
    const before = await batch.db
      .selectFrom('users')
      .select(['role', 'state', 'display_name', 'row_version', 'password_hash'])
      .where('id', '=', userId)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such user.');
    const isRenamed = change.displayName !== undefined && change.displayName !== before.display_name;
    const state = change.state === 'active' && before.password_hash === null ? 'invited' : change.state;
    await batch.db
      .updateTable('users')
      .set({
        ...(isRenamed ? { display_name: change.displayName, row_version: before.row_version + 1 } : {}),
        ...(change.role === undefined ? {} : { role: change.role }),
        ...(state === undefined ? {} : { state }),
      })
      .where('id', '=', userId)
      .execute();
    if (before.role === 'administrator' && before.state === 'active') await keepAnAdministrator(batch);
    if (isRenamed) tellName(batch, userId, before.row_version + 1);
    if (change.role !== undefined) await raiseAccessVersion(batch.db, [userId]);
    if ((change.role ?? before.role) !== 'administrator' && before.role === 'administrator') {
      await asSystem(batch.db, () => withdrawFromInbox(batch, [{ userId, scopeId: null }]));
    }
    if (change.state === 'disabled') await endSessions(batch, { userId, except: null }, 'disabled');
    batch.poke(`user:${userId}`);
    batch.audit({
      action: 'user.change',
      objectType: 'user',
      objectId: userId,
      scopeId: null,
      outcome: 'done',
      detail: { role: change.role ?? before.role, state: state ?? before.state, isRenamed },
    });
  });
}

async function keepAnAdministrator(batch: ChangeBatch): Promise<void> {
  const left = await batch.db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'administrator')
    .where('state', '=', 'active')
    .forUpdate()
    .execute();
  if (left.length === 0) {
    throw new HttpFailure('CONFLICT', 'There must be an active administrator. Make somebody else one first.');
  }
}

/** A token with which a person sets a new password; ends nothing until it is used. @throws 404 */
export async function issuePasswordReset(context: ServerContext, actor: Actor, userId: string): Promise<OneTimeToken> {
  const { value } = await withChanges(context, actor, async (batch) => {
    const user = await batch.db.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst();
    if (user === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such user.');
    batch.audit({
      action: 'user.reset_password',
      objectType: 'user',
      objectId: userId,
      scopeId: null,
      outcome: 'done',
      detail: {},
    });
    return issueToken(context, batch, 'password_reset', userId);
  });
  return value;
}

/** For the very first start. @throws 409 once there is an administrator */
export async function issueFirstAdministratorToken(context: ServerContext): Promise<OneTimeToken> {
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    const known = await batch.db
      .selectFrom('users')
      .select('id')
      .where('role', '=', 'administrator')
      .where('state', '!=', 'invited')
      .executeTakeFirst();
    if (known !== undefined) throw new HttpFailure('CONFLICT', 'There is an administrator already.');
    await batch.db.deleteFrom('one_time_tokens').where('purpose', '=', 'first_administrator').execute();
    return issueToken(context, batch, 'first_administrator', null);
  });
  return value;
}

async function issueToken(
  context: ServerContext,
  batch: ChangeBatch,
  purpose: string,
  userId: string | null,
): Promise<OneTimeToken> {
  const token = Buffer.from(context.randomBytes(32)).toString('base64url');
  const expiresAt = new Date(batch.now.getTime() + INVITATION_HOURS * HOUR_MS);
  if (userId !== null) await batch.db.deleteFrom('one_time_tokens').where('user_id', '=', userId).execute();
  await batch.db
    .insertInto('one_time_tokens')
    .values({ token_hash: digestOf(token), purpose, user_id: userId, expires_at: expiresAt, used_at: null })
    .execute();
  return { token, expiresAt };
}

/**
 * Sets a password with a one-time token. The first administrator's token makes the account; the others belong
 * to one. Every session of the account ends.
 * @throws 400 for a token that is wrong, used or expired, all alike, and for a password that will not do
 */
export async function setUpPassword(
  context: ServerContext,
  setup: {
    readonly token: string;
    readonly password: string;
    readonly email?: string | undefined;
    readonly displayName?: string | undefined;
  },
  caller: Caller,
): Promise<void> {
  const passwordHash = await hashPassword(setup.password);
  const { value: userId } = await withChanges(context, SYSTEM, async (batch) => {
    const token = await batch.db
      .updateTable('one_time_tokens')
      .set({ used_at: batch.now })
      .where('token_hash', '=', digestOf(setup.token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', batch.now)
      .returning(['purpose', 'user_id'])
      .executeTakeFirst();
    if (token === undefined) {
      throw new HttpFailure('BAD_REQUEST', 'This token is wrong, used or too old. Ask your administrator for another.');
    }
    const user =
      token.user_id === null
        ? await addFirstAdministrator(context, batch, setup, passwordHash)
        : await setPassword(batch, token.user_id, setup.password, passwordHash);
    auditAuth(batch, { action: 'auth.password_set', outcome: 'done', userId: user, sessionId: null, caller });
    return user;
  });
  logAuth(context, { action: 'auth.password_set', outcome: 'done', userId, sessionId: null, caller });
}

async function addFirstAdministrator(
  context: ServerContext,
  batch: ChangeBatch,
  setup: { readonly password: string; readonly email?: string | undefined; readonly displayName?: string | undefined },
  passwordHash: string,
): Promise<string> {
  const { email, displayName } = setup;
  if (email === undefined || displayName === undefined) {
    throw new HttpFailure('BAD_REQUEST', 'The first administrator gives an e-mail address and a name.');
  }
  refuseWeak(setup.password, email);
  const id = context.newId();
  await addUser(batch, { id, email, displayName, role: 'administrator', state: 'active', passwordHash, isDemo: false });
  return id;
}

/** Within a batch: the account's new password, and the end of its sessions. */
export async function setPassword(
  batch: ChangeBatch,
  userId: string,
  password: string,
  passwordHash: string,
  exceptSession: string | null = null,
): Promise<string> {
  const user = await batch.db
    .selectFrom('users')
    .select(['email', 'state'])
    .where('id', '=', userId)
    .where('state', '!=', 'disabled')
    .forUpdate()
    .executeTakeFirst();
  if (user === undefined) throw new HttpFailure('BAD_REQUEST', 'This account is not open. Ask your administrator.');
  refuseWeak(password, user.email);
  await batch.db
    .updateTable('users')
    .set({ password_hash: passwordHash, password_changed_at: batch.now, state: 'active' })
    .where('id', '=', userId)
    .execute();
  await endSessions(batch, { userId, except: exceptSession }, 'password_changed');
  return userId;
}

function refuseWeak(password: string, email: string): void {
  const problem = passwordProblem(password, email);
  if (problem !== null) throw new HttpFailure('BAD_REQUEST', problem);
}
