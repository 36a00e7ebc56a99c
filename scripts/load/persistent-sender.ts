import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { OutgoingRequest, Reply, Sender } from '../bench/run-load.ts';

/** What a request came to, tries included. */
export interface Tried extends Reply {
  /** What came instead of an answer, once for each try that was made again. */
  readonly failedTries: readonly string[];
}

/** Comes when a process was killed or is not ready: whoever asked asks again. */
const PASSING = new Set([0, 500, 502, 503, 504]);
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
const GIVEN_UP_AFTER_MS = 90_000;

/**
 * Sends until there is an answer, with growing pauses, as LAIT's own client does; the same bytes under the same numbers,
 * so that what was taken the first time is not done twice. A 429 is waited out too, and told.
 * @param chance a number from 0 to 1, so that not everybody comes back at once
 */
export async function sendUntilAnswered(
  sender: Sender,
  outgoing: OutgoingRequest,
  chance: () => number,
): Promise<Tried> {
  const failedTries: string[] = [];
  const startedAt = performance.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const reply = await sender.send(outgoing);
    const isPassing = PASSING.has(reply.status) || reply.status === 429;
    if (!isPassing || performance.now() - startedAt > GIVEN_UP_AFTER_MS) return { ...reply, failedTries };
    failedTries.push(kindOf(reply.status));
    await setTimeout(pause * (0.5 + chance()));
  }
}

export function kindOf(status: number): string {
  return status === 0 ? 'no answer' : String(status);
}
