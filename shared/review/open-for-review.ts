import type { InvoiceFacts } from './mutation.ts';

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
