import type { InvoiceState, InvoiceSummary } from '#shared/api/workspace.ts';
import { openDialog } from '../../state/dialogs.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace-context.ts';

/** What the main button says in each state; alone on one machine the reviewer does both steps. */
export const NEXT_STEP: Readonly<Record<InvoiceState, string>> = {
  analysed: 'Submit',
  in_review: 'Approve',
  approved: 'Export\u2026',
  exported: 'Export again\u2026',
  returned: 'Take up again',
  needs_attention: 'Submit',
};

export interface InvoiceSteps {
  /** Does the next step of this invoice. */
  advance(): Promise<void>;
  reopen(): Promise<void>;
}

export function useInvoiceSteps(summary: InvoiceSummary | null): InvoiceSteps {
  const { client } = useWorkspace();

  async function run(
    name: 'submitInvoice' | 'approveInvoice' | 'reopenInvoice',
    invoiceId: string,
    done: string,
  ): Promise<void> {
    const reply = await client.command(name, { invoiceId });
    if (reply.ok) notify('kept', done);
    else notifyError(reply.error);
  }

  return {
    async advance() {
      if (summary === null) return;
      const { invoiceId, state } = summary;
      if (state === 'analysed' || state === 'needs_attention') {
        await run('submitInvoice', invoiceId, 'Submitted. Approve it with the same keys.');
      } else if (state === 'in_review') {
        await run('approveInvoice', invoiceId, 'Approved. It can be exported now.');
      } else if (state === 'returned') {
        await run('reopenInvoice', invoiceId, 'Taken up again.');
      } else {
        openDialog({ kind: 'export', invoiceId });
      }
    },
    async reopen() {
      if (summary !== null) await run('reopenInvoice', summary.invoiceId, 'Open for review again.');
    },
  };
}
