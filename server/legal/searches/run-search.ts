import { sql } from 'kysely';
import { HITS_A_PAGE, type LegalSource, type SearchFilters, type SourceOutcome } from '#shared/api/legal.ts';
import { SYSTEM } from '../../access/actor.ts';
import { readAs } from '../../access/read-as.ts';
import { matterScope, userScope } from '../../access/scope-access.ts';
import type { ServerContext } from '../../context.ts';
import { isDatabaseGone } from '../../db/database-gone.ts';
import type { ChangeBatch } from '../../sync/change-batch.ts';
import { withChanges } from '../../sync/with-changes.ts';
import type { Answer, OpinionPage } from '../courtlistener/legal-database.ts';
import { failureView, LegalError, QuestionError } from '../courtlistener/legal-error.ts';
import { type FoundHit, opinionView, totalOf } from '../courtlistener/view-hits.ts';
import { readsAs } from './reads-as.ts';

/** A search ends within ten seconds of being asked; what is left is for writing down what was found. */
export const SEARCH_MS = 10_000;
const WRITING_MS = 1_500;

/** A search as the worker finds it. */
export interface StandingSearch {
  readonly id: string;
  readonly userId: string;
  readonly matterId: string | null;
  readonly query: string;
  readonly outgoingText: string | null;
  readonly filters: SearchFilters;
  readonly sources: readonly SourceOutcome[];
  readonly askedAtMs: number;
}

export interface PlacedHit {
  readonly scopeId: string | null;
  readonly hit: FoundHit;
}

/** What one source said. */
export interface SourceAnswer {
  readonly outcome: SourceOutcome;
  readonly hits: readonly PlacedHit[];
  readonly nextPage: string | null;
}

/**
 * The worker's job: asks what was asked for, all at once, and ends the search once, whatever they say. A job given out
 * again after that finds nothing to do.
 */
export async function runSearch(context: ServerContext, searchId: string): Promise<void> {
  const search = await standingSearch(context, searchId);
  if (search === null) return;
  const answers = await Promise.all(
    search.sources.map(({ source }) => (source === 'local' ? askLocal(context, search) : askOutside(context, search))),
  );
  await endSearch(context, search, answers);
  context.metrics?.observeWait('legal_search', (context.clock.nowMs() - search.askedAtMs) / 1_000);
}

async function standingSearch(context: ServerContext, searchId: string): Promise<StandingSearch | null> {
  const row = await readAs(context, SYSTEM, (db) =>
    db
      .selectFrom('legal_searches')
      .selectAll()
      .where('id', '=', searchId)
      .where('state', '=', 'running')
      .executeTakeFirst(),
  );
  if (row === undefined) return null;
  return {
    id: row.id,
    userId: row.user_id,
    matterId: row.matter_id,
    query: row.query,
    outgoingText: row.outgoing_text,
    // Sound: both were checked when they were written.
    filters: row.filters as SearchFilters,
    sources: row.sources as readonly SourceOutcome[],
    askedAtMs: row.asked_at.getTime(),
  };
}

const EMPTY: Omit<SourceOutcome, 'source' | 'state'> = {
  total: null,
  fetchedAt: null,
  tookMs: null,
  failure: null,
  message: null,
};

function emptyAnswer(
  source: LegalSource,
  state: SourceOutcome['state'],
  more: Partial<SourceOutcome> = {},
): SourceAnswer {
  return { outcome: { ...EMPTY, source, state, ...more }, hits: [], nextPage: null };
}

async function askLocal(context: ServerContext, search: StandingSearch): Promise<SourceAnswer> {
  const { local } = context.legal;
  if (local === null) return emptyAnswer('local', 'off');
  const began = context.clock.nowMs();
  try {
    const { hits, totalCount } = await readAs(context, readsAs(search.userId), (db) =>
      local(db, { userId: search.userId }, search.query, search.filters, HITS_A_PAGE),
    );
    const now = context.clock.nowMs();
    const fetchedAt = new Date(now).toISOString();
    return {
      outcome: {
        ...EMPTY,
        source: 'local',
        state: 'fresh',
        total: { value: totalCount, relation: 'exact' },
        fetchedAt,
        tookMs: now - began,
      },
      hits: hits.map(({ scopeId, ...hit }) => ({ scopeId, hit: { ...hit, source: 'local', fetchedAt } })),
      nextPage: null,
    };
  } catch (error) {
    // Then the whole job is given out again.
    if (isDatabaseGone(error)) throw error;
    context.log.error({ category: 'legal', err: error }, 'the search of the own record failed');
    context.systemErrors?.report('LEGAL_LOCAL');
    const failure = failureView(new LegalError('server', context.clock.nowMs() + 60_000, 'own record', 'local'));
    return emptyAnswer('local', 'failed', { failure });
  }
}

async function askOutside(context: ServerContext, search: StandingSearch): Promise<SourceAnswer> {
  const { courtlistener } = context.legal;
  if (courtlistener === null || search.outgoingText === null) return emptyAnswer('courtlistener', 'off');
  const began = context.clock.nowMs();
  const deadlineMs = search.askedAtMs + SEARCH_MS - WRITING_MS;
  try {
    const answer = await courtlistener.search(search.outgoingText, search.filters, deadlineMs);
    return outsideAnswer(answer, context.clock.nowMs() - began);
  } catch (error) {
    return outsideFailure(context, error, context.clock.nowMs() - began);
  }
}

export function outsideAnswer(answer: Answer<OpinionPage>, tookMs: number): SourceAnswer {
  const fetchedAt = new Date(answer.fetchedAtMs).toISOString();
  const { count, results, next } = answer.body;
  return {
    outcome: {
      ...EMPTY,
      source: 'courtlistener',
      state: answer.state,
      total: totalOf(count),
      fetchedAt,
      tookMs,
      failure: answer.failure === null ? null : failureView(answer.failure),
    },
    hits: results.map((result) => ({ scopeId: null, hit: opinionView(result, fetchedAt) })),
    nextPage: next,
  };
}

