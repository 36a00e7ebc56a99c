import { z } from 'zod';
import { commentGroup } from './field-group.ts';
import { NO_INVOICE } from './invoice-transition.ts';
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
  argVersion: 1,
  args: z.strictObject({
    commentId: z.uuid(),
    invoiceId: z.uuid(),
    lineId: z.uuid().nullable(),
    text: z.string().min(1).max(4000),
  }),
  touches: ({ commentId }) => [commentGroup(commentId)],
  isAtomic: () => true,
  plan(facts, args) {
    if (facts.invoice(args.invoiceId) === null) return NO_INVOICE;
    if (args.lineId !== null && facts.line(args.lineId)?.invoiceId !== args.invoiceId) {
      return { outcome: 'refused', code: 'not_found', message: 'This line is not part of this invoice.' };
    }
    return { outcome: 'applied', changes: [{ kind: 'comment', ...args }], refused: [], undo: null };
  },
});
