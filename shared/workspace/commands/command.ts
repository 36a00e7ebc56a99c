import type { BulkOutcome, CommandInput, CommandName, CommandOutputs, MoneySummary } from '#shared/api/workspace.ts';
import type { FindingIdsByLine, Plan } from '#shared/review/mutation.ts';
import type { Engine } from '../engine.ts';
import { invoiceRowFor } from '../queries/query.ts';
import { findInvoiceRowByKey, moneyOf } from '../store/invoice-record.ts';
import { invoiceKeyOf } from '../store/keys.ts';
import type { CacheFacts } from '../store/review-facts.ts';
import { refuse } from '../workspace-error.ts';

/** One command that answers at once; refusals are thrown as `WorkspaceFailure`. */
export type CommandHandler<N extends CommandName> = (engine: Engine, input: CommandInput<N>) => CommandOutputs[N];

const NO_MONEY: MoneySummary = {
  billedE4: null,
  proposedE4: 0,
  savedE4: 0,
  lineCount: 0,
  decidedCount: 0,
  flaggedCount: 0,
  openCount: 0,
};

/** The money of the invoice the first of these lines is on. */
export function moneyOfLines(engine: Engine, lineIds: readonly string[]): MoneySummary {
  const facts = engine.facts();
  for (const lineId of lineIds) {
    const key = facts.lineKey(lineId);
    const row = key === null ? null : findInvoiceRowByKey(engine.cache, invoiceKeyOf(key));
    if (row !== null) return moneyOf(row);
  }
  return NO_MONEY;
}

export function moneyOfInvoice(engine: Engine, invoiceId: string): MoneySummary {
  return moneyOf(invoiceRowFor(engine, invoiceId));
}

/** What a bulk command answers: lines applied, lines refused, the invoice's money after it. */
export function bulkOutcome(engine: Engine, plan: Plan, lineIds: readonly string[]): BulkOutcome {
  if (plan.outcome === 'refused') return refuse(plan.message);
  const appliedCount = plan.outcome === 'applied' ? plan.changes.filter(({ kind }) => kind === 'decision').length : 0;
  const refused = plan.refused.map(({ lineId, message }) => ({ lineId, message }));
  return { appliedCount, refused, money: moneyOfLines(engine, lineIds) };
}

/** A plan without lines of its own: refused as a whole, or done. */
export function settled(plan: Plan): void {
  if (plan.outcome === 'refused') refuse(plan.message);
}

/** Enabled findings on each flagged line: what a decision of this moment answers. */
export function enabledFindingIds(engine: Engine, facts: CacheFacts, lineIds: readonly string[]): FindingIdsByLine {
  const found: Record<string, readonly string[]> = {};
  for (const lineId of lineIds) {
    const key = facts.line(lineId)?.isFlagged === true ? facts.lineKey(lineId) : null;
    if (key === null) continue;
    const rows = engine.cache.all<{ id: string }>(
      `SELECT id FROM finding_lines JOIN findings USING (finding_key)
        WHERE line_key = ? AND is_enabled = 1 ORDER BY finding_key`,
      key,
    );
    if (rows.length > 0) found[lineId] = rows.map(({ id }) => id);
  }
  return found;
}
