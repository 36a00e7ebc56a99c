import { SYSTEM } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { withChanges } from '../sync/with-changes.ts';

type Recording = Pick<ServerContext, 'database' | 'clock' | 'newId' | 'bus' | 'log'>;

const ERROR_PAUSE_MS = 60_000;

/** `system.startup` and `system.shutdown`, once per process, for administrators. */
export async function recordLifecycle(
  context: Recording,
  type: 'system.startup' | 'system.shutdown',
  mode: string,
): Promise<void> {
  await withChanges(context, SYSTEM, async (batch) => {
    batch.event({ type, scopeId: null, subjectId: null, data: { mode } });
  });
}

export interface SystemErrors {
  /** Never throws and never waits: the error that is reported comes first. */
  report(code: string): void;
}

/**
 * `system.error` for administrators: one a minute and code, the next one says how many were left out. When
 * the database is what failed there is nowhere to write it; the log has it.
 */
export function systemErrors(context: Recording): SystemErrors {
  const last = new Map<string, { readonly at: number; leftOut: number }>();
  return {
    report(code) {
      const now = context.clock.nowMs();
      const before = last.get(code);
      if (before !== undefined && now - before.at < ERROR_PAUSE_MS) {
        before.leftOut += 1;
        return;
      }
      last.set(code, { at: now, leftOut: 0 });
      const data = { code, leftOut: before?.leftOut ?? 0 };
      withChanges(context, SYSTEM, async (batch) => {
        batch.event({ type: 'system.error', scopeId: null, subjectId: null, data });
      }).catch((error: unknown) => context.log.error({ err: error }, 'system.error could not be recorded'));
    },
  };
}
