import { NO_INVOICE, transition } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';

export interface ReturnInvoiceArgs {
  readonly invoiceId: string;
  readonly note: string;
}

/** Sends an invoice back to whoever issued it, with the reason. What was exported cannot be called back. */
export const returnInvoice = defineMutation<ReturnInvoiceArgs>({
  name: 'returnInvoice',
  plan(facts, { invoiceId, note }) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    if (invoice.state === 'exported') {
      return { outcome: 'refused', message: 'This invoice is exported already. Reopen it before returning it.' };
    }
    if (invoice.state === 'returned') {
      return { outcome: 'refused', message: 'This invoice was returned before. Reopen it to return it again.' };
    }
    return transition(invoice, 'returned', `Returned: ${note}`);
  },
});
