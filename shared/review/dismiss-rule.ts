import { z } from 'zod';
import { dismissalGroup } from './field-group.ts';
import { type Change, defineMutation } from './mutation.ts';
import { refusedClosed } from './open-for-review.ts';

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
  argVersion: 1,
  args: z.strictObject({
    invoiceId: z.uuid(),
    ruleId: z.string().min(1).max(8),
    findingIds: z.array(z.uuid()).max(100_000),
    isEnabled: z.boolean(),
    reason: z.string().max(2000).nullable(),
  }),
  touches: ({ findingIds }) => [...new Set(findingIds)].map(dismissalGroup),
  isAtomic: () => false,
  plan(facts, { invoiceId, ruleId, findingIds, isEnabled, reason }) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) {
      return { outcome: 'refused', code: 'not_found', message: 'This invoice is no longer there.' };
    }
    const closed = refusedClosed(invoice);
    if (closed !== null) return closed;
    const kept = isEnabled ? null : reason;
    const before = [...new Set(findingIds)]
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
            findingId: finding.findingId,
            isEnabled: finding.isEnabled,
            reason: finding.reason,
          })),
        },
      },
    };
  },
});
