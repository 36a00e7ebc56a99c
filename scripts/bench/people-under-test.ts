import { type Role, SYSTEM } from '#server/access/actor.ts';
import { refreshAccess } from '#server/access/scope-access.ts';
import { signAccessToken } from '#server/auth/access-tokens.ts';
import { addUser } from '#server/auth/accounts.ts';
import { openSession } from '#server/auth/sessions.ts';
import type { ServerContext } from '#server/context.ts';
import { withChanges } from '#server/sync/with-changes.ts';

/** A signed-in person at an address of their own. */
export interface SignedIn {
  readonly userId: string;
  readonly address: string;
  /** Token and address, as the proxy passes them on. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Enters people who may see every matter, or nothing yet. @returns their ids */
export async function addPeople(
  context: ServerContext,
  count: number,
  role: Role = 'reviewer',
  options: { readonly seesAll?: boolean; readonly passwordHash?: string } = {},
): Promise<string[]> {
  const { seesAll = true, passwordHash = null } = options;
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    const ids: string[] = [];
    for (let number = 1; number <= count; number += 1) {
      const id = context.newId();
      ids.push(id);
      const displayName = `${role} ${number}`;
      const email = `${id}@bench.lait.example`;
      // A production server closes demo accounts as it starts; whoever has a password is somebody.
      const isDemo = passwordHash === null;
      await addUser(batch, { id, email, displayName, role, state: 'active', passwordHash, isDemo });
      if (!seesAll) continue;
      await batch.db
        .insertInto('grants')
        .values({ id: context.newId(), user_id: id, matter_id: null, granted_by: null, granted_at: batch.now })
        .execute();
    }
    await refreshAccess(batch, { userIds: ids });
    return ids;
  });
  return value;
}

/** Opens a session for each, as a sign-in does, and signs its token; no password is asked. */
export async function signInAll(context: ServerContext, userIds: readonly string[]): Promise<readonly SignedIn[]> {
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    const signedIn: SignedIn[] = [];
    for (const [index, userId] of userIds.entries()) {
      const address = `10.20.${index >> 8}.${index & 255}`;
      const caller = { ip: address, userAgent: 'bench' };
      const { sessionId } = await openSession(context, batch, userId, 'desktop', caller);
      const { token } = await signAccessToken(context, { userId, sessionId });
      const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': address };
      signedIn.push({ userId, address, headers });
    }
    return signedIn;
  });
  return value;
}
