import { z } from 'zod';
import { mayApprove } from './author.ts';
import { invoiceGroup } from './field-group.ts';
import { NO_INVOICE, transition } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';
import { refusedStale, type WhatWasSeen, whatWasSeen } from './what-was-seen.ts';

export interface ReturnInvoiceArgs {
  readonly invoiceId: string;
  readonly note: string;
  readonly seen: WhatWasSeen;
}

/** Sends an invoice back to whoever issued it, with the reason. What was exported cannot be called back. */
export const returnInvoice = defineMutation<ReturnInvoiceArgs>({
  name: 'returnInvoice',
  argVersion: 1,
  args: z.strictObject({ invoiceId: z.uuid(), note: z.string().min(1).max(4000), seen: whatWasSeen }),
  touches: ({ invoiceId }) => [invoiceGroup(invoiceId)],
  isAtomic: () => true,
  plan(facts, { invoiceId, note, seen }, meta) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    if (invoice.state === 'exported') {
      return refused('This invoice is exported already. Reopen it before returning it.');
    }
    if (invoice.state === 'returned') {
      return refused('This invoice was returned before. Reopen it to return it again.');
    }
    // As reopening: or whoever may not take an approval back would do it in two steps.
    if (invoice.state === 'approved' && !mayApprove(meta.author)) {
      return refused('Taking an approval back takes the role of approver.', 'not_allowed');
    }
    return refusedStale(invoice, seen, meta) ?? transition(invoice, 'returned', `Returned: ${note}`, null);
  },
});

function refused(message: string, code: 'wrong_state' | 'not_allowed' = 'wrong_state') {
  return { outcome: 'refused', code, message } as const;
}
