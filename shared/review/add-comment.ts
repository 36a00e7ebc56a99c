import { defineMutation } from './mutation.ts';

export interface AddCommentArgs {
  readonly commentId: string;
  readonly invoiceId: string;
  readonly lineId: string | null;
  readonly text: string;
}

/** Comments are only ever added, in any state of the invoice. */
export const addComment = defineMutation<AddCommentArgs>({
  name: 'addComment',
  plan(facts, args) {
    if (facts.invoice(args.invoiceId) === null) {
      return { outcome: 'refused', message: 'This invoice is not in this workspace.' };
    }
    if (args.lineId !== null && facts.line(args.lineId)?.invoiceId !== args.invoiceId) {
      return { outcome: 'refused', message: 'This line is not part of this invoice.' };
    }
    return { outcome: 'applied', changes: [{ kind: 'comment', ...args }], refused: [], undo: null };
  },
});
