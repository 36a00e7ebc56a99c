/**
 * Integer keys of the cache: the invoice's own key, then 26 bits for the record of a line or the position of
 * a finding. Rows of an invoice lie together and in file order; the greatest key stays a safe integer.
 */
const POSITIONS = 2 ** 26;

/** The highest record a line may have; a file of 200 MB holds some 8 million at most. */
export const MAXIMUM_RECORD = POSITIONS - 1;

export function keyAt(invoiceKey: number, position: number): number {
  return invoiceKey * POSITIONS + position;
}

/** @returns first and last possible key of an invoice, both inclusive */
export function keyRange(invoiceKey: number): { readonly first: number; readonly last: number } {
  return { first: invoiceKey * POSITIONS, last: invoiceKey * POSITIONS + MAXIMUM_RECORD };
}

export function invoiceKeyOf(key: number): number {
  return Math.floor(key / POSITIONS);
}

export function positionOf(key: number): number {
  return key % POSITIONS;
}

/**
 * A line id is 64 bits of its invoice, then the record in the last 12 hexadecimal digits
 * (`shared/domain/ids.ts`).
 */
export function splitLineId(lineId: string): { readonly prefix: string; readonly record: number } {
  return { prefix: lineId.slice(0, 24), record: Number.parseInt(lineId.slice(24), 16) };
}
