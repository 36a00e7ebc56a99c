import type { InvoiceSummary } from '#shared/api/workspace.ts';
import { openDialog } from '../../state/dialogs.ts';
import { type NextStep, nextStep, sideStep } from '../../state/next-step.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { useQuery } from '../../state/use-query.ts';
import { useWorkspace } from '../../state/workspace-context.ts';

export interface InvoiceSteps {
  /** Null while nothing is known of the invoice. */
  readonly next: NextStep | null;
  readonly side: ReturnType<typeof sideStep>;
  /** Does the next step of this invoice, or says why it waits. */
  advance(): Promise<void>;
  reopen(): Promise<void>;
}

const COMMANDS = { submit: 'submitInvoice', approve: 'approveInvoice', reopen: 'reopenInvoice' } as const;

export function useInvoiceSteps(summary: InvoiceSummary | null): InvoiceSteps {
  const { client } = useWorkspace();
  const { value: sync } = useQuery('getSyncStatus', {});
  const role = sync?.session?.role ?? null;
  const next = summary === null ? null : nextStep(summary, role);

  async function run(kind: keyof typeof COMMANDS, invoiceId: string, done: string): Promise<void> {
    const reply = await client.command(COMMANDS[kind], { invoiceId });
    if (reply.ok) notify('kept', done);
    else notifyError(reply.error);
  }

  return {
    next,
    side: summary === null ? null : sideStep(summary, role),
    async advance() {
      if (summary === null || next === null) return;
      const { invoiceId } = summary;
      if (next.kind === 'wait') notify('attention', next.why);
      else if (next.kind === 'export') openDialog({ kind: 'export', invoiceId });
      else await run(next.kind, invoiceId, next.done);
    },
    async reopen() {
      if (summary !== null) await run('reopen', summary.invoiceId, 'Open for review again.');
    },
  };
}
