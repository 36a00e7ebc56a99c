import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { beginAttempt, clearAttempts, endFailedAttempt } from './lockouts.ts';
import { isPassword } from './passwords.ts';

/** A password that was found right, by the hash it was held against. */
export interface CheckedPassword {
  readonly userId: string;
  readonly hash: string | null;
  readonly password: string;
}

/**
 * Asks a signed-in person for their password again. Guessing here is counted like guessing at the door.
 * @returns what whoever acts on it asks for again in their transaction, with `isStillPassword`
 * @throws 403 when it is wrong, 429 LOCKED while the account or the pair of account and address is locked
 */
export async function requirePassword(
  context: ServerContext,
  { userId, ip }: { readonly userId: string; readonly ip: string },
  password: string,
): Promise<CheckedPassword> {
  const row = await context.database
    .selectFrom('users')
    .select(['password_hash', 'email'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const attempt = await beginAttempt(context, row.email, ip);
  if (await isPassword(row.password_hash, password)) {
    await clearAttempts(context, attempt);
    return { userId, hash: row.password_hash, password };
  }
  await endFailedAttempt(context, attempt);
  throw new HttpFailure('FORBIDDEN', 'The password is not right. Nothing was changed.');
}

/**
 * Whether the account is open and its password still the one that was checked. Hashing takes its time, and a reset in between
 * ends every session: nothing that was begun with the old password may stand after it. Holds the account until the batch ends.
 */
export async function isStillPassword(batch: ChangeBatch, checked: CheckedPassword): Promise<boolean> {
  const row = await batch.db
    .selectFrom('users')
    .select(['password_hash', 'state'])
    .where('id', '=', checked.userId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || row.state !== 'active') return false;
  // Another sign-in may have hashed the same password anew.
  return row.password_hash === checked.hash || isPassword(row.password_hash, checked.password);
}

/** @throws 403 where the password was changed since it was checked */
export async function requireStillPassword(batch: ChangeBatch, checked: CheckedPassword): Promise<void> {
  if (await isStillPassword(batch, checked)) return;
  throw new HttpFailure('FORBIDDEN', 'The password was changed meanwhile. Nothing was changed; sign in again.');
}
