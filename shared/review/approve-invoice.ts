import { z } from 'zod';
import { type Author, mayApprove } from './author.ts';
import { invoiceGroup } from './field-group.ts';
import { NO_INVOICE, refusedUndecided, transition } from './invoice-transition.ts';
import { defineMutation, type InvoiceFacts, type Plan } from './mutation.ts';
import { refusedClosed } from './open-for-review.ts';
import { refusedStale, type WhatWasSeen, whatWasSeen } from './what-was-seen.ts';

export interface ApproveInvoiceArgs {
  readonly invoiceId: string;
  readonly seen: WhatWasSeen;
}

/** Closes the review. Alone on one machine the reviewer approves too; with a server, somebody else must. */
export const approveInvoice = defineMutation<ApproveInvoiceArgs>({
  name: 'approveInvoice',
  argVersion: 1,
  args: z.strictObject({ invoiceId: z.uuid(), seen: whatWasSeen }),
  touches: ({ invoiceId }) => [invoiceGroup(invoiceId)],
  isAtomic: () => true,
  plan(facts, { invoiceId, seen }, meta) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    if (invoice.state === 'approved' || invoice.state === 'exported') return { outcome: 'noop', refused: [] };
    const refusal =
      refusedClosed(invoice) ??
      refusedAuthor(invoice, meta.author) ??
      refusedStale(invoice, seen, meta) ??
      refusedUndecided(invoice);
    return refusal ?? transition(invoice, 'approved', 'Approved');
  },
});

function refusedAuthor(invoice: InvoiceFacts, author: Author): Extract<Plan, { outcome: 'refused' }> | null {
  if (author.role === 'alone') return null;
  if (!mayApprove(author)) {
    return { outcome: 'refused', code: 'not_allowed', message: 'Approving takes the role of approver.' };
  }
  if (invoice.submittedBy === null) {
    return {
      outcome: 'refused',
      code: 'wrong_state',
      message: 'Nobody\u2019s submission stands: it was not submitted, or changed since. Submit it first.',
    };
  }
  if (invoice.submittedBy === author.userId) {
    return {
      outcome: 'refused',
      code: 'not_allowed',
      message: 'You submitted this invoice; somebody else approves it.',
    };
  }
  return null;
}
