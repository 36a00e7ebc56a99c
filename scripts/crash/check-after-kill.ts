import type { WorkspaceClient } from '#shared/api/workspace.ts';
import type { Confirmed } from './kill-while-deciding.ts';

export interface CheckAfterKill {
  /** Decisions that were confirmed and are not there: must be none. */
  readonly lost: readonly Confirmed[];
  /** Whether the counters of the invoice are the sums of its lines. */
  readonly addsUp: boolean;
}

/** Looks for every confirmed decision in its line's history, after the workspace was opened again. */
export async function checkAfterKill(
  workspace: WorkspaceClient,
  invoiceId: string,
  confirmed: readonly Confirmed[],
): Promise<CheckAfterKill> {
  const held = new Map<string, Set<number>>();
  for (const lineId of new Set(confirmed.map((each) => each.lineId))) {
    const line = await workspace.query('getLine', { lineId });
    const decisions = line.ok ? line.value.decisions : [];
    held.set(lineId, new Set(decisions.map(({ percentE4 }) => percentE4 ?? -1)));
  }
  const lost = confirmed.filter(({ lineId, percentE4 }) => held.get(lineId)?.has(percentE4) !== true);
  const sort = { by: 'record', direction: 'ascending' } as const;
  const page = await workspace.query('listLines', { invoiceId, filter: {}, sort, offset: 0, limit: 1000 });
  const detail = await workspace.query('getInvoice', { invoiceId });
  if (!page.ok || !detail.ok) return { lost, addsUp: false };
  const { money } = detail.value.summary;
  const saved = page.value.rows.reduce((sum, { decision }) => sum + (decision?.cutE4 ?? 0), 0);
  const decided = page.value.rows.filter(({ decision }) => decision !== null).length;
  return { lost, addsUp: saved === money.savedE4 && decided === money.decidedCount };
}
