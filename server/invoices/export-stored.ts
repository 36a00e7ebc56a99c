import type { z } from 'zod';
import type { exportQuery } from '#shared/api/invoices.ts';
import type { DecisionKind } from '#shared/domain/decision.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { writeCsv } from '#shared/formats/write-csv.ts';
import { writeJson } from '#shared/formats/write-json.ts';
import { writeLedes98bi } from '#shared/formats/write-ledes-98bi.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { correctInvoice, type LineCut } from '#shared/workspace/export/correct-invoice.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { invoiceBody, lineBody } from '../sync/row-bodies.ts';

export interface ExportedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly text: string;
}

/**
 * The invoice as it goes out: what was billed less what was decided, in the format asked for.
 * @throws 409 unless it is approved, 404 when it is not there for this reader
 */
export async function exportStored(
  db: ReadTransaction | ChangeBatch['db'],
  invoiceId: string,
  { format, cutLines }: z.infer<typeof exportQuery>,
): Promise<ExportedFile> {
  const row = await db.selectFrom('invoices').selectAll().where('id', '=', invoiceId).executeTakeFirst();
  if (row === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such invoice.');
  if (row.state !== 'approved' && row.state !== 'exported') {
    throw new HttpFailure('CONFLICT', 'An invoice is exported once it is approved. Nothing was written.');
  }
  const lines = await db
    .selectFrom('line_items')
    .selectAll()
    .where('invoice_id', '=', invoiceId)
    .where('deleted_at', 'is', null)
    .orderBy('record')
    .execute();
  const decisions = await db
    .selectFrom('decisions')
    .innerJoin('line_items', (join) =>
      join
        .onRef('line_items.id', '=', 'decisions.line_id')
        .onRef('line_items.decision_version', '=', 'decisions.version'),
    )
    .select(['decisions.line_id', 'decisions.kind', 'decisions.hours_e4', 'decisions.rate_e4', 'decisions.percent_e4'])
    .select('decisions.cut_e4')
    .where('decisions.invoice_id', '=', invoiceId)
    .where('decisions.kind', 'is not', null)
    .execute();
  const rewritten = await db
    .selectFrom('narratives')
    .select(['line_id', 'narrative'])
    .where('invoice_id', '=', invoiceId)
    .where('narrative', 'is not', null)
    .execute();
  const body = invoiceBody(row);
  const invoice: Invoice = { ...body, id: row.id, lines: lines.map((line) => ({ id: line.id, ...lineBody(line) })) };
  const cuts = new Map<string, LineCut>();
  for (const each of decisions) {
    // Sound: checked when it was decided, and `is not null` above.
    const kind = each.kind as DecisionKind;
    const { hours_e4, rate_e4, percent_e4, cut_e4 } = each;
    cuts.set(each.line_id, { kind, hoursE4: hours_e4, rateE4: rate_e4, percentE4: percent_e4, cutE4: cut_e4 });
  }
  const corrected = correctInvoice(invoice, {
    cuts,
    narratives: new Map(rewritten.map(({ line_id, narrative }) => [line_id, narrative ?? ''])),
    cutLines,
  });
  if (format.startsWith('ledes') && invoice.lines.some(({ totalE4 }) => totalE4 === null)) {
    throw new HttpFailure(
      'CONFLICT',
      'Some lines state no amount, and a LEDES file needs one on each. Ask for CSV or JSON.',
    );
  }
  return written(corrected, format);
}

function written(invoice: Invoice, format: z.infer<typeof exportQuery>['format']): ExportedFile {
  const name = (invoice.invoiceNumber ?? 'invoice').replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80);
  switch (format) {
    case 'ledes1998b':
      return {
        fileName: `${name}.txt`,
        mediaType: 'text/plain; charset=utf-8',
        text: writeLedes1998b([invoice], { totals: 'summed' }).text,
      };
    case 'ledes98bi':
      return {
        fileName: `${name}.txt`,
        mediaType: 'text/plain; charset=utf-8',
        text: writeLedes98bi([invoice], { totals: 'summed' }).text,
      };
    case 'csv':
      return { fileName: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', text: writeCsv([invoice]).text };
    case 'json':
      return { fileName: `${name}.json`, mediaType: 'application/json', text: writeJson([invoice]).text };
  }
}
