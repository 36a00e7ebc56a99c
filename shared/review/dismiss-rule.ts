import { type Change, defineMutation } from './mutation.ts';
import { whyClosed } from './open-for-review.ts';

/** Switches several findings of one rule off or on again, as one action. */
export interface DismissRuleArgs {
  readonly invoiceId: string;
  readonly ruleId: string;
  /** Named when acting: a later analysis may find others, which this action says nothing about. */
  readonly findingIds: readonly string[];
  readonly isEnabled: boolean;
  readonly reason: string | null;
}

export const dismissRule = defineMutation<DismissRuleArgs>({
  name: 'dismissRule',
  plan(facts, { invoiceId, ruleId, findingIds, isEnabled, reason }) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return { outcome: 'refused', message: 'This invoice is no longer there.' };
    const closed = whyClosed(invoice);
    if (closed !== null) return { outcome: 'refused', message: closed };
    const kept = isEnabled ? null : reason;
    const before = findingIds
      .map((findingId) => facts.finding(findingId))
      .filter((finding) => finding !== null)
      .filter((finding) => finding.invoiceId === invoiceId && finding.isEnabled !== isEnabled);
    if (before.length === 0) return { outcome: 'noop', refused: [] };
    const count = before.length === 1 ? 'the finding' : `${before.length} findings`;
    return {
      outcome: 'applied',
      changes: before.map(
        ({ findingId }): Change => ({ kind: 'finding', invoiceId, findingId, isEnabled, reason: kept }),
      ),
      refused: [],
      undo: {
        text: `${isEnabled ? 'restore' : 'dismiss'} ${count} of ${ruleId}`,
        invoiceId,
        lineIds: [],
        before: {
          kind: 'findings',
          findings: before.map((finding) => ({
            kind: 'finding',
            invoiceId,
            findingId: finding.findingId,
            isEnabled: finding.isEnabled,
            reason: finding.reason,
          })),
        },
      },
    };
  },
});
