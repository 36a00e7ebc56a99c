import { invoiceDigest, invoiceIdOf, lineIdsOf } from '#shared/domain/ids.ts';
import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import { sumE4 } from '#shared/money/e4.ts';
import type { DraftInvoice, DraftLine } from './draft-invoice.ts';

/** The made-up law firm: one vendor for the whole demo. */
export const DEMO_VENDOR = { id: '24-6437381', name: 'Pemberton Quill LLP' } as const;

/**
 * Turns a draft into an invoice as a reader would give it: lines in date order with records from
 * `firstRecord`, totals declared as the sum of the lines plus whatever a plant took off.
 * @returns the invoice, and where each drafted line ended up
 */
export function finishInvoice(
  draft: DraftInvoice,
  firstRecord: number,
): { readonly invoice: Invoice; readonly recordOf: ReadonlyMap<DraftLine, number> } {
  const digest = invoiceDigest('', firstRecord);
  const idOf = lineIdsOf(digest);
  const recordOf = new Map<DraftLine, number>();
  const ordered = [...draft.lines].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : a.date === b.date ? 0 : 1));
  const lines = ordered.map((line, index): InvoiceLine => {
    const record = firstRecord + index;
    recordOf.set(line, record);
    const names = draft.format === 'ledes98bi' ? { extra: namesOf(line) } : {};
    return { ...line, id: idOf(record), record, lineNumber: String(record), ...names };
  });
  const computedTotalE4 = sumE4(lines.map(({ totalE4 }) => totalE4 ?? 0)) ?? 0;
  const computedTaxE4 = sumE4(lines.map(({ taxE4 }) => taxE4 ?? 0)) ?? 0;
  const isInternational = draft.format === 'ledes98bi';
  const invoice: Invoice = {
    id: invoiceIdOf(digest),
    ordinal: 1,
    format: draft.format,
    invoiceNumber: draft.invoiceNumber,
    invoiceDate: draft.invoiceDate,
    vendorId: DEMO_VENDOR.id,
    vendorName: isInternational ? DEMO_VENDOR.name : null,
    clientId: draft.clientId,
    clientName: isInternational ? draft.clientName : null,
    matterId: draft.matterId,
    clientMatterId: `CM-${draft.matterId}`,
    matterName: isInternational ? draft.matterName : null,
    billingStart: draft.billingStart,
    billingEnd: draft.billingEnd,
    description: 'For professional services rendered',
    currency: isInternational ? draft.currency : null,
    declaredTotalE4: computedTotalE4 + draft.declaredOffE4,
    declaredTaxE4: isInternational ? computedTaxE4 : null,
    declaredNetE4: isInternational ? computedTotalE4 - computedTaxE4 : null,
    computedTotalE4,
    computedTaxE4: isInternational ? computedTaxE4 : null,
    columns: {
      hasHours: true,
      hasRates: true,
      hasAmounts: true,
      hasTaskCodes: true,
      hasActivityCodes: true,
      hasExpenseCodes: true,
      hasTimekeepers: true,
      hasClassifications: true,
      hasTax: isInternational,
      hasBillingPeriod: true,
    },
    header: isInternational
      ? { CLIENT_TAX_ID: '76-1235001', ACCOUNT_TYPE: 'O', LAW_FIRM_CITY: 'London', LAW_FIRM_COUNTRY: 'GBR' }
      : {},
    lines,
    problems: [],
  };
  return { invoice, recordOf };
}

function namesOf(line: DraftLine): Record<string, string> {
  const [last = '', first = ''] = (line.timekeeperName ?? '').split(', ');
  return line.kind === 'F' ? { TIMEKEEPER_LAST_NAME: last, TIMEKEEPER_FIRST_NAME: first } : {};
}
