import { z } from 'zod';
import { mayApprove } from './author.ts';
import { invoiceGroup } from './field-group.ts';
import { NO_INVOICE, transition } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';
import { refusedStale, type WhatWasSeen, whatWasSeen } from './what-was-seen.ts';

export interface ReopenInvoiceArgs {
  readonly invoiceId: string;
  readonly seen: WhatWasSeen;
}

/** Takes an approved, exported or returned invoice back into review; its history shows it. */
export const reopenInvoice = defineMutation<ReopenInvoiceArgs>({
  name: 'reopenInvoice',
  argVersion: 1,
  args: z.strictObject({ invoiceId: z.uuid(), seen: whatWasSeen }),
  touches: ({ invoiceId }) => [invoiceGroup(invoiceId)],
  isAtomic: () => true,
  plan(facts, { invoiceId, seen }, meta) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    switch (invoice.state) {
      case 'analysed':
      case 'in_review':
      case 'needs_attention':
        return { outcome: 'noop', refused: [] };
      case 'approved':
      case 'exported':
        if (!mayApprove(meta.author)) {
          return {
            outcome: 'refused',
            code: 'not_allowed',
            message: 'Taking an approval back takes the role of approver.',
          };
        }
        break;
      case 'returned':
        break;
    }
    const state = invoice.lineCount === 0 ? 'needs_attention' : 'in_review';
    return refusedStale(invoice, seen, meta) ?? transition(invoice, state, 'Reopened', null);
  },
});
