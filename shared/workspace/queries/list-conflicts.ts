import type { ConflictSummary } from '#shared/api/workspace.ts';
import { splitFieldGroup } from '#shared/review/field-group.ts';
import type { Engine } from '../engine.ts';
import type { StoredConflict } from '../store/outbox-queue.ts';
import type { CacheFacts } from '../store/review-facts.ts';
import { standingSide } from '../sync/side-words.ts';
import type { QueryHandler } from './query.ts';

export const listConflicts: QueryHandler<'listConflicts'> = (engine, { offset, limit }) => {
  const all = engine.outbox.queue.conflicts();
  const facts = engine.facts();
  const rows = all.slice(offset, offset + limit).map((each) => conflictSummaryOf(engine, facts, each));
  return { total: all.length, offset, rows };
};

export function conflictSummaryOf(engine: Engine, facts: CacheFacts, conflict: StoredConflict): ConflictSummary {
  const lineIds = conflict.groups.flatMap((group) => {
    const split = splitFieldGroup(group);
    return split?.kind === 'decision' || split?.kind === 'narrative' ? [split.id] : [];
  });
  const line = lineIds[0] === undefined ? null : facts.line(lineIds[0]);
  const invoice = conflict.invoiceId === null ? null : facts.invoiceRow(conflict.invoiceId);
  const { conflictId, kind, code, message, at, invoiceId } = conflict;
  return {
    conflictId,
    kind,
    code,
    message,
    at,
    invoiceId,
    invoiceNumber: invoice?.invoice_number ?? null,
    lineIds: [...lineIds].sort(),
    lineNumber: line?.lineNumber ?? null,
    costE4: costOf(engine, conflict),
  };
}

/** Cut by mine less cut by what stands now. */
function costOf(engine: Engine, { mine, groups }: StoredConflict): number | null {
  const decisions = groups.filter((group) => group.startsWith('decision:'));
  if (decisions.length === 0 || mine.cutE4 === null) return null;
  return decisions.reduce((cost, group) => cost - (standingSide(engine, group).cutE4 ?? 0), mine.cutE4);
}
