import { NO_INVOICE, transition } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';

export interface ReopenInvoiceArgs {
  readonly invoiceId: string;
}

/** Takes an approved, exported or returned invoice back into review; its history shows it. */
export const reopenInvoice = defineMutation<ReopenInvoiceArgs>({
  name: 'reopenInvoice',
  plan(facts, { invoiceId }) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    switch (invoice.state) {
      case 'analysed':
      case 'in_review':
      case 'needs_attention':
        return { outcome: 'noop', refused: [] };
      case 'approved':
      case 'exported':
      case 'returned':
        return transition(invoice, invoice.lineCount === 0 ? 'needs_attention' : 'in_review', 'Reopened');
    }
  },
});
