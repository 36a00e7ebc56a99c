import { scaleE4 } from './e4.ts';

/** Tax rates carry up to ten decimals (LEDES 98BI V2 field 48, `0.061245`): safe integers in 10^-10. */
export const RATE_E10 = 10_000_000_000;

const RATE = /^\+?(\d*)(?:\.(\d*))?$/;

/**
 * Reads a tax rate between 0 and 1 (`0.21` is 21 %), at most ten decimals.
 * @returns the rate in 10^-10, or `null` when it is not such a number
 */
export function parseTaxRateE10(text: string): number | null {
  const match = RATE.exec(text);
  if (match === null) return null;
  const whole = (match[1] ?? '').replace(/^0+/, '');
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if ((match[1] ?? '') === '' && (match[2] ?? '') === '') return null;
  if (whole.length > 1 || fraction.length > 10) return null;
  const rateE10 = Number(whole + fraction.padEnd(10, '0'));
  return rateE10 <= RATE_E10 ? rateE10 : null;
}

/** Writes a rate as the shortest decimal string: `612450000` -> `0.061245`. */
export function formatTaxRateE10(rateE10: number): string {
  const digits = String(rateE10).padStart(11, '0');
  const fraction = digits.slice(-10).replace(/0+$/, '');
  const whole = digits.slice(0, -10);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** Tax on a base: exact product, rounded half away from zero to ten-thousandths; `null` if out of range. */
export function taxOnE4(baseE4: number, taxRateE10: number): number | null {
  return scaleE4(baseE4, taxRateE10, RATE_E10);
}
