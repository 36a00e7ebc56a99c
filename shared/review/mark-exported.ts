import { NO_INVOICE, transition } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';

export interface MarkExportedArgs {
  readonly invoiceId: string;
  readonly format: string;
  readonly fileName: string;
}

/** Recorded when a corrected invoice was handed out. */
export const markExported = defineMutation<MarkExportedArgs>({
  name: 'markExported',
  plan(facts, { invoiceId, fileName }) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    if (invoice.state !== 'approved' && invoice.state !== 'exported') {
      return { outcome: 'refused', message: 'Only an approved invoice is exported. Approve it first.' };
    }
    return transition(invoice, 'exported', `Exported as ${fileName}`);
  },
});
