import type { InvoiceSummary } from '#shared/api/workspace.ts';
import { THIS_DEVICE } from '#shared/review/author.ts';
import type { Engine } from '../engine.ts';
import { type InvoiceRow, moneyOf } from '../store/invoice-record.ts';
import { severityOf } from '../store/severity.ts';
import { nameOf } from '../sync/people.ts';

export function summaryOf(engine: Pick<Engine, 'cache' | 'outbox'>, row: InvoiceRow): InvoiceSummary {
  return {
    invoiceId: row.id,
    fileName: row.file_name,
    format: row.format,
    invoiceNumber: row.invoice_number,
    invoiceDate: row.invoice_date,
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    clientId: row.client_id,
    clientName: row.client_name,
    matterId: row.matter_id,
    matterName: row.matter_name,
    currency: row.currency,
    state: row.state,
    submission: submissionOf(engine, row.submitted_by),
    receivedAt: row.received_at,
    declaredTotalE4: row.declared_total_e4,
    computedTotalE4: row.computed_total_e4,
    guidelineName: row.guideline_name,
    worstSeverity: severityOf(row.worst_severity),
    findingCount: row.finding_count,
    problemCount: row.problem_count,
    money: moneyOf(row),
  };
}

function submissionOf(
  engine: Pick<Engine, 'cache' | 'outbox'>,
  submittedBy: string | null,
): InvoiceSummary['submission'] {
  // Alone, nobody else is there to approve.
  if (submittedBy === null || submittedBy === THIS_DEVICE) return null;
  const ownId = engine.outbox.queue.session()?.session.userId;
  return { byName: nameOf(engine, submittedBy), isMine: submittedBy === ownId };
}
