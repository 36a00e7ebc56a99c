import { NO_INVOICE, transition, whyUndecided } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';
import { whyClosed } from './open-for-review.ts';

export interface SubmitInvoiceArgs {
  readonly invoiceId: string;
}

/** Says that the review is done; the state stays `in_review` until somebody approves. */
export const submitInvoice = defineMutation<SubmitInvoiceArgs>({
  name: 'submitInvoice',
  plan(facts, { invoiceId }) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    const refusal = whyClosed(invoice) ?? whyUndecided(invoice);
    if (refusal !== null) return { outcome: 'refused', message: refusal };
    return transition(invoice, 'in_review', 'Submitted for approval');
  },
});
