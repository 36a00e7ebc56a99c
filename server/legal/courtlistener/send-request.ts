import type { Clock } from '../../context.ts';
import { type Asking, askCourtListener, type Line } from './ask-courtlistener.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { LegalError } from './legal-error.ts';
import type { Quota } from './quota.ts';

/** What stands between LAIT and the source. */
export interface Gate {
  readonly line: Line;
  readonly clock: Clock;
  readonly quota: Quota;
  readonly breaker: CircuitBreaker;
  wait(milliseconds: number): Promise<void>;
}

export interface Request extends Omit<Asking, 'timeoutMs'> {
  /** When whoever asks wants an answer at the latest. */
  readonly deadlineMs: number;
  /** The source counts these apart: its refusal holds nothing else. */
  readonly isCountedApart?: boolean | undefined;
  /** The source does not count these at all: a person wants to see whether it is there. */
  readonly isFree?: boolean | undefined;
}

/** A single answer may take so long; a search has ten seconds in all. */
const LONGEST_MS = 6_000;
/** Less than this is no time to ask anybody anything. */
const SHORTEST_MS = 300;

/**
 * One request, where breaker, quota and deadline let it leave. A place of the quota that comes free before the deadline
 * is waited for. What the answer says counts: a throttle holds the quota of every process, failures add up.
 * @throws as `askCourtListener`, and LegalError `resting`, `budget` or `timeout` where nothing was sent
 */
export async function sendRequest(
  gate: Gate,
  { deadlineMs, isCountedApart = false, isFree = false, ...asking }: Request,
): Promise<unknown> {
  const { clock, quota, breaker } = gate;
  // A job that comes too late sends nothing: it takes no place of the quota and says nothing about the source.
  if (isTooLate(gate, deadlineMs)) throw tooLate(gate);
  if (!isFree) {
    const restsUntil = breaker.enter();
    if (restsUntil !== null) throw new LegalError('resting', restsUntil, 'failed several times within a minute');
    await takePlace(gate, deadlineMs);
    if (isTooLate(gate, deadlineMs)) {
      breaker.giveBack();
      throw tooLate(gate);
    }
  }
  const timeoutMs = Math.min(LONGEST_MS, deadlineMs - clock.nowMs());
  try {
    const answer = await askCourtListener(gate.line, { ...asking, timeoutMs });
    breaker.succeeded();
    return answer;
  } catch (error) {
    if (!(error instanceof LegalError)) {
      // It answered: the question is what was wrong.
      breaker.succeeded();
      throw error;
    }
    if (error.reason === 'throttled' && error.retryAtMs !== null && !isCountedApart)
      await quota.holdUntil(error.retryAtMs);
    if (['network', 'timeout', 'server', 'contract'].includes(error.reason)) breaker.failed();
    else breaker.succeeded();
    throw error;
  }
}

function isTooLate({ clock }: Gate, deadlineMs: number): boolean {
  return deadlineMs - clock.nowMs() < SHORTEST_MS;
}

function tooLate({ clock }: Gate): LegalError {
  return new LegalError('timeout', clock.nowMs(), 'no time was left');
}

async function takePlace({ clock, quota, breaker, wait }: Gate, deadlineMs: number): Promise<void> {
  for (;;) {
    const answer = await quota.reserve(clock.nowMs());
    if (answer.isAllowed) return;
    if (answer.retryAtMs > deadlineMs - SHORTEST_MS) {
      // Nothing was asked, so nothing is known: a try that the breaker gave out is given back.
      breaker.giveBack();
      throw new LegalError('budget', answer.retryAtMs, 'the account has nothing left just now');
    }
    await wait(Math.max(1, answer.retryAtMs - clock.nowMs()));
  }
}
