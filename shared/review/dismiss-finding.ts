import { z } from 'zod';
import { dismissalGroup } from './field-group.ts';
import { defineMutation } from './mutation.ts';
import { refusedClosed } from './open-for-review.ts';

/** Switches a finding off or on again. */
export interface DismissFindingArgs {
  readonly findingId: string;
  readonly isEnabled: boolean;
  readonly reason: string | null;
}

export const dismissFinding = defineMutation<DismissFindingArgs>({
  name: 'dismissFinding',
  argVersion: 1,
  args: z.strictObject({ findingId: z.uuid(), isEnabled: z.boolean(), reason: z.string().max(2000).nullable() }),
  touches: ({ findingId }) => [dismissalGroup(findingId)],
  isAtomic: () => true,
  plan(facts, { findingId, isEnabled, reason }) {
    const finding = facts.finding(findingId);
    const invoice = finding === null ? null : facts.invoice(finding.invoiceId);
    if (finding === null || invoice === null) {
      return {
        outcome: 'refused',
        code: 'not_found',
        message: 'This finding is no longer there; the invoice was checked again since.',
      };
    }
    const closed = refusedClosed(invoice);
    if (closed !== null) return closed;
    const kept = isEnabled ? null : reason;
    if (finding.isEnabled === isEnabled && finding.reason === kept) return { outcome: 'noop', refused: [] };
    const { invoiceId } = finding;
    return {
      outcome: 'applied',
      changes: [{ kind: 'finding', invoiceId, findingId, isEnabled, reason: kept }],
      refused: [],
      undo: {
        text: `${isEnabled ? 'restore' : 'dismiss'} a finding of ${finding.ruleId}`,
        invoiceId,
        lineIds: [],
        before: {
          kind: 'findings',
          findings: [{ findingId, isEnabled: finding.isEnabled, reason: finding.reason }],
        },
      },
    };
  },
});
