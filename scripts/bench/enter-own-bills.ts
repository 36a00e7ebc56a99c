import { createHash } from 'node:crypto';
import { SYSTEM } from '#server/access/actor.ts';
import type { ServerContext } from '#server/context.ts';
import { matterOfInvoice } from '#server/invoices/find-matter.ts';
import { storeInvoice } from '#server/invoices/store-invoice.ts';
import { withChanges } from '#server/sync/with-changes.ts';
import { readInvoiceFile } from '#shared/formats/read-file.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { builtInGuideline } from '#shared/rules/built-in-guidelines.ts';
import { madeUpBill } from './made-up-bill.ts';

export interface OwnBills {
  readonly owners: readonly string[];
  readonly billsEach: number;
  readonly linesEach: number;
  /** How many owners in a row share a matter; each has one of their own when not given. */
  readonly ownersAMatter?: number;
  /** Added to the numbers of bills and to those of matters, so that a record may be entered into more than once. */
  readonly firstNumber?: number;
}

/** Enters bills as the worker does. @returns the line ids of each owner */
export async function enterOwnBills(context: ServerContext, bills: OwnBills): Promise<readonly (readonly string[])[]> {
  const { ownersAMatter = 1, firstNumber = 0 } = bills;
  const guideline = builtInGuideline('standard');
  if (guideline === undefined) throw new Error('The standard guideline is missing.');
  const receivedAt = new Date(context.clock.nowMs());
  const today = receivedAt.toISOString().slice(0, 10);
  const lineIds: string[][] = [];
  for (const [owner, userId] of bills.owners.entries()) {
    const own: string[] = [];
    lineIds.push(own);
    await withChanges(context, SYSTEM, async (batch) => {
      own.length = 0;
      for (let place = 0; place < bills.billsEach; place += 1) {
        const bytes = madeUpBill({
          number: firstNumber + owner * bills.billsEach + place + 1,
          lines: bills.linesEach,
          clientNumber: 'C001',
          matterNumber: matterNumberOfOwner(owner, ownersAMatter, firstNumber),
          vendorNumber: 'V001',
          month: '2026-03',
          format: 'ledes98bi',
        });
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const fileName = `bill-${owner}-${place}.txt`;
        const outcome = readInvoiceFile(bytes, { fileName, sha256Hex: () => sha256 });
        const invoice = outcome.kind === 'read' ? outcome.file.invoices[0] : undefined;
        if (invoice === undefined) throw new Error('A made-up bill could not be read.');
        const uploadId = context.newId();
        await batch.db
          .insertInto('files')
          .values({ sha256, byte_length: bytes.byteLength, stored_at: receivedAt })
          .execute();
        await batch.db
          .insertInto('uploads')
          .values({
            id: uploadId,
            user_id: userId,
            idempotency_key: uploadId,
            sha256,
            file_name: fileName,
            matter_id: null,
            guideline_name: null,
            state: 'processed',
            error_code: null,
            last_error: null,
            received_at: receivedAt,
            processed_at: receivedAt,
          })
          .execute();
        await storeInvoice(context, batch, {
          invoice,
          analysis: analyseInvoice(invoice, guideline, { today, receivedOn: today }),
          matter: await matterOfInvoice(context, batch, invoice, null),
          upload: { id: uploadId, sha256, fileName, userId },
          receivedAt,
        });
        own.push(...invoice.lines.map(({ id }) => id));
      }
    });
  }
  return lineIds;
}

/** The matter of the owner with this number, from 0. */
export function matterNumberOfOwner(owner: number, ownersAMatter = 1, firstNumber = 0): string {
  return `M${firstNumber + Math.floor(owner / ownersAMatter) + 1}`;
}
