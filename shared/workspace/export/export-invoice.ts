import type { CommandInput, CommandOutputs } from '#shared/api/workspace.ts';
import type { DecisionKind } from '#shared/domain/decision.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { writeCsv } from '#shared/formats/write-csv.ts';
import { writeJson } from '#shared/formats/write-json.ts';
import { writeLedes98bi } from '#shared/formats/write-ledes-98bi.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { markExported } from '#shared/review/mark-exported.ts';
import { seenOf } from '#shared/review/what-was-seen.ts';
import type { Engine } from '../engine.ts';
import { invoiceRowFor } from '../queries/query.ts';
import { type InvoiceRow, loadInvoice } from '../store/invoice-record.ts';
import { keyRange } from '../store/keys.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { notFound, refuse } from '../workspace-error.ts';
import { correctInvoice, type LineCut } from './correct-invoice.ts';

type Format = CommandInput<'exportInvoice'>['format'];

const FORMATS: Readonly<
  Record<
    Format,
    {
      readonly extension: string;
      readonly mediaType: string;
      readonly needsAmounts: boolean;
      write(invoices: readonly Invoice[]): { readonly text: string; readonly remarks: readonly string[] };
    }
  >
> = {
  ledes1998b: {
    extension: 'txt',
    mediaType: 'text/plain',
    needsAmounts: true,
    write: (invoices) => writeLedes1998b(invoices, { totals: 'summed' }),
  },
  ledes98bi: {
    extension: 'txt',
    mediaType: 'text/plain',
    needsAmounts: true,
    write: (invoices) => writeLedes98bi(invoices, { totals: 'summed' }),
  },
  csv: { extension: 'csv', mediaType: 'text/csv', needsAmounts: false, write: (invoices) => writeCsv(invoices) },
  json: {
    extension: 'json',
    mediaType: 'application/json',
    needsAmounts: false,
    write: (invoices) => writeJson(invoices),
  },
};

/**
 * Writes the corrected invoice and records that it was handed out. Only an approved invoice goes out; a LEDES
 * file states amounts on every line, so an invoice with unknown ones does not become one.
 */
export function exportInvoice(
  engine: Engine,
  { invoiceId, format, cutLines }: CommandInput<'exportInvoice'>,
): CommandOutputs['exportInvoice'] {
  const row = invoiceRowFor(engine, invoiceId);
  if (row.state !== 'approved' && row.state !== 'exported') {
    refuse('Only an approved invoice is exported. Approve it first; nothing was changed.');
  }
  const facts = engine.facts().invoice(invoiceId) ?? notFound('This invoice');
  const target = FORMATS[format];
  const invoice = loadInvoice(engine.cache, row);
  if (target.needsAmounts && invoice.lines.some(({ totalE4 }) => totalE4 === null)) {
    refuse('Some lines of this invoice state no amount, and a LEDES file needs one on each. Export it as CSV or JSON.');
  }
  const corrected = correctInvoice(invoice, { ...decidedOn(engine.cache, row), cutLines });
  if (corrected.lines.length === 0) {
    refuse(
      'Every line of this invoice is cut, so that nothing would be left to write. Export it with the cut lines shown.',
    );
  }
  const { text, remarks } = target.write([corrected]);
  const fileName = `${plainFileName(row.invoice_number)}-corrected.${target.extension}`;
  const plan = engine.mutate(markExported, { invoiceId, format, fileName, seen: seenOf(facts) });
  if (plan.outcome === 'refused') refuse(plan.message);
  return {
    fileName,
    mediaType: target.mediaType,
    bytes: new TextEncoder().encode(text),
    lineCount: corrected.lines.length,
    totalE4: corrected.computedTotalE4,
    remarks,
  };
}

interface DecidedRow {
  readonly id: string;
  readonly narrative: string;
  readonly is_rewritten: number;
  readonly kind: DecisionKind | null;
  readonly hours_e4: number | null;
  readonly rate_e4: number | null;
  readonly percent_e4: number | null;
  readonly cut_e4: number | null;
}

function decidedOn(cache: PreparedSql, row: InvoiceRow) {
  const { first, last } = keyRange(row.invoice_key);
  const rows = cache.all<DecidedRow>(
    `SELECT line_items.id, narrative, original_narrative IS NOT NULL AS is_rewritten, decision_kind AS kind,
      hours_e4, rate_e4, percent_e4, line_items.cut_e4
      FROM line_items LEFT JOIN decisions ON decisions.line_key = line_items.line_key
        AND decisions.version = line_items.decision_version
      WHERE line_items.line_key BETWEEN ? AND ? AND (decision_kind IS NOT NULL OR original_narrative IS NOT NULL)`,
    first,
    last,
  );
  const cuts = new Map<string, LineCut>();
  const narratives = new Map<string, string>();
  for (const each of rows) {
    if (each.is_rewritten === 1) narratives.set(each.id, each.narrative);
    if (each.kind === null || each.kind === 'accept') continue;
    cuts.set(each.id, {
      kind: each.kind,
      hoursE4: each.hours_e4,
      rateE4: each.rate_e4,
      percentE4: each.percent_e4,
      cutE4: each.cut_e4,
    });
  }
  return { cuts, narratives };
}

/** A name that every file system takes; never a client's name. */
function plainFileName(invoiceNumber: string | null): string {
  const plain = (invoiceNumber ?? '').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '');
  return plain === '' ? 'invoice' : plain.slice(0, 80);
}
