import { createHash } from 'node:crypto';
import { SYSTEM } from '#server/access/actor.ts';
import type { ServerContext } from '#server/context.ts';
import { type InvoiceToStore, storeInvoice } from '#server/invoices/store-invoice.ts';
import type { ChangeBatch } from '#server/sync/change-batch.ts';
import { withChanges } from '#server/sync/with-changes.ts';
import { uuidV7 } from '#shared/domain/ids.ts';
import { readInvoiceFile } from '#shared/formats/read-file.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { builtInGuideline } from '#shared/rules/built-in-guidelines.ts';
import { madeUpBill } from './made-up-bill.ts';
import { billOf, FIRM, fateOf, matterOf } from './made-up-firm.ts';
import { type Reviewed, reviewBills } from './review-bills.ts';
import type { Reviewer } from './reviewer.ts';
import type { EnteredFirm } from './seed-firm.ts';

const DAY_MS = 86_400_000;

/** Bills of one month that come at once. */
export interface BillBatch {
  readonly indexes: readonly number[];
  readonly month: string;
  readonly monthsAgo: number;
  readonly receivedAtMs: number;
}

/** The same context at another time: what it writes is dated then. */
export function at(context: ServerContext, nowMs: number): ServerContext {
  return { ...context, clock: { nowMs: () => nowMs }, newId: () => uuidV7(nowMs, context.randomBytes(10)) };
}

/** Stores a batch and lets its people do with each bill what its fate says, in the days that follow. */
export async function enterBills(
  context: ServerContext,
  firm: EnteredFirm,
  { indexes, month, monthsAgo, receivedAtMs }: BillBatch,
  by: { readonly reviewer: Reviewer; readonly approver: Reviewer; readonly nowMs: number },
): Promise<void> {
  const then = at(context, receivedAtMs);
  const uploader = firm.people[(indexes[0] ?? 0) % FIRM.people] ?? '';
  const stored = indexes.map((index) => billToStore(then, firm, index, month, uploader));
  await withChanges(then, SYSTEM, async (batch) => {
    for (const bill of stored) await enterBill(then, batch, bill);
  });
  const reviewed = stored.map(
    ({ invoice, analysis }, place): Reviewed => ({ invoice, analysis, fate: fateOf(indexes[place] ?? 0, monthsAgo) }),
  );
  const afterDays = (days: number) => Math.min(receivedAtMs + days * DAY_MS, by.nowMs);
  await reviewBills(reviewed, by, {
    decidedAtMs: afterDays(4),
    approvedAtMs: afterDays(7),
    exportedAtMs: afterDays(9),
  });
}

function billToStore(
  context: ServerContext,
  firm: EnteredFirm,
  index: number,
  month: string,
  userId: string,
): InvoiceToStore {
  const bytes = madeUpBill(billOf(index, month));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const fileName = `bill-${index + 1}.txt`;
  const outcome = readInvoiceFile(bytes, { fileName, sha256Hex: () => sha256 });
  const invoice = outcome.kind === 'read' ? outcome.file.invoices[0] : undefined;
  const matter = firm.matters[matterOf(index)];
  const guideline = builtInGuideline(matter?.guidelineName ?? '');
  if (invoice === undefined || matter === undefined || guideline === undefined) {
    throw new Error('A made-up bill could not be read.');
  }
  const receivedAt = new Date(context.clock.nowMs());
  const today = receivedAt.toISOString().slice(0, 10);
  return {
    invoice,
    analysis: analyseInvoice(invoice, guideline, { today, receivedOn: today }),
    matter: {
      matterId: matter.id,
      clientId: matter.clientId,
      scopeId: `matter:${matter.id}`,
      guidelineName: matter.guidelineName,
    },
    upload: { id: context.newId(), sha256, fileName, userId },
    receivedAt,
  };
}

/** As `server/invoices/read-upload.ts` leaves an upload that was read. */
async function enterBill(context: ServerContext, batch: ChangeBatch, bill: InvoiceToStore): Promise<void> {
  const { upload, matter, receivedAt, invoice, analysis } = bill;
  await batch.db.insertInto('files').values({ sha256: upload.sha256, byte_length: 1, stored_at: receivedAt }).execute();
  await batch.db
    .insertInto('uploads')
    .values({
      id: upload.id,
      user_id: upload.userId,
      idempotency_key: upload.id,
      sha256: upload.sha256,
      file_name: upload.fileName,
      matter_id: matter.matterId,
      guideline_name: null,
      state: 'processed',
      error_code: null,
      attempts: 1,
      last_error: null,
      received_at: receivedAt,
      processed_at: receivedAt,
    })
    .execute();
  await storeInvoice(context, batch, bill);
  const about = { scopeId: matter.scopeId, subjectId: invoice.id } as const;
  batch.event({ type: 'invoice.uploaded', ...about, data: {} });
  batch.event({ type: 'invoice.processed', ...about, data: { invoiceCount: 1, lineCount: invoice.lines.length } });
  const data = { findingCount: analysis.findings.length, lineCount: invoice.lines.length };
  batch.event({ type: 'invoice.flagged', ...about, data });
}
