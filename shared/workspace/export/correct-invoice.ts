import type { DecisionKind } from '#shared/domain/decision.ts';
import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import { multiplyE4, scaleE4, sumE4 } from '#shared/money/e4.ts';

/** What was decided about a line, as far as its figures go. */
export interface LineCut {
  readonly kind: DecisionKind;
  readonly hoursE4: number | null;
  readonly rateE4: number | null;
  readonly percentE4: number | null;
  /** `null` where the line's total is unknown. */
  readonly cutE4: number | null;
}

export interface Corrections {
  readonly cuts: ReadonlyMap<string, LineCut>;
  /** Lines with other words, by id. */
  readonly narratives: ReadonlyMap<string, string>;
  /** `show` keeps a line that was cut whole at zero; `omit` leaves it out. */
  readonly cutLines: 'show' | 'omit';
}

/**
 * The invoice as it goes out: each line's total is what was billed less what was cut, and the totals of the
 * invoice are the sums of its lines again. Hours and rates are changed where the new figures come out
 * exactly (LEDES 1998B Rev 7: total = unit cost x units + adjustment); any other cut stands in the line's
 * adjustment, so that a reader finds nothing that does not add up.
 */
export function correctInvoice(invoice: Invoice, corrections: Corrections): Invoice {
  const lines = invoice.lines.flatMap((line) => {
    const cut = corrections.cuts.get(line.id);
    const corrected = cut === undefined ? line : cutOff(invoice, line, cut);
    if (corrections.cutLines === 'omit' && cut !== undefined && isGone(line, cut)) return [];
    const narrative = corrections.narratives.get(line.id);
    return [narrative === undefined ? corrected : { ...corrected, narrative }];
  });
  const computedTotalE4 = totalOf(lines.map(({ totalE4 }) => totalE4));
  const computedTaxE4 = totalOf(lines.map(({ taxE4 }) => taxE4));
  const { declaredTaxE4, declaredNetE4 } = invoice;
  return {
    ...invoice,
    lines,
    computedTotalE4,
    computedTaxE4,
    declaredTotalE4: computedTotalE4,
    declaredTaxE4: declaredTaxE4 === null ? null : (computedTaxE4 ?? 0),
    declaredNetE4: declaredNetE4 === null || computedTotalE4 === null ? null : computedTotalE4 - (computedTaxE4 ?? 0),
    problems: [],
  };
}

function isGone(line: InvoiceLine, cut: LineCut): boolean {
  return line.totalE4 === null
    ? cut.kind === 'cut_line'
    : cut.cutE4 !== null && cut.cutE4 > 0 && cut.cutE4 === line.totalE4;
}

function cutOff(invoice: Invoice, line: InvoiceLine, cut: LineCut): InvoiceLine {
  if (line.totalE4 === null) return withoutAmounts(line, cut);
  if (cut.cutE4 === null || cut.cutE4 === 0) return line;
  const totalE4 = line.totalE4 - cut.cutE4;
  const restated = restate(line, cut, totalE4);
  if (restated !== null) return restated;
  const taxE4 = remainingTax(line, totalE4);
  // Where totals are gross, the tax that goes is part of the cut; the adjustment carries the rest.
  const taxCutE4 = invoice.format === 'ledes98bi' ? (line.taxE4 ?? 0) - (taxE4 ?? 0) : 0;
  return { ...line, adjustmentE4: adjustmentOf(line, cut.cutE4 - taxCutE4, totalE4 - (taxE4 ?? 0)), taxE4, totalE4 };
}

/** An invoice-level line without units or cost is its adjustment (`shared/formats/arithmetic.ts`). */
function adjustmentOf(line: InvoiceLine, netCutE4: number, netTotalE4: number): number {
  const isOwnAdjustment =
    (line.kind === 'IF' || line.kind === 'IE') && (line.unitsE4 === null || line.unitCostE4 === null);
  return isOwnAdjustment && line.adjustmentE4 === null ? netTotalE4 : (line.adjustmentE4 ?? 0) - netCutE4;
}

const WHOLE_PERCENT_E4 = 1_000_000;

/** A list of hours without amounts: what can be stated is what remains of hours or rate. */
function withoutAmounts(line: InvoiceLine, cut: LineCut): InvoiceLine {
  switch (cut.kind) {
    case 'cut_line':
      return { ...line, unitsE4: line.unitsE4 === null ? null : 0 };
    case 'cut_hours':
      return { ...line, unitsE4: cut.hoursE4 };
    case 'cut_rate':
      return { ...line, unitCostE4: cut.rateE4 };
    case 'cut_percent': {
      if (line.unitsE4 === null || cut.percentE4 === null) return line;
      return { ...line, unitsE4: scaleE4(line.unitsE4, WHOLE_PERCENT_E4 - cut.percentE4, WHOLE_PERCENT_E4) };
    }
    case 'pool':
    case 'accept':
      return line;
  }
}

/** Fewer hours or a lower rate in place of an adjustment, where that gives the very same total. */
function restate(line: InvoiceLine, cut: LineCut, totalE4: number): InvoiceLine | null {
  if (line.taxE4 !== null && line.taxE4 !== 0) return null;
  const unitsE4 = cut.kind === 'cut_hours' && cut.hoursE4 !== null ? cut.hoursE4 : line.unitsE4;
  const unitCostE4 = cut.kind === 'cut_rate' && cut.rateE4 !== null ? cut.rateE4 : line.unitCostE4;
  if (unitsE4 === line.unitsE4 && unitCostE4 === line.unitCostE4) return null;
  if (unitsE4 === null || unitCostE4 === null) return null;
  const product = multiplyE4(unitsE4, unitCostE4);
  if (product === null || product + (line.adjustmentE4 ?? 0) !== totalE4) return null;
  return { ...line, unitsE4, unitCostE4, totalE4 };
}

/** Tax shrinks as the line does: proportionally, to the ten-thousandth. */
function remainingTax(line: InvoiceLine, totalE4: number): number | null {
  if (line.taxE4 === null || line.totalE4 === null || line.totalE4 <= 0) return line.taxE4;
  return scaleE4(line.taxE4, totalE4, line.totalE4);
}

function totalOf(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  return known.length === 0 ? null : sumE4(known);
}
