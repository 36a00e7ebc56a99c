import type { Change, DecisionContent } from '#shared/review/mutation.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type { InvoiceStanding, LineStanding, RecordState } from './record-state.ts';

/** What a push is about to write, gathered over its mutations and written in a few statements. */
export interface PlannedWrites {
  readonly decisions: PlannedDecision[];
  readonly lineIds: Set<string>;
  readonly narratives: Map<string, PlannedNarrative>;
  readonly dismissedIds: Map<string, { readonly by: string }>;
  readonly comments: PlannedComment[];
  readonly history: { readonly invoiceId: string; readonly text: string; readonly by: string }[];
  readonly guidelines: { readonly guideline: Guideline; readonly by: string }[];
  readonly invoiceIds: Set<string>;
}

export interface PlannedDecision {
  readonly line: LineStanding;
  readonly version: number;
  readonly decision: DecisionContent | null;
  readonly by: string;
  readonly from: MutationOrigin;
}

export interface PlannedNarrative {
  readonly narrative: string | null;
  readonly by: string;
}

export interface PlannedComment {
  readonly commentId: string;
  readonly invoiceId: string;
  readonly lineId: string | null;
  readonly text: string;
  readonly by: string;
}

/** Where a mutation comes from: the audit's second opinion beside the server's own time. */
export interface MutationOrigin {
  readonly deviceId: string;
  readonly clientSeq: number;
  readonly clientAt: string;
}

export type AnalysisChange = Extract<Change, { kind: 'analysis' }>;

export function noWrites(): PlannedWrites {
  return {
    decisions: [],
    lineIds: new Set(),
    narratives: new Map(),
    dismissedIds: new Map(),
    comments: [],
    history: [],
    guidelines: [],
    invoiceIds: new Set(),
  };
}

/**
 * Carries judged changes out on the record in memory and plans their writing. A check by another guideline is
 * not planned but handed back: it reads and writes on its own, after everything planned so far.
 */
export function carryOut(
  record: RecordState,
  writes: PlannedWrites,
  changes: readonly Change[],
  by: string,
  from: MutationOrigin,
): readonly AnalysisChange[] {
  const analyses: AnalysisChange[] = [];
  for (const change of changes) {
    switch (change.kind) {
      case 'decision':
        decide(record, writes, change.lineId, change.decision, by, from);
        break;
      case 'narrative': {
        const line = held(record.lines, change.lineId);
        line.narrative = change.narrative === line.original ? null : change.narrative;
        line.narrativeVersion += 1;
        writes.narratives.set(change.lineId, { narrative: line.narrative, by });
        break;
      }
      case 'finding':
        dismiss(record, change);
        writes.dismissedIds.set(change.findingId, { by });
        break;
      case 'invoiceState': {
        const invoice = held(record.invoices, change.invoiceId);
        invoice.state = change.state;
        invoice.hasSteps ||= change.isStep === true;
        if (change.submittedBy !== undefined) invoice.submittedBy = change.submittedBy;
        invoice.version += 1;
        writes.invoiceIds.add(change.invoiceId);
        break;
      }
      case 'comment': {
        const { commentId, invoiceId, lineId, text } = change;
        writes.comments.push({ commentId, invoiceId, lineId, text, by });
        break;
      }
      case 'history':
        writes.history.push({ invoiceId: change.invoiceId, text: change.text, by });
        break;
      case 'guideline':
        record.guidelines.set(change.guideline.name, change.guideline.version);
        writes.guidelines.push({ guideline: change.guideline, by });
        break;
      case 'analysis':
        analyses.push(change);
        break;
      case 'actionState':
        // A device's own undo stack; the judge keeps it back already.
        break;
    }
  }
  return analyses;
}

function decide(
  record: RecordState,
  writes: PlannedWrites,
  lineId: string,
  decision: DecisionContent | null,
  by: string,
  from: MutationOrigin,
): void {
  const line = held(record.lines, lineId);
  const invoice: InvoiceStanding = held(record.invoices, line.invoiceId);
  invoice.savedE4 += (decision?.cutE4 ?? 0) - (line.decision?.cutE4 ?? 0);
  const decided = (decision === null ? 0 : 1) - (line.decision === null ? 0 : 1);
  invoice.decidedCount += decided;
  if (line.isFlagged) invoice.openCount -= decided;
  line.decisionVersion += 1;
  line.decision = decision;
  writes.decisions.push({ line, version: line.decisionVersion, decision, by, from });
  writes.lineIds.add(lineId);
  writes.invoiceIds.add(line.invoiceId);
}

function dismiss(record: RecordState, change: Extract<Change, { kind: 'finding' }>): void {
  const { findingId, invoiceId, isEnabled, reason } = change;
  const known = record.dismissals.get(findingId);
  if (known === undefined) {
    record.dismissals.set(findingId, { findingId, invoiceId, isEnabled, reason, loadedVersion: 0, version: 1 });
    return;
  }
  known.isEnabled = isEnabled;
  known.reason = reason;
  known.version += 1;
}

/** The judge lets only changes of what the facts have through. */
export function held<Value>(among: ReadonlyMap<string, Value>, id: string): Value {
  const found = among.get(id);
  if (found === undefined) throw new Error('A judged change names something that was not read.');
  return found;
}
