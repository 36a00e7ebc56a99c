import type { z } from 'zod';
import type { LegalStatus, legalTest } from '#shared/api/legal.ts';
import { SYSTEM } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import { failureView, LegalError } from './courtlistener/legal-error.ts';

const ANSWER_MS = 8_000;

/** Whether and how much may be asked just now, by our own count. */
export async function legalStatus(context: ServerContext): Promise<LegalStatus> {
  const { courtlistener, local } = context.legal;
  const queuedCount = await readAs(context, SYSTEM, async (db) => {
    const { count } = await db
      .selectFrom('legal_searches')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'queued')
      .executeTakeFirstOrThrow();
    return count;
  });
  const localState = { state: local === null ? 'off' : 'on' } as const;
  if (courtlistener === null) {
    return { courtlistener: { state: 'off', windows: [], nextAt: null, queuedCount }, local: localState };
  }
  const { windows, nextAtMs, restsUntilMs, isRefused } = await courtlistener.state();
  return {
    courtlistener: {
      state: isRefused ? 'auth' : restsUntilMs === null ? 'on' : 'resting',
      windows: windows.map((window) => ({ ...window })),
      nextAt: nextAtMs === null ? null : new Date(nextAtMs).toISOString(),
      queuedCount,
    },
    local: localState,
  };
}

/** Asks the source for the account's own figures, which costs nothing of its quota. */
export async function testLegalDatabase(context: ServerContext): Promise<z.infer<typeof legalTest>> {
  const { courtlistener } = context.legal;
  if (courtlistener === null) return { isReached: false, failure: null, usage: [], membership: null };
  try {
    const { current_usage, membership } = await courtlistener.usage(context.clock.nowMs() + ANSWER_MS);
    return {
      isReached: true,
      failure: null,
      usage: current_usage.map(({ scope, rate, used, limit, reset_at }) => ({
        scope,
        rate,
        used,
        limit,
        resetAt: reset_at === null ? null : new Date(reset_at).toISOString(),
      })),
      membership: membership?.level ?? null,
    };
  } catch (error) {
    if (!(error instanceof LegalError)) throw error;
    return { isReached: false, failure: failureView(error), usage: [], membership: null };
  }
}
