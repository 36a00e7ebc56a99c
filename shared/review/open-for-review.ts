import type { InvoiceFacts, Plan } from './mutation.ts';

type Refusal = Extract<Plan, { outcome: 'refused' }>;

/** The refusal of anything about this invoice that needs it open; `null` when it is. */
export function refusedClosed(invoice: InvoiceFacts): Refusal | null {
  const message = whyClosed(invoice);
  return message === null ? null : { outcome: 'refused', code: 'wrong_state', message };
}

/** Why nothing about this invoice may be decided now, as a sentence; `null` when it may. */
export function whyClosed(invoice: InvoiceFacts): string | null {
  switch (invoice.state) {
    case 'analysed':
    case 'in_review':
      return null;
    case 'approved':
      return 'This invoice is approved. Nothing was changed; reopen it to decide again.';
    case 'exported':
      return 'This invoice is approved and exported. Nothing was changed; reopen it to decide again.';
    case 'returned':
      return 'This invoice was returned. Nothing was changed; reopen it to decide again.';
    case 'needs_attention':
      return 'This invoice has no lines that could be read. Correct the file and import it again.';
  }
}
