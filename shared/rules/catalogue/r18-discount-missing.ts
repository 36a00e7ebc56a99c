import { spreadPool } from '#shared/domain/decision.ts';
import type { ProposedCut } from '#shared/domain/finding.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { formatE4, multiplyE4, scaleE4 } from '#shared/money/e4.ts';
import type { AgreedTerms } from '../prepare/agreed-terms.ts';
import type { AgreedDiscount } from '../prepare/master-facts.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { emptyByLine, proposeCutPercent } from '../propose.ts';
import { defineRule } from '../rule.ts';
import { amountText, countText } from '../wording.ts';

/**
 * R18: the discount agreed on fees is given: on the line (its adjustment), in the rate (billed below the agreed
 * one), or on the invoice as an adjustment of fees (IF). What is missing is proposed off the lines that lack it:
 * as the percentage itself where nothing was given anywhere, else as the exact amount, spread in proportion. Fees
 * are hours times rate, before tax.
 */
export const discountMissing = defineRule({
  id: 'R18',
  version: 1,
  title: 'Agreed discount not given',
  certainty: 'deterministic',
  defaultSeverity: 'auto_cut',
  parameters: {
    toleranceE4: {
      kind: 'number',
      unit: 'amountE4',
      default: 100,
      minimum: 0,
      maximum: 1_000_000,
      description: 'What a line, or the invoice, may lack, for rounding.',
    },
  },
  needs: ['hours', 'rates', 'amounts', 'agreedDiscounts'],
  authority: 'The discount agreed with the client; LEDES 1998B Rev 7-2014, fields 10 and 12 (where discounts stand)',
  check(prepared, { toleranceE4 }) {
    const terms = prepared.agreedTerms();
    const short: ShortLine[] = [];
    let onLinesE4 = 0;
    for (const each of prepared.lines) {
      const fee = each.isFee ? feeOf(each, terms) : null;
      if (fee === null) continue;
      onLinesE4 += Math.min(fee.givenE4, fee.expectedE4);
      const missingE4 = fee.expectedE4 - fee.givenE4;
      if (missingE4 > toleranceE4) short.push({ each, discount: fee.discount, netE4: fee.netE4, missingE4 });
    }
    if (short.length === 0) return [];
    const onInvoiceE4 = invoiceDiscountE4(prepared.lines);
    const missingE4 = short.reduce((sum, line) => sum + line.missingE4, 0);
    const openE4 = missingE4 - onInvoiceE4;
    // A sum that cannot be held exactly would be a guess.
    if (openE4 <= toleranceE4 || !Number.isSafeInteger(missingE4)) return [];
    const percents = [...new Set(short.map(({ discount }) => discount.percentE4))];
    const isUntouched = onLinesE4 === 0 && onInvoiceE4 === 0;
    const part = isUntouched ? '' : `; ${amountText(openE4)} of it is missing`;
    return [
      {
        lines: short.map(({ each }) => each.index),
        message: `${percents.map((percentE4) => `${formatE4(percentE4)} %`).join(' and ')} off fees is agreed and not given on ${countText(short.length, 'entry', 'entries')}${part}.`,
        evidence: ADJUSTMENT,
        proposed: proposalOf(short, openE4, isUntouched),
      },
    ];
  },
});

const ADJUSTMENT = [{ field: 'LINE_ITEM_ADJUSTMENT_AMOUNT' }] as const;
const WHOLE_E4 = 1_000_000;

interface Fee {
  readonly discount: AgreedDiscount;
  /** Hours times rate and the line's own adjustment. */
  readonly netE4: number;
  readonly expectedE4: number;
  readonly givenE4: number;
}

interface ShortLine {
  readonly each: PreparedLine;
  readonly discount: AgreedDiscount;
  readonly netE4: number;
  readonly missingE4: number;
}

/** `null` for a line on which no discount is due or none can be reckoned. */
function feeOf(each: PreparedLine, terms: AgreedTerms): Fee | null {
  const { unitsE4, unitCostE4, totalE4, adjustmentE4 } = each.line;
  if (unitsE4 === null || unitCostE4 === null || totalE4 === null || totalE4 <= 0) return null;
  const discount = terms.discountOf(each);
  if (discount === null) return null;
  // Below the agreed rate: what is missing from it was given already.
  const fullRateE4 = Math.max(unitCostE4, terms.rateOf(each)?.rateE4 ?? 0);
  const billedE4 = multiplyE4(unitsE4, unitCostE4);
  const fullE4 = multiplyE4(unitsE4, fullRateE4);
  if (billedE4 === null || fullE4 === null || billedE4 <= 0) return null;
  const expectedE4 = scaleE4(fullE4, discount.percentE4, WHOLE_E4);
  if (expectedE4 === null) return null;
  const netE4 = billedE4 + (adjustmentE4 ?? 0);
  return { discount, netE4, expectedE4, givenE4: fullE4 - billedE4 + Math.max(0, -(adjustmentE4 ?? 0)) };
}

/** What adjustments of fees take off the invoice as a whole. */
function invoiceDiscountE4(lines: readonly PreparedLine[]): number {
  return lines.reduce((sum, { line }) => sum + (line.kind === 'IF' ? Math.max(0, -(line.totalE4 ?? 0)) : 0), 0);
}

function proposalOf(short: readonly ShortLine[], openE4: number, isUntouched: boolean): ProposedCut {
  const [first] = short;
  const isOnePercent = short.every(({ discount }) => discount.percentE4 === first?.discount.percentE4);
  if (isUntouched && isOnePercent && first !== undefined && short.every(isPlain)) {
    return proposeCutPercent(
      short.map(({ each }) => each.line),
      first.discount.percentE4,
    );
  }
  const spread = spreadPool(
    short.map(({ missingE4 }) => missingE4),
    openE4,
  );
  if (spread.kind === 'refused') return { kind: 'none' };
  const cutE4ByLine = emptyByLine();
  short.forEach(({ each, netE4 }, index) => {
    const cutE4 = grossE4(each.line, netE4, spread.cutsE4[index] ?? 0);
    if (cutE4 > 0) cutE4ByLine[each.line.id] = cutE4;
  });
  return { kind: 'pool', cutE4ByLine };
}

/** Neither adjusted nor billed below the agreed rate: the percentage itself says what is missing. */
function isPlain({ each, missingE4, discount, netE4 }: ShortLine): boolean {
  return (each.line.adjustmentE4 ?? 0) === 0 && missingE4 === scaleE4(netE4, discount.percentE4, WHOLE_E4);
}

/** Where tax stands in the total, it shrinks with the fee; elsewhere the two are the same. */
function grossE4({ totalE4 }: InvoiceLine, netE4: number, cutE4: number): number {
  if (totalE4 === null || netE4 <= 0 || totalE4 === netE4) return cutE4;
  return scaleE4(totalE4, cutE4, netE4) ?? 0;
}
