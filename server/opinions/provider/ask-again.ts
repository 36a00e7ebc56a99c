import type { OpinionFailureReason } from '#shared/api/opinions.ts';
import type { TokenUse } from '#shared/opinions/cost.ts';
import { hasUnknownCost, type Provider, type ProviderAnswer, type ProviderQuestion } from './provider-answer.ts';

export interface Patience {
  nowMs(): number;
  /** Ends after so long. */
  wait(milliseconds: number): Promise<void>;
  /** From 0 to below 1. */
  random(): number;
  /** Nothing is tried again after this moment. */
  readonly deadlineMs: number;
}

export const MOST_TRIES = 4;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export interface Asked {
  readonly answer: ProviderAnswer;
  readonly tries: number;
  /** Of all tries together, as far as they state it. */
  readonly use: TokenUse;
  /** Tries that may have cost something and do not say what. */
  readonly unknownCosts: number;
  /** With a failure that time may mend: from when on. */
  readonly retryAtMs: number | null;
}

/**
 * Asks, and asks again what may pass by itself: a broken line, a timeout, a fault of the provider, too many questions. Waits
 * as long as the provider says, else twice as long each time; gives up where that would pass the deadline, and says when it
 * is worth another try. The account's own limit, a refused key and whatever the answer itself is are never tried again.
 * @param setAside asked before another try after one whose cost nobody knows; a limit in the way ends it with that reason
 */
export async function askAgain(
  provider: Provider,
  question: ProviderQuestion,
  patience: Patience,
  setAside: () => Promise<OpinionFailureReason | null>,
): Promise<Asked> {
  let use: TokenUse = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
  let unknownCosts = 0;
  for (let tries = 1; ; tries += 1) {
    const answer = await provider.ask(question);
    if (answer.use !== null) use = sum(use, answer.use);
    const isUnknown = hasUnknownCost(answer);
    if (isUnknown) unknownCosts += 1;
    const asked = { answer, tries, use, unknownCosts };
    if (answer.kind === 'answered' || !answer.isTriedAgain) return { ...asked, retryAtMs: null };
    const backoff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.75 + patience.random() / 2));
    const pauseMs = answer.retryAfterMs ?? backoff;
    const retryAtMs = patience.nowMs() + pauseMs;
    if (tries === MOST_TRIES || retryAtMs >= patience.deadlineMs) return { ...asked, retryAtMs };
    await patience.wait(pauseMs);
    const limit = isUnknown ? await setAside() : null;
    if (limit !== null) return { ...asked, answer: { ...answer, reason: limit, isTriedAgain: false }, retryAtMs: null };
  }
}

function sum(a: TokenUse, b: TokenUse): TokenUse {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}
