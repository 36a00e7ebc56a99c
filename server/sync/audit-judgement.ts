import type { PushedMutation } from '#shared/api/sync.ts';
import type { Judgement } from '#shared/sync/judge-mutation.ts';
import { asSystem } from '../access/as-system.ts';
import type { ChangeBatch } from './change-batch.ts';
import type { RecordState } from './record-state.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

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
export async function auditJudgement(
  batch: ChangeBatch,
  record: RecordState,
  { name, mutationId, args }: PushedMutation,
  { outcome, code, groups }: Judgement,
): Promise<void> {
  const action = AUDITED[name];
  const isDenied = code === 'not_allowed' || code === 'not_found';
  if (action === undefined ? !isDenied : outcome !== 'applied' && !isDenied) return;
  const invoiceId = invoiceIdOf(args);
  batch.audit({
    action: action ?? 'review.denied',
    objectType: invoiceId === null ? null : 'invoice',
    objectId: invoiceId,
    scopeId:
      invoiceId === null
        ? null
        : (record.invoices.get(invoiceId)?.scopeId ?? (await scopeBehindWall(batch, invoiceId))),
    outcome: outcome === 'applied' ? 'done' : 'denied',
    detail: { mutation: name, mutationId, code, groups: groups.length },
  });
}

function invoiceIdOf(args: unknown): string | null {
  if (typeof args !== 'object' || args === null || !('invoiceId' in args)) return null;
  return typeof args.invoiceId === 'string' ? args.invoiceId.slice(0, 64) : null;
}

/** An attempt on a bill behind a wall belongs to that matter's log, and to nobody else's. */
async function scopeBehindWall({ db }: ChangeBatch, invoiceId: string): Promise<string | null> {
  if (!UUID.test(invoiceId)) return null;
  const row = await asSystem(db, () =>
    db.selectFrom('invoices').select('scope_id').where('id', '=', invoiceId).executeTakeFirst(),
  );
  return row?.scope_id ?? null;
}
