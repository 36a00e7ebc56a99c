import type { Kysely } from 'kysely';
import type { Clock } from '../../context.ts';
import type { Database } from '../../db/database.ts';

export interface KeptAnswer {
  readonly body: unknown;
  readonly fetchedAtMs: number;
}

/** Answers of a source that outlive a restart, by a digest of the question. */
export interface KeptAnswers {
  get(key: string): Promise<KeptAnswer | null>;
  /** @param seconds until it may be forgotten; null: for ever */
  put(key: string, body: unknown, seconds: number | null): Promise<void>;
}

/** In PostgreSQL: losing what costs a day's quota to ask again would hurt, so this is not the five-minute cache. */
export function keptAnswers(database: Kysely<Database>, clock: Clock): KeptAnswers {
  return {
    async get(key) {
      const row = await database
        .selectFrom('legal_answers')
        .select(['body', 'fetched_at', 'forget_at'])
        .where('key', '=', key)
        .executeTakeFirst();
      if (row === undefined || (row.forget_at !== null && row.forget_at.getTime() <= clock.nowMs())) return null;
      return { body: row.body, fetchedAtMs: row.fetched_at.getTime() };
    },
    async put(key, body, seconds) {
      const now = clock.nowMs();
      const answer = {
        body: JSON.stringify(body),
        fetched_at: new Date(now),
        forget_at: seconds === null ? null : new Date(now + seconds * 1_000),
      };
      await database
        .insertInto('legal_answers')
        .values({ key, ...answer })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(answer))
        .execute();
    },
  };
}
