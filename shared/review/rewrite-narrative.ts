import { defineMutation } from './mutation.ts';
import { whyClosed } from './open-for-review.ts';

export interface RewriteNarrativeArgs {
  readonly lineId: string;
  readonly narrative: string;
}

/** Gives a line other words for the export; the words as read are kept, and writing them back ends it. */
export const rewriteNarrative = defineMutation<RewriteNarrativeArgs>({
  name: 'rewriteNarrative',
  plan(facts, { lineId, narrative }) {
    const line = facts.line(lineId);
    const invoice = line === null ? null : facts.invoice(line.invoiceId);
    if (line === null || invoice === null)
      return { outcome: 'refused', message: 'This line is not in this workspace.' };
    const closed = whyClosed(invoice);
    if (closed !== null) return { outcome: 'refused', message: closed };
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
