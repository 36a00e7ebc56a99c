import { NO_INVOICE, transition, whyUndecided } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';
import { whyClosed } from './open-for-review.ts';

export interface ApproveInvoiceArgs {
  readonly invoiceId: string;
}

/** Closes the review. Alone on one machine the reviewer approves too; with a server, somebody else must. */
export const approveInvoice = defineMutation<ApproveInvoiceArgs>({
  name: 'approveInvoice',
  plan(facts, { invoiceId }) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    if (invoice.state === 'approved' || invoice.state === 'exported') return { outcome: 'noop', refused: [] };
    const refusal = whyClosed(invoice) ?? whyUndecided(invoice);
    if (refusal !== null) return { outcome: 'refused', message: refusal };
    return transition(invoice, 'approved', 'Approved');
  },
});
