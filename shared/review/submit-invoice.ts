import { z } from 'zod';
import { invoiceGroup } from './field-group.ts';
import { NO_INVOICE, refusedUndecided, transition } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';
import { refusedClosed } from './open-for-review.ts';
import { refusedStale, type WhatWasSeen, whatWasSeen } from './what-was-seen.ts';

export interface SubmitInvoiceArgs {
  readonly invoiceId: string;
  readonly seen: WhatWasSeen;
}

/** Says that the review is done; the state stays `in_review` until somebody approves. */
export const submitInvoice = defineMutation<SubmitInvoiceArgs>({
  name: 'submitInvoice',
  argVersion: 1,
  args: z.strictObject({ invoiceId: z.uuid(), seen: whatWasSeen }),
  touches: ({ invoiceId }) => [invoiceGroup(invoiceId)],
  isAtomic: () => true,
  plan(facts, { invoiceId, seen }, meta) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    const refusal = refusedClosed(invoice) ?? refusedStale(invoice, seen, meta) ?? refusedUndecided(invoice);
    return refusal ?? transition(invoice, 'in_review', 'Submitted for approval', meta.author.userId);
  },
});
