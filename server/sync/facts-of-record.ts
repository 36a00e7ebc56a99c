import { SEVERITIES } from '#shared/domain/finding.ts';
import { type FieldGroup, splitFieldGroup } from '#shared/review/field-group.ts';
import type { InvoiceFacts } from '#shared/review/mutation.ts';
import type { JudgeFacts } from '#shared/sync/judge-mutation.ts';
import { reviewDigest } from '#shared/sync/review-digest.ts';
import type { InvoiceStanding, LineStanding, RecordState } from './record-state.ts';

const MUST_FIX = SEVERITIES.indexOf('must_fix') + 1;

/** What the judge may ask, answered from the record as it is at the moment of asking. */
export function factsOfRecord(record: RecordState): JudgeFacts {
  const lineOf = (lineId: string) => {
    const line = record.lines.get(lineId);
    return line === undefined || !record.invoices.has(line.invoiceId) ? null : line;
  };
  return {
    line(lineId) {
      const line = lineOf(lineId);
      if (line === null) return null;
      return {
        lineId,
        invoiceId: line.invoiceId,
        lineNumber: line.lineNumber,
        totalE4: line.totalE4,
        unitsE4: line.unitsE4,
        unitCostE4: line.unitCostE4,
        narrative: line.narrative ?? line.original,
        originalNarrative: line.original,
        isFlagged: line.isFlagged,
        decisionVersion: line.decisionVersion,
        decisionKind: line.decision?.kind ?? null,
        cutE4: line.decision?.cutE4 ?? null,
      };
    },
    invoice(invoiceId) {
      const invoice = record.invoices.get(invoiceId);
      return invoice === undefined ? null : invoiceFacts(record, invoice);
    },
    finding(findingId) {
      const finding = record.findings.get(findingId);
      if (finding === undefined || !record.invoices.has(finding.invoiceId)) return null;
      const dismissal = record.dismissals.get(findingId);
      const isEnabled = dismissal?.isEnabled ?? true;
      const { invoiceId, ruleId } = finding;
      return { findingId, invoiceId, ruleId, isEnabled, reason: isEnabled ? null : (dismissal?.reason ?? null) };
    },
    decisionAt(lineId, version) {
      const line = lineOf(lineId);
      return line?.decisionVersion === version ? line.decision : null;
    },
    guideline(name) {
      const version = record.guidelines.get(name);
      return version === undefined ? null : { name, version };
    },
    versionOf: (group) => versionOf(record, group),
  };
}

function versionOf(record: RecordState, group: FieldGroup): number {
  const split = splitFieldGroup(group);
  switch (split?.kind) {
    case 'decision':
      return record.lines.get(split.id)?.decisionVersion ?? 0;
    case 'narrative':
      return record.lines.get(split.id)?.narrativeVersion ?? 0;
    case 'dismissal':
      return record.dismissals.get(split.id)?.version ?? 0;
    default:
      return 0;
  }
}

function invoiceFacts(record: RecordState, invoice: InvoiceStanding): InvoiceFacts {
  const { invoiceId, state, lineCount, hasSteps, submittedBy, savedE4, decidedCount } = invoice;
  const { guidelineName, guidelineVersion, analysedOn } = invoice;
  return {
    invoiceId,
    state,
    lineCount,
    hasSteps,
    submittedBy,
    savedE4,
    decidedCount,
    guidelineName,
    guidelineVersion,
    analysedOn,
    seriousOpenCount: () => seriousOpenLines(record, whole(invoice)).size,
    reviewDigest: () => digestOf(record, whole(invoice)),
  };
}

/** Steps stand on every line; a plan that asks without having said so would be answered wrongly. */
function whole(invoice: InvoiceStanding): InvoiceStanding {
  if (!invoice.isWhole) throw new Error('A plan asked about a whole invoice that was read in part.');
  return invoice;
}

function seriousOpenLines(record: RecordState, { invoiceId }: InvoiceStanding): ReadonlySet<string> {
  const open = new Set<string>();
  for (const finding of record.findings.values()) {
    if (finding.invoiceId !== invoiceId || finding.severity < MUST_FIX) continue;
    if (record.dismissals.get(finding.findingId)?.isEnabled === false) continue;
    for (const lineId of finding.lineIds) if (record.lines.get(lineId)?.decision === null) open.add(lineId);
  }
  return open;
}

function digestOf(record: RecordState, invoice: InvoiceStanding): string {
  const lines: LineStanding[] = [];
  for (const line of record.lines.values()) if (line.invoiceId === invoice.invoiceId) lines.push(line);
  return reviewDigest({
    guidelineName: invoice.guidelineName,
    guidelineVersion: invoice.guidelineVersion,
    decisions: lines.flatMap(({ lineId, decision }) => (decision === null ? [] : [{ lineId, decision }])),
    narratives: lines.flatMap(({ lineId, narrative }) => (narrative === null ? [] : [{ lineId, narrative }])),
    dismissals: [...record.dismissals.values()].flatMap(({ invoiceId, findingId, isEnabled, reason }) =>
      invoiceId === invoice.invoiceId && !isEnabled ? [{ findingId, reason }] : [],
    ),
  });
}
