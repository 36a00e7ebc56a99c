import type { InvoiceState } from '#shared/api/workspace.ts';
import type { InvoiceFacts, Plan } from './mutation.ts';

/**
 * One step of an invoice's review: the new state and a line of its history.
 * @param submittedBy who has submitted it from now on; absent: as before
 */
export function transition(
  invoice: InvoiceFacts,
  state: InvoiceState,
  text: string,
  submittedBy?: string | null,
): Plan {
  const { invoiceId } = invoice;
  return {
    outcome: 'applied',
    changes: [
      {
        kind: 'invoiceState',
        invoiceId,
        state,
        isStep: true,
        ...(submittedBy === undefined ? {} : { submittedBy }),
      },
      { kind: 'history', invoiceId, text },
    ],
    refused: [],
    undo: null,
  };
}

export const NO_INVOICE = {
  outcome: 'refused',
  code: 'not_found',
  message: 'This invoice is not in this workspace.',
} as const satisfies Plan;

/** An invoice leaves review only when nobody could say that a serious finding was overlooked. */
export function refusedUndecided(invoice: InvoiceFacts): Extract<Plan, { outcome: 'refused' }> | null {
  const count = invoice.seriousOpenCount();
  if (count === 0) return null;
  const lines = count === 1 ? '1 line has a finding' : `${count} lines have findings`;
  return {
    outcome: 'refused',
    code: 'wrong_state',
    message: `${lines} that must be fixed or cut and no decision yet. Decide or dismiss them first; nothing was changed.`,
  };
}
