import { multiplyE4, sumE4 } from '#shared/money/e4.ts';
import { invoiceDigest, invoiceIdOf, lineIdsOf } from './ids.ts';
import type { Invoice, InvoiceLine } from './invoice.ts';

const DIGEST = invoiceDigest('00'.repeat(32), 1);
const lineIdAt = lineIdsOf(DIGEST);

/**
 * A believable fee line for tests; everything may be overridden. The total follows units, cost and
 * adjustment unless given.
 */
export function buildLine(changes: Partial<InvoiceLine> = {}): InvoiceLine {
  const record = changes.record ?? 1;
  const base: InvoiceLine = {
    id: lineIdAt(record),
    record,
    lineNumber: String(record),
    kind: 'F',
    date: '2026-03-10',
    timekeeperId: 'TK1',
    timekeeperName: 'Okafor, Ada',
    classification: 'ASSOC',
    unitsE4: 10_000,
    unitCostE4: 3_500_000,
    adjustmentE4: null,
    totalE4: null,
    taxRateE10: null,
    taxE4: null,
    taxType: null,
    taskCode: 'L210',
    activityCode: 'A103',
    expenseCode: null,
    narrative: 'Draft answer to second amended complaint',
    ...changes,
  };
  if (changes.totalE4 !== undefined || base.unitsE4 === null || base.unitCostE4 === null) return base;
  const product = multiplyE4(base.unitsE4, base.unitCostE4);
  return { ...base, totalE4: product === null ? null : product + (base.adjustmentE4 ?? 0) };
}

/** An expense line for tests. */
export function buildExpense(changes: Partial<InvoiceLine> = {}): InvoiceLine {
  return buildLine({
    kind: 'E',
    timekeeperId: null,
    timekeeperName: null,
    classification: null,
    unitsE4: 10_000,
    unitCostE4: 250_000,
    taskCode: null,
    activityCode: null,
    expenseCode: 'E110',
    narrative: 'Train to hearing',
    ...changes,
  });
}

/**
 * A believable invoice for tests. Lines may be given partially; records run from 1 in order unless stated.
 * Totals are the lines' own sums unless given.
 */
export function buildInvoice(
  changes: Omit<Partial<Invoice>, 'lines'> & { readonly lines?: readonly Partial<InvoiceLine>[] } = {},
): Invoice {
  const lines = (changes.lines ?? [{}]).map((line, index) => buildLine({ record: index + 1, ...line }));
  const totals = lines.flatMap((line) => (line.totalE4 === null ? [] : [line.totalE4]));
  const computedTotalE4 = totals.length === 0 ? null : sumE4(totals);
  return {
    id: invoiceIdOf(DIGEST),
    ordinal: 1,
    format: 'ledes1998b',
    invoiceNumber: '2026-0311',
    invoiceDate: '2026-04-02',
    vendorId: '24-6437381',
    vendorName: null,
    clientId: '00711',
    clientName: null,
    matterId: '0528',
    clientMatterId: '423-987',
    matterName: null,
    billingStart: '2026-03-01',
    billingEnd: '2026-03-31',
    description: 'For services rendered',
    currency: 'USD',
    declaredTotalE4: computedTotalE4,
    declaredTaxE4: null,
    declaredNetE4: null,
    computedTotalE4,
    computedTaxE4: null,
    columns: {
      hasHours: true,
      hasRates: true,
      hasAmounts: true,
      hasTaskCodes: true,
      hasActivityCodes: true,
      hasExpenseCodes: true,
      hasTimekeepers: true,
      hasClassifications: true,
      hasTax: false,
      hasBillingPeriod: true,
    },
    header: {},
    problems: [],
    ...changes,
    lines,
  };
}
