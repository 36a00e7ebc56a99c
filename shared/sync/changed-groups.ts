import {
  commentGroup,
  decisionGroup,
  dismissalGroup,
  type FieldGroup,
  guidelineGroup,
  invoiceGroup,
  narrativeGroup,
} from '#shared/review/field-group.ts';
import type { Change, ReviewFacts } from '#shared/review/mutation.ts';

/**
 * The field group a change writes. `null` for what merely follows from others: that a review begins with its first
 * decision (or has not begun after all), and a device's own undo stack.
 */
export function groupOfChange(change: Change): FieldGroup | null {
  switch (change.kind) {
    case 'decision':
      return decisionGroup(change.lineId);
    case 'narrative':
      return narrativeGroup(change.lineId);
    case 'finding':
      return dismissalGroup(change.findingId);
    case 'invoiceState':
      return change.isStep === true ? invoiceGroup(change.invoiceId) : null;
    case 'history':
    case 'analysis':
      return invoiceGroup(change.invoiceId);
    case 'comment':
      return commentGroup(change.commentId);
    case 'guideline':
      return guidelineGroup(change.guideline.name);
    case 'actionState':
      return null;
  }
}

/**
 * Of a plan's changes those that are to be carried out, where some of its groups are not. What follows from others
 * goes with them: a review begins if one of its decisions is carried out, and is taken back to its beginning only if
 * all that was asked is.
 * @param isKept whether a group is carried out
 */
export function keptChanges(
  facts: ReviewFacts,
  changes: readonly Change[],
  isKept: (group: FieldGroup) => boolean,
): readonly Change[] {
  const kept = new Set<Change>();
  const begun = new Set<string>();
  let isWhole = true;
  for (const change of changes) {
    const group = groupOfChange(change);
    if (group === null) continue;
    if (isKept(group)) {
      kept.add(change);
      const invoiceId = change.kind === 'decision' ? facts.line(change.lineId)?.invoiceId : undefined;
      if (invoiceId !== undefined) begun.add(invoiceId);
    } else isWhole = false;
  }
  return changes.filter((change) => {
    if (change.kind === 'actionState') return true;
    if (change.kind !== 'invoiceState' || change.isStep === true) return kept.has(change);
    return change.state === 'in_review' ? begun.has(change.invoiceId) : isWhole;
  });
}
