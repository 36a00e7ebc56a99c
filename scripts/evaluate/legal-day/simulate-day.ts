import type { PersonActor } from '#server/access/actor.ts';
import { SYSTEM } from '#server/access/actor.ts';
import { readAs } from '#server/access/read-as.ts';
import type { ServerContext } from '#server/context.ts';
import { askSearch } from '#server/legal/searches/ask-search.ts';
import { completeQueued } from '#server/legal/searches/complete-queued.ts';
import { runSearch, SEARCH_MS } from '#server/legal/searches/run-search.ts';
import { searchFilters } from '#shared/api/legal.ts';
import { seededRandom } from '../../cli/demo/seeded-random.ts';

export interface LegalDayParts {
  readonly context: ServerContext;
  /** The clock of `context` and of the source. */
  readonly clock: { nowMs(): number; advance(milliseconds: number): void };
  readonly actor: PersonActor;
  /** Every request the source has received, with its moment; `isRefused` where it said that it was asked too often. */
  received(): readonly { readonly atMs: number }[];
  readonly searchCount: number;
  /** Of the searches, so many in a hundred repeat an earlier one. */
  readonly repeatPercent: number;
  readonly seed: number;
}

export interface LegalDay {
  readonly searches: number;
  readonly distinct: number;
  /** How each ended, within ten seconds of being asked. */
  readonly fresh: number;
  readonly cached: number;
  readonly partial: number;
  /** Of the partial ones: asked again by themselves, and those who were told when to ask again. */
  readonly queued: number;
  readonly toldWhen: number;
  /** Partial without LEGAL_001 or without a moment: must be none. */
  readonly withoutReason: number;
  readonly slowestMs: number;
  readonly overTenSeconds: number;
  /** In the day itself, and the most in any twenty-four hours. */
  readonly upstreamCalls: number;
  readonly mostInADay: number;
  /** Of the queued ones: complete by the end of the next day, and how many of them on the same day. */
  readonly completedByNextDay: number;
  readonly completedSameDay: number;
  readonly stillQueued: number;
}

const DAY_MS = 86_400_000;
const WORKDAY_MS = 9 * 3_600_000;
const LOOK_MS = 60_000;

/**
 * A day of a firm that searches, on a moved clock: searches come over nine hours, each is asked, worked on and ended as in
 * earnest; then a day and a night pass in which what was queued is asked again. The clock moves with every wait.
 */
export async function simulateLegalDay(parts: LegalDayParts): Promise<LegalDay> {
  const { context, clock, actor } = parts;
  const began = clock.nowMs();
  const questions = questionsOf(parts);
  const arrivals = arrivalsOf(parts, began);
  let slowestMs = 0;
  let overTenSeconds = 0;
  const ids: string[] = [];
  for (const [index, query] of questions.entries()) {
    await passUntil(context, clock, arrivals[index] ?? began);
    const [askedAt, really] = [clock.nowMs(), performance.now()];
    const id = await askSearch(context, actor, {
      query,
      outgoingText: query,
      sources: ['local', 'courtlistener'],
      matterId: null,
      filters: searchFilters.parse({}),
    });
    await runSearch(context, id);
    // What the clock was moved by, and what the machine took besides.
    const tookMs = clock.nowMs() - askedAt + (performance.now() - really);
    slowestMs = Math.max(slowestMs, tookMs);
    if (tookMs > SEARCH_MS) overTenSeconds += 1;
    ids.push(id);
  }
  const ended = await outcomesOf(context, ids);
  await passUntil(context, clock, began + DAY_MS);
  const upstreamCalls = parts.received().length;
  const afterDay = await outcomesOf(context, ids);
  await passUntil(context, clock, began + 2 * DAY_MS);
  const afterNext = await outcomesOf(context, ids);
  const count = (rows: readonly Outcome[], is: (row: Outcome) => boolean) => rows.filter(is).length;
  const wasQueued = (row: Outcome) =>
    ended.find(({ id }) => id === row.id)?.state === 'queued' || row.completedAt !== null;
  const partial = count(afterNext, ({ everPartial }) => everPartial);
  return {
    searches: ids.length,
    distinct: new Set(questions).size,
    fresh: count(afterNext, ({ everPartial, outcome }) => !everPartial && outcome === 'fresh'),
    cached: count(afterNext, ({ everPartial, outcome }) => !everPartial && outcome === 'cached'),
    partial,
    queued: count(afterNext, wasQueued),
    toldWhen: count(ended, ({ state, outcome }) => outcome === 'partial' && state === 'done'),
    withoutReason: count(ended, ({ outcome, failure }) => outcome === 'partial' && failure?.retryAt == null),
    slowestMs: Math.round(slowestMs),
    overTenSeconds,
    upstreamCalls,
    mostInADay: mostWithin(parts.received().map(({ atMs }) => atMs)),
    completedByNextDay: count(afterNext, ({ completedAt }) => completedAt !== null),
    completedSameDay: count(afterDay, ({ completedAt }) => completedAt !== null),
    stillQueued: count(afterNext, ({ state }) => state === 'queued'),
  };
}

/** Moves the clock, and looks once a minute at what is due, as the worker does. */
async function passUntil(context: ServerContext, clock: LegalDayParts['clock'], untilMs: number): Promise<void> {
  while (clock.nowMs() < untilMs) {
    clock.advance(Math.min(LOOK_MS, untilMs - clock.nowMs()));
    await completeQueued(context);
  }
}

/** Questions of two or three words, none about the same thing; some of them come again. */
function questionsOf({ searchCount, repeatPercent, seed }: LegalDayParts): readonly string[] {
  const random = seededRandom(seed, 1);
  const repeatCount = Math.round((searchCount * repeatPercent) / 100);
  const isRepeat = new Set<number>();
  // The first of a day repeats nothing.
  while (isRepeat.size < repeatCount) isRepeat.add(1 + random.below(searchCount - 1));
  const questions: string[] = [];
  for (let index = 0; index < searchCount; index += 1) {
    questions.push(isRepeat.has(index) ? random.pick(questions) : `block billing reduction ${index + 1}`);
  }
  return questions;
}

function arrivalsOf({ searchCount, seed }: LegalDayParts, began: number): readonly number[] {
  const random = seededRandom(seed, 2);
  return Array.from({ length: searchCount }, () => began + random.below(WORKDAY_MS)).sort((a, b) => a - b);
}

interface Outcome {
  readonly id: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly failure: { readonly retryAt: string | null } | null;
  readonly completedAt: Date | null;
  readonly everPartial: boolean;
}

async function outcomesOf(context: ServerContext, ids: readonly string[]): Promise<readonly Outcome[]> {
  const rows = await readAs(context, SYSTEM, (db) =>
    db
      .selectFrom('legal_searches')
      .select(['id', 'state', 'outcome', 'failure', 'completed_at'])
      .where('id', 'in', [...ids])
      .execute(),
  );
  return rows.map(({ id, state, outcome, failure, completed_at }) => ({
    id,
    state,
    outcome,
    failure: failure as Outcome['failure'],
    completedAt: completed_at,
    everPartial: outcome === 'partial' || completed_at !== null,
  }));
}

function mostWithin(moments: readonly number[]): number {
  let most = 0;
  let from = 0;
  for (const [index, atMs] of moments.entries()) {
    while ((moments[from] ?? atMs) <= atMs - DAY_MS) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}
