import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { beginAttempt, clearAttempts, endFailedAttempt } from './lockouts.ts';
import { isPassword } from './passwords.ts';

/**
 * Asks a signed-in person for their password again. Guessing here is counted like guessing at the door.
 * @throws 403 when it is wrong, 429 LOCKED while the account or the pair of account and address is locked
 */
export async function requirePassword(
  context: ServerContext,
  { userId, ip }: { readonly userId: string; readonly ip: string },
  password: string,
): Promise<void> {
  const row = await context.database
    .selectFrom('users')
    .select(['password_hash', 'email'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const attempt = await beginAttempt(context, row.email, ip);
  if (await isPassword(row.password_hash, password)) return clearAttempts(context, attempt);
  await endFailedAttempt(context, attempt);
  throw new HttpFailure('FORBIDDEN', 'The password is not right. Nothing was changed.');
}
