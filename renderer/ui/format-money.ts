import { currencyMinorDigits } from '#shared/money/currency.ts';
import { formatE4, formatFixedE4 } from '#shared/money/e4.ts';

/**
 * How figures are set. Works on exact decimal strings; no float is made on the way.
 * A ledger aligns on the decimal point, so a figure comes in parts: digits beyond the currency's minor
 * unit (`extra`) hang to the right of the column instead of pushing the point to the left.
 */
export interface FigureParts {
  /** `''` or the true minus sign. */
  readonly sign: string;
  /** With thousands separators. */
  readonly whole: string;
  /** The point and the minor digits, or `''` where there are none. */
  readonly fraction: string;
  /** Digits beyond the minor unit, or `''`. */
  readonly extra: string;
}

export const MINUS = '\u2212';
/** Shown where a figure is unknown; never a zero. */
export const UNKNOWN_FIGURE = '\u2013';

/** Sets an amount in ten-thousandths with `digits` decimals (0 to 4) and what lies beyond as `extra`. */
export function figureParts(valueE4: number, digits: number): FigureParts {
  const text = formatFixedE4(Math.abs(valueE4), digits);
  const point = text.indexOf('.');
  const whole = groupThousands(point === -1 ? text : text.slice(0, point));
  const decimals = point === -1 ? '' : text.slice(point + 1);
  const kept = decimals.slice(0, digits);
  const beyond = decimals.slice(digits);
  if (digits === 0 && beyond !== '') {
    return { sign: signOf(valueE4), whole, fraction: '', extra: `.${beyond}` };
  }
  return { sign: signOf(valueE4), whole, fraction: kept === '' ? '' : `.${kept}`, extra: beyond };
}

/** An amount as one string: `-12345600` in USD is `−1,234.56`; unknown is a dash. */
export function formatMoney(valueE4: number | null, currency: string | null): string {
  return valueE4 === null ? UNKNOWN_FIGURE : joined(figureParts(valueE4, currencyMinorDigits(currency)));
}

/** As `formatMoney`, with the currency code after it where one is known: `1,234.56 USD`. */
export function formatMoneyWithCode(valueE4: number | null, currency: string | null): string {
  const text = formatMoney(valueE4, currency);
  return currency === null || valueE4 === null ? text : `${text}\u00a0${currency}`;
}

/** An amount taken off, with its sign: `1240` becomes `−1,240.00`; zero has no sign. */
export function formatCut(cutE4: number | null, currency: string | null): string {
  return formatMoney(cutE4 === null ? null : negated(cutE4), currency);
}

/** Hours or quantities, at least one decimal: `1.5`, `0.25`. */
export function formatHours(unitsE4: number | null): string {
  return unitsE4 === null ? UNKNOWN_FIGURE : joined(figureParts(unitsE4, 1));
}

/** Percentage points in ten-thousandths: `200000` is `20 %`. */
export function formatPercent(percentE4: number): string {
  return `${formatE4(percentE4).replace('-', MINUS)}\u00a0%`;
}

/** A plain count with thousands separators. */
export function formatCount(count: number): string {
  return `${count < 0 ? MINUS : ''}${groupThousands(String(Math.abs(count)))}`;
}

/** `1 line`, `2,000 lines`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function joined(parts: FigureParts): string {
  return `${parts.sign}${parts.whole}${parts.fraction}${parts.extra}`;
}

function signOf(valueE4: number): string {
  return valueE4 < 0 ? MINUS : '';
}

function negated(valueE4: number): number {
  return valueE4 === 0 ? 0 : -valueE4;
}

function groupThousands(digits: string): string {
  let grouped = '';
  for (let end = digits.length; end > 0; end -= 3) {
    const part = digits.slice(Math.max(0, end - 3), end);
    grouped = grouped === '' ? part : `${part},${grouped}`;
  }
  return grouped;
}
