import type { FormatName, InvoiceLine, Problem } from '#shared/domain/invoice.ts';
import { formatE4, formatFixedE4, multiplyE4 } from '#shared/money/e4.ts';
import { formatTaxRateE10, taxOnE4 } from '#shared/money/tax-rate.ts';
import { type ProblemLog, problemOf } from './problem-log.ts';

/**
 * How far a sum may be off before it is said not to add up: one cent. Hours such as 2.1667 (minutes / 60) at
 * 450 make 975.015, and issuers round each line to the cent.
 */
export const TOLERANCE_E4 = 100;

type LineSums = Pick<
  InvoiceLine,
  'record' | 'kind' | 'unitsE4' | 'unitCostE4' | 'adjustmentE4' | 'totalE4' | 'taxRateE10' | 'taxE4'
>;

/**
 * Units x unit cost + adjustment, before tax; `null` when the line does not state enough.
 * An invoice-level adjustment (IF, IE) may leave units or unit cost blank: then its adjustment is the base.
 */
export function lineBaseE4(line: LineSums): number | null {
  const { unitsE4, unitCostE4, adjustmentE4 } = line;
  if (unitsE4 === null || unitCostE4 === null) {
    return line.kind === 'IF' || line.kind === 'IE' ? adjustmentE4 : null;
  }
  const product = multiplyE4(unitsE4, unitCostE4);
  if (product === null) return null;
  const base = product + (adjustmentE4 ?? 0);
  return Number.isSafeInteger(base) ? base : null;
}

/** Line totals without tax (1998B), with tax (98BI), or a list that does not say which. */
export type LineTotals = 'net' | 'gross' | 'netOrGross';

/**
 * Checks one line: total = units x cost + adjustment (+ tax in 98BI, whose line totals are gross), and tax =
 * base x rate. Sources: LEDES 1998B field 13; 98BI V2 fields 13, 48 and 49.
 */
export function checkLine(line: LineSums, totals: LineTotals, log: ProblemLog, toleranceE4 = TOLERANCE_E4): void {
  const { totalE4, taxE4, taxRateE10 } = line;
  const baseE4 = lineBaseE4(line);
  if (baseE4 === null) {
    if (line.unitsE4 !== null && line.unitCostE4 !== null) log.add(lineTooLarge(line.record));
    return;
  }
  const isGross = totals !== 'net' && taxE4 !== null;
  const expectedE4 = isGross ? baseE4 + taxE4 : baseE4;
  const isOff = totalE4 !== null && Math.abs(totalE4 - expectedE4) > toleranceE4;
  if (isOff && !(totals === 'netOrGross' && Math.abs(totalE4 - baseE4) <= toleranceE4)) {
    log.add(lineTotalMismatch(line, totalE4, expectedE4, isGross));
  }
  if (taxE4 === null || taxRateE10 === null) return;
  const expectedTaxE4 = taxOnE4(baseE4, taxRateE10);
  if (expectedTaxE4 !== null && Math.abs(taxE4 - expectedTaxE4) > toleranceE4) {
    log.add(lineTaxMismatch(line.record, taxE4, expectedTaxE4, baseE4, taxRateE10));
  }
}

/** An amount as a sentence shows it: two decimals, more where it has them. */
const money = (amountE4: number) => formatFixedE4(amountE4, 2);

function lineTotalMismatch(line: LineSums, totalE4: number, expectedE4: number, isGross: boolean): Problem {
  const { unitsE4, unitCostE4, adjustmentE4, taxE4 } = line;
  const parts: string[] = [];
  if (unitsE4 !== null && unitCostE4 !== null) parts.push(`${formatE4(unitsE4)} x ${money(unitCostE4)}`);
  if (adjustmentE4 !== null && adjustmentE4 !== 0) parts.push(`adjustment ${money(adjustmentE4)}`);
  if (isGross && taxE4 !== null) parts.push(`tax ${money(taxE4)}`);
  const message = `The line total is ${money(totalE4)}, but ${parts.join(' + ')} makes ${money(expectedE4)}.`;
  const where = { record: line.record, field: 'LINE_ITEM_TOTAL', text: formatE4(totalE4) };
  return problemOf('does_not_add_up', 'LINE_TOTAL_MISMATCH', where, message, {
    declaredE4: totalE4,
    computedE4: expectedE4,
  });
}

function lineTaxMismatch(record: number, taxE4: number, expectedE4: number, baseE4: number, rateE10: number): Problem {
  const rate = formatTaxRateE10(rateE10);
  const message = `The line tax is ${money(taxE4)}, but ${money(baseE4)} at the rate ${rate} makes ${money(expectedE4)}.`;
  const where = { record, field: 'LINE_ITEM_TAX_TOTAL', text: formatE4(taxE4) };
  return problemOf('does_not_add_up', 'LINE_TAX_MISMATCH', where, message, {
    declaredE4: taxE4,
    computedE4: expectedE4,
  });
}

function lineTooLarge(record: number): Problem {
  const message = 'Units times unit cost is too large to reckon with exactly; the line total was not checked.';
  return problemOf('does_not_add_up', 'SUM_TOO_LARGE', { record, field: 'LINE_ITEM_TOTAL' }, message);
}

/** What an invoice declares about itself, and the sums of its lines. */
export interface InvoiceSums {
  readonly format: FormatName;
  readonly declaredTotalE4: number | null;
  readonly declaredTaxE4: number | null;
  readonly declaredNetE4: number | null;
  readonly computedTotalE4: number | null;
  readonly computedTaxE4: number | null;
  /** Records of this invoice that could not be read, so are missing from the sums. */
  readonly unreadCount: number;
}

/**
 * Checks an invoice: INVOICE_TOTAL = sum of line totals; INVOICE_TAX_TOTAL = sum of line taxes;
 * INVOICE_NET_TOTAL = total less tax, both summed from the lines (98BI V2 fields 5, 28 and 29).
 */
export function checkInvoice(sums: InvoiceSums, log: ProblemLog, toleranceE4 = TOLERANCE_E4): void {
  const { computedTotalE4, computedTaxE4 } = sums;
  const netE4 = computedTotalE4 === null ? null : computedTotalE4 - (computedTaxE4 ?? 0);
  const hint = unreadHint(sums.unreadCount);
  const compare = (
    code: 'INVOICE_TOTAL_MISMATCH' | 'INVOICE_TAX_MISMATCH' | 'INVOICE_NET_MISMATCH',
    field: string,
    declaredE4: number | null,
    computedE4: number | null,
    what: string,
  ) => {
    if (declaredE4 === null || computedE4 === null || Math.abs(declaredE4 - computedE4) <= toleranceE4) return;
    const message = `${what[0]?.toUpperCase()}${what.slice(1)} is stated as ${money(declaredE4)}, but the lines make ${money(computedE4)}.${hint}`;
    const where = { field, text: formatE4(declaredE4) };
    log.add(problemOf('does_not_add_up', code, where, message, { declaredE4, computedE4 }));
  };
  compare('INVOICE_TOTAL_MISMATCH', 'INVOICE_TOTAL', sums.declaredTotalE4, computedTotalE4, 'the invoice total');
  compare('INVOICE_TAX_MISMATCH', 'INVOICE_TAX_TOTAL', sums.declaredTaxE4, computedTaxE4, 'the tax of the invoice');
  compare('INVOICE_NET_MISMATCH', 'INVOICE_NET_TOTAL', sums.declaredNetE4, netE4, 'the net total of the invoice');
}

function unreadHint(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ' One record of this invoice could not be read and is missing from the sum.'
    : ` ${count} records of this invoice could not be read and are missing from the sum.`;
}
