/**
 * Exact amounts and hours: safe integers counting ten-thousandths, because LEDES 1998B carries four
 * decimals (Rev 7-2014, fields 11, 12, 13 and 21). The unit stands in every name (`totalE4`) and not in
 * a branded type: each sum or difference would drop the brand, and the casts needed to put it back say
 * less than the name does. A figure that does not fit a safe integer is refused, never approximated.
 */
export const E4 = 10_000;

/** What a sum or product may be at most: beyond this a safe integer cannot hold ten-thousandths exactly. */
export const MAX_E4 = Number.MAX_SAFE_INTEGER;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

export type ParsedE4 =
  | { readonly kind: 'value'; readonly valueE4: number; readonly isRounded: boolean }
  | { readonly kind: 'notANumber' }
  | { readonly kind: 'tooLarge' };

const NOT_A_NUMBER: ParsedE4 = { kind: 'notANumber' };
const TOO_LARGE: ParsedE4 = { kind: 'tooLarge' };

/**
 * Reads a plain decimal (`-70`, `1053.`, `.5`, `+100.00`) into ten-thousandths.
 * More than four decimals are rounded half away from zero and reported by `isRounded`, also when the
 * digits dropped were the whole value; zeros beyond the fourth place are not a rounding.
 * Separators, currency signs and parentheses are a file reader's business, not this function's.
 */
export function parseE4(text: string): ParsedE4 {
  const match = DECIMAL.exec(text);
  if (match === null) return NOT_A_NUMBER;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return NOT_A_NUMBER;
  const kept = fraction.length > 4 ? fraction.slice(0, 4) : fraction.padEnd(4, '0');
  const digits = whole.replace(/^0+/, '') + kept;
  if (digits.length > 17) return TOO_LARGE;
  let valueE4 = Number(digits);
  let isRounded = false;
  if (fraction.length > 4) {
    isRounded = /[1-9]/.test(fraction.slice(4));
    if (fraction.charCodeAt(4) >= 53) valueE4 += 1;
  }
  if (!Number.isSafeInteger(valueE4)) return TOO_LARGE;
  return { kind: 'value', valueE4: match[1] === '-' && valueE4 !== 0 ? -valueE4 : valueE4, isRounded };
}

/** Writes ten-thousandths as the shortest decimal string: `16844500` -> `1684.45`, `2000` -> `0.2`. */
export function formatE4(valueE4: number): string {
  const magnitude = Math.abs(valueE4);
  const whole = Math.floor(magnitude / E4);
  const fraction = magnitude - whole * E4;
  const sign = valueE4 < 0 ? '-' : '';
  if (fraction === 0) return `${sign}${whole}`;
  return `${sign}${whole}.${String(fraction).padStart(4, '0').replace(/0+$/, '')}`;
}

/** Writes ten-thousandths with at least `decimals` places, and more only where the value has them. */
export function formatFixedE4(valueE4: number, decimals: number): string {
  const text = formatE4(valueE4);
  const point = text.indexOf('.');
  const places = point === -1 ? 0 : text.length - point - 1;
  if (places >= decimals) return text;
  return `${point === -1 ? `${text}.` : text}${'0'.repeat(decimals - places)}`;
}

/** Adds; `null` when the result cannot be held exactly. */
export function addE4(aE4: number, bE4: number): number | null {
  const sum = aE4 + bE4;
  return Number.isSafeInteger(sum) ? sum : null;
}

/** Adds up a list; `null` when any running sum cannot be held exactly. */
export function sumE4(valuesE4: Iterable<number>): number | null {
  let sum = 0;
  for (const valueE4 of valuesE4) {
    sum += valueE4;
    if (!Number.isSafeInteger(sum)) return null;
  }
  return sum;
}

/**
 * Multiplies two scaled values (units x unit cost) and rounds the exact product half away from zero to
 * ten-thousandths. `null` when the result cannot be held exactly.
 */
export function multiplyE4(aE4: number, bE4: number): number | null {
  return scaleE4(aE4, bE4, E4);
}

/**
 * `valueE4 x numerator / denominator`, exact inside, rounded half away from zero.
 * The one rounding multiplication of the project: rates (`denominator` 10^10), percentages, shares.
 * @param numerator any safe integer @param denominator a positive safe integer
 */
export function scaleE4(valueE4: number, numerator: number, denominator: number): number | null {
  const product = valueE4 * numerator;
  if (Number.isSafeInteger(product)) return roundedQuotient(product, denominator);
  const exact = BigInt(valueE4) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const isNegative = exact < 0n;
  const magnitude = isNegative ? -exact : exact;
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n);
  const result = Number(isNegative ? -rounded : rounded);
  return Number.isSafeInteger(result) ? result : null;
}

// Remainder first: a plain division of two safe integers may already have been rounded by the float.
function roundedQuotient(dividend: number, divisor: number): number {
  const magnitude = Math.abs(dividend);
  const remainder = magnitude % divisor;
  const quotient = (magnitude - remainder) / divisor;
  const rounded = remainder >= divisor - remainder ? quotient + 1 : quotient;
  return dividend < 0 && rounded !== 0 ? -rounded : rounded;
}

/**
 * Rounds half away from zero to a currency's minor unit (LEDES files carry four decimals, payment two,
 * none for yen). Used only where a rule or an export says so.
 * @param minorDigits 0 to 4
 */
export function roundToMinorUnitE4(amountE4: number, minorDigits: number): number {
  const step = 10 ** (4 - minorDigits);
  return roundedQuotient(amountE4, step) * step;
}
