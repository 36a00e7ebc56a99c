import { z } from 'zod';
import { narrativeGroup } from './field-group.ts';
import { defineMutation } from './mutation.ts';
import { refusedClosed } from './open-for-review.ts';
import { NO_LINE } from './plan-decisions.ts';

export interface RewriteNarrativeArgs {
  readonly lineId: string;
  readonly narrative: string;
}

/** Gives a line other words for the export; the words as read are kept, and writing them back ends it. */
export const rewriteNarrative = defineMutation<RewriteNarrativeArgs>({
  name: 'rewriteNarrative',
  argVersion: 1,
  args: z.strictObject({ lineId: z.uuid(), narrative: z.string().max(15_360) }),
  touches: ({ lineId }) => [narrativeGroup(lineId)],
  isAtomic: () => true,
  plan(facts, { lineId, narrative }) {
    const line = facts.line(lineId);
    const invoice = line === null ? null : facts.invoice(line.invoiceId);
    if (line === null || invoice === null) return { outcome: 'refused', code: 'not_found', message: NO_LINE };
    const closed = refusedClosed(invoice);
    if (closed !== null) return closed;
    if (line.narrative === narrative) return { outcome: 'noop', refused: [] };
    return {
      outcome: 'applied',
      changes: [{ kind: 'narrative', lineId, narrative }],
      refused: [],
      undo: {
        text: `rewrite line ${line.lineNumber}`,
        invoiceId: line.invoiceId,
        lineIds: [lineId],
        before: { kind: 'narrative', lineId, narrative: line.narrative },
      },
    };
  },
});
