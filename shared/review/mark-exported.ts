import { z } from 'zod';
import { mayApprove } from './author.ts';
import { invoiceGroup } from './field-group.ts';
import { NO_INVOICE, transition } from './invoice-transition.ts';
import { defineMutation } from './mutation.ts';
import { refusedStale, type WhatWasSeen, whatWasSeen } from './what-was-seen.ts';

export interface MarkExportedArgs {
  readonly invoiceId: string;
  readonly format: string;
  readonly fileName: string;
  readonly seen: WhatWasSeen;
}

/** Recorded when a corrected invoice was handed out. */
export const markExported = defineMutation<MarkExportedArgs>({
  name: 'markExported',
  argVersion: 1,
  args: z.strictObject({
    invoiceId: z.uuid(),
    format: z.string().min(1).max(32),
    fileName: z.string().min(1).max(200),
    seen: whatWasSeen,
  }),
  touches: ({ invoiceId }) => [invoiceGroup(invoiceId)],
  isAtomic: () => true,
  plan(facts, { invoiceId, fileName, seen }, meta) {
    const invoice = facts.invoice(invoiceId);
    if (invoice === null) return NO_INVOICE;
    if (!mayApprove(meta.author)) {
      return { outcome: 'refused', code: 'not_allowed', message: 'Handing a bill out takes the role of approver.' };
    }
    if (invoice.state !== 'approved' && invoice.state !== 'exported') {
      return {
        outcome: 'refused',
        code: 'wrong_state',
        message: 'Only an approved invoice is exported. Approve it first.',
      };
    }
    // Somebody else's export of the same bill in between is no change of the bill.
    const asSeen = { ...seen, state: invoice.state };
    return refusedStale(invoice, asSeen, meta) ?? transition(invoice, 'exported', `Exported as ${fileName}`);
  },
});
