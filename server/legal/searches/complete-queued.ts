import { sql } from 'kysely';
import type { SearchFilters, SourceOutcome } from '#shared/api/legal.ts';
import { SYSTEM } from '../../access/actor.ts';
import type { ServerContext } from '../../context.ts';
import { withChanges } from '../../sync/with-changes.ts';
import { LegalError } from '../courtlistener/legal-error.ts';
import { outcomeOf, outsideAnswer, outsideFailure, type SourceAnswer, tellOf, writeHits } from './run-search.ts';

/** Who asks again meanwhile leaves these alone; if that process dies, they are due again then. */
const CLAIM_MS = 120_000;
const ANSWER_MS = 8_000;

interface ClaimedQuestion {
  readonly key: string;
  readonly outgoingText: string;
  readonly filters: SearchFilters;
}

export interface Completed {
  readonly questionCount: number;
  readonly searchCount: number;
}

/**
 * Asks again what is due, one question after the other, each for all who asked it, until the source or the account says
 * "later". Scheduled work; may run in several processes at once.
 */
export async function completeQueued(context: ServerContext): Promise<Completed> {
  let [questionCount, searchCount] = [0, 0];
  const { courtlistener } = context.legal;
  if (courtlistener === null) return { questionCount, searchCount };
  for (;;) {
    const question = await claimQuestion(context);
    if (question === null) return { questionCount, searchCount };
    const began = context.clock.nowMs();
    let answer: SourceAnswer;
    try {
      const found = await courtlistener.search(question.outgoingText, question.filters, began + ANSWER_MS);
      // An old answer is what they could have had at once; who waits is owed one of now.
      if (found.state === 'stale' && found.failure !== null) throw found.failure;
      answer = outsideAnswer(found, context.clock.nowMs() - began);
    } catch (error) {
      if (error instanceof LegalError && error.isRetryable) {
        await putOff(context, question.key, error.retryAtMs ?? began + 60_000);
        return { questionCount, searchCount };
      }
      answer = outsideFailure(context, error, context.clock.nowMs() - began);
    }
    searchCount += await completeAll(context, question.key, answer);
    questionCount += 1;
  }
}

async function claimQuestion(context: ServerContext): Promise<ClaimedQuestion | null> {
  const now = context.clock.nowMs();
  const { value } = await withChanges(context, SYSTEM, async ({ db }) => {
    const { rows } = await sql<{ question_key: string; outgoing_text: string; filters: unknown }>`
      WITH due AS (
        SELECT question_key FROM legal_searches
        WHERE state = 'queued' AND queued_until <= ${new Date(now)}
        ORDER BY queued_until, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      UPDATE legal_searches s SET queued_until = ${new Date(now + CLAIM_MS)}
      FROM due WHERE s.question_key = due.question_key AND s.state = 'queued'
      RETURNING s.question_key, s.outgoing_text, s.filters`.execute(db);
    return rows[0] ?? null;
  });
  if (value === null) return null;
  return { key: value.question_key, outgoingText: value.outgoing_text, filters: value.filters as SearchFilters };
}

/** This one and whatever else is due before then. */
async function putOff(context: ServerContext, key: string, retryAtMs: number): Promise<void> {
  const until = new Date(Math.max(retryAtMs, context.clock.nowMs() + 1_000));
  await withChanges(context, SYSTEM, async ({ db }) => {
    await sql`UPDATE legal_searches SET queued_until = ${until}
      WHERE state = 'queued' AND (question_key = ${key} OR queued_until < ${until})`.execute(db);
  });
}

async function completeAll(context: ServerContext, key: string, answer: SourceAnswer): Promise<number> {
  const { value: ids } = await withChanges(context, SYSTEM, async ({ db }) =>
    db
      .selectFrom('legal_searches')
      .select('id')
      .where('question_key', '=', key)
      .where('state', '=', 'queued')
      .execute(),
  );
  for (const { id } of ids) await completeOne(context, id, answer);
  return ids.length;
}

async function completeOne(context: ServerContext, id: string, answer: SourceAnswer): Promise<void> {
  await withChanges(context, SYSTEM, async (batch) => {
    const row = await batch.db
      .selectFrom('legal_searches')
      .select(['user_id', 'matter_id', 'sources'])
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return;
    const outcomes = (row.sources as SourceOutcome[]).map((before) =>
      before.source === 'courtlistener' ? answer.outcome : before,
    );
    const failure = outcomes.find(({ state }) => state === 'failed')?.failure ?? null;
    const { last } = await batch.db
      .selectFrom('legal_hits')
      .select(({ fn }) => fn.max('position').as('last'))
      .where('search_id', '=', id)
      .executeTakeFirstOrThrow();
    await writeHits(context, batch, id, [answer], (last ?? -1) + 1);
    await batch.db
      .updateTable('legal_searches')
      .set({
        sources: JSON.stringify(outcomes),
        state: 'done',
        outcome: outcomeOf(outcomes),
        failure: failure === null ? null : JSON.stringify(failure),
        queued_until: null,
        next_page: answer.nextPage,
        completed_at: batch.now,
      })
      .where('id', '=', id)
      .execute();
    const search = { id, userId: row.user_id, matterId: row.matter_id };
    tellOf(batch, search, [answer], true);
  });
}
