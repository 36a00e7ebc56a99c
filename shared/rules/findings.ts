import type { Evidence, Finding, ProposedCut } from '#shared/domain/finding.ts';
import { findingIdsOf } from '#shared/domain/ids.ts';
import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import type { Guideline, GuidelineRule } from './guideline.ts';
import { emptyByLine, lineCountOf } from './propose.ts';
import type { FindingDraft, Rule } from './rule.ts';

export interface FindingOrigin {
  readonly guideline: Guideline;
  readonly setting: GuidelineRule;
  readonly rule: Rule;
}

/** A finding, and the text of its evidence, by which findings of one rule on one record are ordered. */
export interface OrderedFinding {
  readonly finding: Finding;
  readonly evidence: string;
}

/**
 * Turns one rule's drafts into findings: id, severity, clause, cuts within their lines. In the drafts' order.
 * Throws when a draft names a line that the invoice does not have: the rule is wrong, not the bill.
 */
export function findingsOf(
  invoice: Invoice,
  origin: FindingOrigin,
  drafts: readonly FindingDraft[],
): readonly OrderedFinding[] {
  const { guideline, setting, rule } = origin;
  const idOf = findingIdsOf([invoice.id, guideline.name, String(guideline.version), rule.id, String(rule.version)]);
  const guidelineClause =
    setting.clause === null ? rule.authority : `${setting.clause.section}: ${setting.clause.text}`;
  // A guideline that sets its own severity means every finding of the rule.
  const isDefault = setting.severity === rule.defaultSeverity;
  const seen = new Set<string>();
  let lastEvidence: FindingDraft['evidence'] | null = null;
  let evidence = '';
  return drafts.map((draft) => {
    const lines = linesOf(invoice, draft.lines);
    const lineIds = lines.map((line) => line.id);
    // Rules that point at a field point at the same one throughout.
    if (draft.evidence !== lastEvidence) {
      lastEvidence = draft.evidence;
      evidence = evidenceText(draft.evidence);
    }
    const { proposed, savingE4 } = withinLines(draft.proposed ?? NOTHING, lines);
    const finding: Finding = {
      id: freeId(idOf, [sortedIds(lineIds), evidence], seen),
      ruleId: rule.id,
      ruleVersion: rule.version,
      guidelineClause,
      severity: isDefault ? (draft.severity ?? setting.severity) : setting.severity,
      certainty: rule.certainty,
      lineIds,
      records: lines.map((line) => line.record),
      message: draft.message,
      evidence: draft.evidence,
      proposed,
      potentialSavingE4: savingE4,
    };
    return { finding, evidence };
  });
}

const NOTHING: ProposedCut = { kind: 'none' };
const NO_SAVING = { proposed: NOTHING, savingE4: 0 } as const;

// Two remarks of one rule at the same place are told apart by their order, which the rule keeps stable.
function freeId(idOf: ReturnType<typeof findingIdsOf>, parts: readonly string[], seen: Set<string>): string {
  let id = idOf(parts);
  for (let repeat = 1; seen.has(id); repeat += 1) id = idOf([...parts, String(repeat)]);
  seen.add(id);
  return id;
}

function linesOf(invoice: Invoice, indexes: readonly number[]): readonly InvoiceLine[] {
  const ordered = isInOrder(indexes) ? indexes : [...new Set(indexes)].sort((a, b) => a - b);
  return ordered.map((index) => {
    const line = invoice.lines[index];
    if (line === undefined) throw new RangeError(`a rule names line ${index} of ${invoice.lines.length}`);
    return line;
  });
}

/** Each above the one before it, as nearly all rules name lines, and as the ids of one file sort. */
function isInOrder(values: readonly number[] | readonly string[]): boolean {
  for (let at = 1; at < values.length; at += 1) {
    const before = values[at - 1];
    const value = values[at];
    if (before === undefined || value === undefined || before >= value) return false;
  }
  return true;
}

function sortedIds(lineIds: readonly string[]): string {
  return isInOrder(lineIds) ? lineIds.join(' ') : [...lineIds].sort().join(' ');
}

// JSON with the keys in the order of the contract, in whatever order a rule wrote them.
function evidenceText(evidence: readonly Evidence[]): string {
  let text = '';
  for (const each of evidence) {
    const part =
      'field' in each
        ? `{"field":${JSON.stringify(each.field)}}`
        : `{"lineId":"${each.lineId}","start":${each.start},"end":${each.end}}`;
    text = text === '' ? part : `${text},${part}`;
  }
  return `[${text}]`;
}

// No cut above its line, none on a credit, a zero or an unknown total (where 0 <= cut <= |total| cannot hold).
function withinLines(
  proposed: ProposedCut,
  lines: readonly InvoiceLine[],
): { readonly proposed: ProposedCut; readonly savingE4: number } {
  if (proposed.kind === 'none') return NO_SAVING;
  const stated = proposed.cutE4ByLine;
  let isOpen = false;
  let within = 0;
  let savingE4 = 0;
  for (const { id, totalE4 } of lines) {
    isOpen ||= totalE4 === null || totalE4 > 0;
    const cutE4 = stated[id] ?? 0;
    if (cutE4 <= 0 || cutE4 > (totalE4 ?? 0)) continue;
    within += 1;
    savingE4 = Math.min(savingE4 + cutE4, Number.MAX_SAFE_INTEGER);
  }
  if (!isOpen) return NO_SAVING;
  // Nearly every proposal is right as it stands, and copying them all would cost more than checking.
  if (within === lineCountOf(stated)) return { proposed, savingE4 };
  const cutE4ByLine = emptyByLine();
  savingE4 = 0;
  for (const { id, totalE4 } of lines) {
    const cutE4 = Math.min(stated[id] ?? 0, totalE4 ?? 0);
    if (cutE4 <= 0) continue;
    cutE4ByLine[id] = cutE4;
    savingE4 = Math.min(savingE4 + cutE4, Number.MAX_SAFE_INTEGER);
  }
  return { proposed: { ...proposed, cutE4ByLine }, savingE4 };
}
