/**
 * Sums over a firm's years can be larger than a safe integer of ten-thousandths (900 billion rupiah is): they come
 * from PostgreSQL as text, are added as BigInt and leave as decimal strings.
 */
const E4 = 10_000n;

/** A whole number of ten-thousandths as PostgreSQL writes a `numeric`; null is no amount at all. */
export function bigE4(text: string | null): bigint {
  return text === null ? 0n : BigInt(text);
}

/** The shortest decimal: `16844500` is `1684.45`. */
export function decimalOf(valueE4: bigint): string {
  const magnitude = valueE4 < 0n ? -valueE4 : valueE4;
  const fraction = magnitude % E4;
  const decimals = fraction === 0n ? '' : `.${String(fraction).padStart(4, '0').replace(/0+$/, '')}`;
  return `${valueE4 < 0n ? '-' : ''}${magnitude / E4}${decimals}`;
}

/** For sorting, the largest first. */
export function largestFirst(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1;
}
