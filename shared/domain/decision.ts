import { formatE4, scaleE4 } from '#shared/money/e4.ts';
import type { InvoiceLine } from './invoice.ts';

export type DecisionKind = 'accept' | 'cut_line' | 'cut_hours' | 'cut_rate' | 'cut_percent' | 'pool';

/** Why a reviewer cut. Closed, so that appeals and reports can count; `other` needs a note. */
export const REASON_CODES = [
  'guideline', 'vague', 'block_billed', 'duplicate', 'excessive', 'not_billable', 'rate', 'unapproved', 'other',
] as const; // biome-ignore format: one list
export type ReasonCode = (typeof REASON_CODES)[number];

/** What a reviewer asks for on one line. `hoursE4` and `rateE4` are what *remains*; `percentE4` is taken off. */
export type DecisionRequest =
  | { readonly kind: 'accept' }
  | { readonly kind: 'cut_line' }
  | { readonly kind: 'cut_hours'; readonly hoursE4: number }
  | { readonly kind: 'cut_rate'; readonly rateE4: number }
  | { readonly kind: 'cut_percent'; readonly percentE4: number }
  | { readonly kind: 'pool'; readonly poolId: string; readonly cutE4: number };

/** What a reviewer did about a line: one field group with one version. History is append-only. */
export interface Decision {
  readonly lineId: string;
  /** 1 for the first decision on a line, then +1 for each that replaces it. */
  readonly version: number;
  readonly kind: DecisionKind;
  readonly hoursE4?: number | undefined;
  readonly rateE4?: number | undefined;
  readonly percentE4?: number | undefined;
  readonly poolId?: string | undefined;
  /** 0 <= cut <= |total|; `null` only where the line's total is unknown. */
  readonly cutE4: number | null;
  readonly reasonCode: ReasonCode | null;
  readonly note?: string | undefined;
  readonly findingIds: readonly string[];
  readonly guidelineVersion: number | null;
  /** The person, or `this device` before there is an account. */
  readonly by: string;
  /** ISO 8601 UTC, from the device's clock. */
  readonly at: string;
  readonly deviceId: string;
}

export type CutAnswer =
  | { readonly kind: 'cut'; readonly cutE4: number | null }
  | { readonly kind: 'refused'; readonly message: string };

const NOTHING_TO_CUT: CutAnswer = {
  kind: 'refused',
  message: 'This line is a credit or zero: there is nothing to cut. Accept it, or return the invoice.',
};

/** Percentage points in ten-thousandths: 100 %. */
const WHOLE_E4 = 1_000_000;

/**
 * What a decision takes off a line. Exact, rounded half away from zero to ten-thousandths.
 * A cut is measured on the line total (gross in 98BI): hours and rates take their proportion of it, so
 * that adjustments and tax shrink with them.
 * @returns `cutE4` null where the line's total is unknown; a refusal with a sentence for the person
 */
export function cutOf(
  line: Pick<InvoiceLine, 'totalE4' | 'unitsE4' | 'unitCostE4'>,
  request: DecisionRequest,
): CutAnswer {
  if (request.kind === 'accept') return { kind: 'cut', cutE4: 0 };
  const { totalE4 } = line;
  if (totalE4 !== null && totalE4 <= 0) return NOTHING_TO_CUT;
  switch (request.kind) {
    case 'cut_line':
      return { kind: 'cut', cutE4: totalE4 };
    case 'cut_percent':
      if (request.percentE4 <= 0 || request.percentE4 > WHOLE_E4) return refused('A cut is between 0 and 100 percent.');
      return shareOf(totalE4, request.percentE4, WHOLE_E4);
    case 'cut_hours':
      return remainderOf(totalE4, line.unitsE4, request.hoursE4, 'hours');
    case 'cut_rate':
      return remainderOf(totalE4, line.unitCostE4, request.rateE4, 'rate');
    case 'pool':
      if (request.cutE4 < 0) return refused('A cut cannot be negative.');
      if (totalE4 !== null && request.cutE4 > totalE4) return refused('A share of the pool is larger than its line.');
      return { kind: 'cut', cutE4: request.cutE4 };
  }
}

function remainderOf(totalE4: number | null, nowE4: number | null, remainsE4: number, what: string): CutAnswer {
  if (nowE4 === null) return refused(`This line states no ${what}; cut a percentage or the line.`);
  if (remainsE4 < 0 || remainsE4 >= nowE4) {
    return refused(`The ${what} that remain must be at least 0 and less than the ${formatE4(nowE4)} billed.`);
  }
  return shareOf(totalE4, nowE4 - remainsE4, nowE4);
}

function shareOf(totalE4: number | null, part: number, whole: number): CutAnswer {
  if (totalE4 === null) return { kind: 'cut', cutE4: null };
  const cutE4 = scaleE4(totalE4, part, whole);
  return cutE4 === null ? refused('This amount is too large to reckon with exactly.') : { kind: 'cut', cutE4 };
}

function refused(message: string): CutAnswer {
  return { kind: 'refused', message };
}

/**
 * Spreads one cut over several lines in proportion to their totals; shares are whole ten-thousandths,
 * none above its line, and add up to exactly `poolE4` (largest remainders get the odd ten-thousandths,
 * earlier lines first).
 * @returns shares in line order, or a refusal when the pool is larger than the lines, or a total unknown
 */
export function spreadPool(
  totalsE4: readonly (number | null)[],
  poolE4: number,
):
  | { readonly kind: 'shares'; readonly cutsE4: readonly number[] }
  | { readonly kind: 'refused'; readonly message: string } {
  const known: number[] = [];
  for (const totalE4 of totalsE4) {
    if (totalE4 === null) return { kind: 'refused', message: 'A pool needs lines whose amounts are known.' };
    if (totalE4 <= 0) return { kind: 'refused', message: 'A pool cannot include a credit or a line of zero.' };
    known.push(totalE4);
  }
  const sum = known.reduce((total, each) => total + BigInt(each), 0n);
  const pool = BigInt(poolE4);
  if (pool <= 0n) return { kind: 'refused', message: 'A pool must take something off.' };
  if (pool > sum) return { kind: 'refused', message: 'The pool is larger than its lines together.' };
  const floors = known.map((each) => (BigInt(each) * pool) / sum);
  const remainders = known.map((each, index) => ({ index, left: (BigInt(each) * pool) % sum }));
  let open = Number(pool - floors.reduce((total, each) => total + each, 0n));
  remainders.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1));
  const cutsE4 = floors.map(Number);
  for (const { index } of remainders) {
    if (open === 0) break;
    cutsE4[index] = (cutsE4[index] ?? 0) + 1;
    open -= 1;
  }
  return { kind: 'shares', cutsE4 };
}
