import { sql } from 'kysely';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { keyedDigest, keyFor } from './keys.ts';

/** One sign-in that may go wrong: counted before the password is looked at, so that many at once are counted too. */
export interface Attempt {
  readonly keys: readonly { readonly key: string; readonly limit: number }[];
}

/**
 * Counts an attempt on the pair of account and address, and on the account alone (with a higher ceiling).
 * An account that is not there is counted like any other. Only digests are stored.
 * @throws 429 LOCKED with Retry-After while either is locked
 */
export async function beginAttempt(context: ServerContext, email: string, ip: string): Promise<Attempt> {
  const { sessions, secrets } = context.config;
  const key = keyFor(secrets.jwtSecretKey, 'lockouts');
  const attempt: Attempt = {
    keys: [
      { key: keyedDigest(key, `pair\n${email}\n${ip}`), limit: sessions.failuresBeforeLock },
      { key: keyedDigest(key, `account\n${email}`), limit: sessions.accountFailuresBeforeLock },
    ],
  };
  for (const { key: name, limit } of attempt.keys) await count(context, email, name, limit);
  return attempt;
}

/** The password was right: the attempts before it no longer count. */
export async function clearAttempts({ database }: Pick<ServerContext, 'database'>, { keys }: Attempt): Promise<void> {
  await database
    .deleteFrom('login_failures')
    .where(
      'key',
      'in',
      keys.map(({ key }) => key),
    )
    .execute();
}

async function count(context: ServerContext, email: string, key: string, limit: number): Promise<void> {
  const now = new Date(context.clock.nowMs());
  const { lockSeconds } = context.config.sessions;
  const opened = new Date(now.getTime() - lockSeconds * 1_000);
  const until = new Date(now.getTime() + lockSeconds * 1_000);
  const { rows } = await sql<{ failures: number; locked_until: Date | null }>`
    INSERT INTO login_failures AS f (key, user_id, failures, window_began_at)
    VALUES (${key}, (SELECT id FROM users WHERE email = ${email}), 1, ${now})
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE
        WHEN f.locked_until > ${now} THEN f.failures
        WHEN f.locked_until IS NOT NULL OR f.window_began_at <= ${opened} THEN 1
        ELSE f.failures + 1 END,
      window_began_at = CASE
        WHEN f.locked_until > ${now} THEN f.window_began_at
        WHEN f.locked_until IS NOT NULL OR f.window_began_at <= ${opened} THEN ${now}
        ELSE f.window_began_at END,
      locked_until = CASE
        WHEN f.locked_until > ${now} THEN f.locked_until
        WHEN f.locked_until IS NOT NULL OR f.window_began_at <= ${opened} THEN NULL
        WHEN f.failures + 1 > ${limit} THEN ${until}::timestamptz
        ELSE NULL END
    RETURNING failures, locked_until`.execute(context.database);
  const lockedUntil = rows[0]?.locked_until ?? null;
  if (lockedUntil === null || lockedUntil <= now) return;
  throw new HttpFailure('LOCKED', 'Too many failed sign-ins. Wait for the time given, or ask your administrator.', {
    retryAfterSeconds: Math.ceil((lockedUntil.getTime() - now.getTime()) / 1_000),
  });
}

/**
 * After the last failure allowed the lock begins, not only with the next attempt: 5 failures in 15 minutes lock
 * for 15 minutes.
 */
export async function endFailedAttempt(context: ServerContext, { keys }: Attempt): Promise<void> {
  const now = new Date(context.clock.nowMs());
  const until = new Date(now.getTime() + context.config.sessions.lockSeconds * 1_000);
  for (const { key, limit } of keys) {
    await context.database
      .updateTable('login_failures')
      .set({ locked_until: until })
      .where('key', '=', key)
      .where('failures', '>=', limit)
      .where('locked_until', 'is', null)
      .execute();
  }
}

export interface Lockout {
  readonly userId: string;
  readonly displayName: string;
  readonly email: string;
  readonly failures: number;
  readonly lockedUntil: Date;
}

/** Accounts that are locked now, from one address or from all. */
export async function listLockouts(context: Pick<ServerContext, 'database' | 'clock'>): Promise<readonly Lockout[]> {
  const rows = await context.database
    .selectFrom('login_failures')
    .innerJoin('users', 'users.id', 'login_failures.user_id')
    .select(['users.id', 'users.display_name', 'users.email'])
    .select(({ fn }) => [
      fn.max<number>('login_failures.failures').as('failures'),
      fn.max('login_failures.locked_until').as('locked_until'),
    ])
    .where('login_failures.locked_until', '>', new Date(context.clock.nowMs()))
    .groupBy('users.id')
    .orderBy('users.display_name')
    .execute();
  return rows.flatMap(({ id, display_name, email, failures, locked_until }) =>
    locked_until === null
      ? []
      : [{ userId: id, displayName: display_name, email, failures, lockedUntil: locked_until }],
  );
}

/** Ends every lockout of an account, in an administrator's batch. @returns whether there was one */
export async function unlockAccount(batch: ChangeBatch, userId: string): Promise<boolean> {
  const gone = await batch.db.deleteFrom('login_failures').where('user_id', '=', userId).executeTakeFirst();
  batch.audit({
    action: 'user.unlock',
    objectType: 'user',
    objectId: userId,
    scopeId: null,
    outcome: 'done',
    detail: {},
  });
  return gone.numDeletedRows > 0n;
}
