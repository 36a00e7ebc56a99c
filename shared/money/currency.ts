/**
 * Minor units of currencies that do not have two decimals (ISO 4217 list one, exponent column).
 * Everything not listed has two.
 */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0,
  VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
  CLF: 4, UYW: 4,
}; // biome-ignore format: one table reads better as a block

/** How many decimals a currency's minor unit has; 2 for an unknown or absent code. */
export function currencyMinorDigits(currency: string | null): number {
  return currency === null ? 2 : (MINOR_DIGITS[currency] ?? 2);
}