/** @throws what is none of the source's doing */
export function outsideFailure(context: ServerContext, error: unknown, tookMs: number): SourceAnswer {
  if (error instanceof QuestionError)
    return emptyAnswer('courtlistener', 'invalid', { tookMs, message: error.message });
  if (!(error instanceof LegalError)) throw error;
  context.log.warn(
    { category: 'legal', reason: error.reason, latency_ms: tookMs },
    'the legal database did not answer',
  );
  return emptyAnswer('courtlistener', 'failed', { tookMs, failure: failureView(error) });
}

async function endSearch(
  context: ServerContext,
  search: StandingSearch,
  answers: readonly SourceAnswer[],
): Promise<void> {
  await withChanges(context, SYSTEM, async (batch) => {
    const row = await batch.db
      .selectFrom('legal_searches')
      .select(['state', 'question_key'])
      .where('id', '=', search.id)
      .forUpdate()
      .executeTakeFirst();
    if (row?.state !== 'running') return;
    const outcomes = answers.map(({ outcome }) => outcome);
    const failed = outcomes.find(({ state }) => state === 'failed')?.failure ?? null;
    const queuedUntil = await queuePlace(context, batch, row.question_key, outcomes);
    await writeHits(context, batch, search.id, answers, 0);
    await batch.db
      .updateTable('legal_searches')
      .set({
        sources: JSON.stringify(outcomes),
        state: queuedUntil === null ? 'done' : 'queued',
        outcome: outcomeOf(outcomes),
        failure: failed === null ? null : JSON.stringify(failed),
        queued_until: queuedUntil,
        next_page: answers.find(({ nextPage }) => nextPage !== null)?.nextPage ?? null,
        ended_at: batch.now,
      })
      .where('id', '=', search.id)
      .execute();
    tellOf(batch, search, answers, false);
  });
}

/**
 * Whether what failed is asked again by itself, and when. Only as many different questions wait as the account may ask in
 * a day, so that whatever waits has come by the next; the others are told when it is worth asking again.
 */
async function queuePlace(
  context: ServerContext,
  batch: ChangeBatch,
  questionKey: string | null,
  outcomes: readonly SourceOutcome[],
): Promise<Date | null> {
  const failure = outcomes.find(({ source, state }) => source === 'courtlistener' && state === 'failed')?.failure;
  if (failure?.retryAt == null || !failure.isRetryable || questionKey === null) return null;
  const { rows } = await sql<{ others: number; is_known: boolean }>`
    SELECT count(DISTINCT question_key) FILTER (WHERE question_key <> ${questionKey}) AS others,
      coalesce(bool_or(question_key = ${questionKey}), false) AS is_known
    FROM legal_searches WHERE state = 'queued'`.execute(batch.db);
  const [queue] = rows;
  const isRoom = queue === undefined || queue.is_known || queue.others < context.config.legal.quota.perDay;
  return isRoom ? new Date(failure.retryAt) : null;
}

export function outcomeOf(outcomes: readonly SourceOutcome[]): 'fresh' | 'cached' | 'partial' {
  if (outcomes.some(({ state }) => state === 'failed' || state === 'invalid')) return 'partial';
  return outcomes.some(({ state }) => state === 'cached' || state === 'stale') ? 'cached' : 'fresh';
}

export async function writeHits(
  context: ServerContext,
  batch: ChangeBatch,
  searchId: string,
  answers: readonly Pick<SourceAnswer, 'hits'>[],
  from: number,
): Promise<void> {
  const rows = answers
    .flatMap(({ hits }) => hits)
    .map(({ scopeId, hit }, index) => ({
      id: context.newId(),
      search_id: searchId,
      position: from + index,
      source: hit.source,
      // What the whole firm may see is nobody's matter.
      scope_id: scopeId,
      body: JSON.stringify(hit),
    }));
  if (rows.length > 0) await batch.db.insertInto('legal_hits').values(rows).execute();
}

/** Once for each search, and once more when what was queued has come. Ids and counts only. */
export function tellOf(
  batch: ChangeBatch,
  search: Pick<StandingSearch, 'id' | 'userId' | 'matterId'>,
  answers: readonly SourceAnswer[],
  isLate: boolean,
): void {
  const outcomes = answers.map(({ outcome }) => outcome);
  const outcome = outcomeOf(outcomes);
  const scopeId = search.matterId === null ? userScope(search.userId) : matterScope(search.matterId);
  // The matter's people are told how much there is that they all may see, not what the one who asked sees besides.
  const isShared = (hitScope: string | null) =>
    search.matterId === null || hitScope === null || hitScope === 'firm' || hitScope === scopeId;
  const failure = outcomes.find(({ state }) => state === 'failed')?.failure ?? null;
  batch.event({
    type: 'legal.search_complete',
    scopeId,
    subjectId: search.id,
    data: {
      count: answers.flatMap(({ hits }) => hits).filter((hit) => isShared(hit.scopeId)).length,
      sources: outcomes.flatMap(({ source, state }) => (ANSWERED.includes(state) ? [source] : [])).join(','),
      cached: outcome === 'cached' ? 1 : 0,
      partial: outcome === 'partial' ? 1 : 0,
      ...(isLate ? { late: 1 } : {}),
      ...(failure === null ? {} : { code: failure.code, reason: failure.reason }),
      ...(failure?.retryAt == null ? {} : { retryAt: failure.retryAt }),
    },
  });
}

const ANSWERED: readonly SourceOutcome['state'][] = ['fresh', 'cached', 'stale'];
