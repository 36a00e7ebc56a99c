import type { PushedMutation } from '#shared/api/sync.ts';
import type { Judgement } from '#shared/sync/judge-mutation.ts';
import type { ChangeBatch } from './change-batch.ts';
import type { RecordState } from './record-state.ts';

/** Steps of a review and what concerns the whole firm; single decisions are their own, append-only, record. */
const AUDITED: Readonly<Record<string, string>> = {
  submitInvoice: 'invoice.submit',
  approveInvoice: 'invoice.approve',
  returnInvoice: 'invoice.return',
  reopenInvoice: 'invoice.reopen',
  markExported: 'invoice.export',
  assignGuideline: 'invoice.assign_guideline',
  saveGuideline: 'guideline.save',
};

/** Enters what was done, and what somebody was not allowed or not shown. */
export function auditJudgement(
  batch: ChangeBatch,
  record: RecordState,
  { name, mutationId, args }: PushedMutation,
  { outcome, code, groups }: Judgement,
): void {
  const action = AUDITED[name];
  const isDenied = code === 'not_allowed' || code === 'not_found';
  if (action === undefined ? !isDenied : outcome !== 'applied' && !isDenied) return;
  const invoiceId = invoiceIdOf(args);
  batch.audit({
    action: action ?? 'review.denied',
    objectType: invoiceId === null ? null : 'invoice',
    objectId: invoiceId,
    scopeId: invoiceId === null ? null : (record.invoices.get(invoiceId)?.scopeId ?? null),
    outcome: outcome === 'applied' ? 'done' : 'denied',
    detail: { mutation: name, mutationId, code, groups: groups.length },
  });
}

function invoiceIdOf(args: unknown): string | null {
  if (typeof args !== 'object' || args === null || !('invoiceId' in args)) return null;
  return typeof args.invoiceId === 'string' ? args.invoiceId.slice(0, 64) : null;
}
