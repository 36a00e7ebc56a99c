import type { InvoiceState } from '#shared/api/workspace.ts';
import type { InvoiceFacts, Plan } from './mutation.ts';

/** One step of an invoice's review: the new state and a line of its history. */
export function transition(invoice: InvoiceFacts, state: InvoiceState, text: string): Plan {
  const { invoiceId } = invoice;
  return {
    outcome: 'applied',
    changes: [
      { kind: 'invoiceState', invoiceId, state, isStep: true },
      { kind: 'history', invoiceId, text },
    ],
    refused: [],
    undo: null,
  };
}

export const NO_INVOICE: Plan = { outcome: 'refused', message: 'This invoice is not in this workspace.' };

/** An invoice leaves review only when nobody could say that a serious finding was overlooked. */
export function whyUndecided(invoice: InvoiceFacts): string | null {
  const count = invoice.seriousOpenCount();
  if (count === 0) return null;
  const lines = count === 1 ? '1 line has a finding' : `${count} lines have findings`;
  return `${lines} that must be fixed or cut and no decision yet. Decide or dismiss them first; nothing was changed.`;
}
