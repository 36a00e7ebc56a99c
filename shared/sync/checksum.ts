/**
 * The sum by which a workspace and the server find out whether they hold the same rows: each row gives 64 bits, a
 * scope's checksum is their sum modulo 2^64. Adding and taking away one row is one step, in any order.
 */
export interface ChecksumRow {
  readonly table: string;
  readonly id: string;
  readonly version: number;
}

export const EMPTY_CHECKSUM = 0n;

/** @param added a row that was put, with its version after; @param taken the same row as it was before */
export function moveChecksum(sum: bigint, added: ChecksumRow | null, taken: ChecksumRow | null): bigint {
  let moved = sum;
  if (added !== null) moved += rowHash(added);
  if (taken !== null) moved -= rowHash(taken);
  return BigInt.asUintN(64, moved);
}

/** As it travels: 16 hexadecimal digits. */
export function checksumHex(sum: bigint): string {
  return BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
}

export function checksumOf(rows: Iterable<ChecksumRow>): bigint {
  let sum = EMPTY_CHECKSUM;
  for (const row of rows) sum += rowHash(row);
  return BigInt.asUintN(64, sum);
}

/** The 64 bits of one row. */
export function rowHash({ table, id, version }: ChecksumRow): bigint {
  return textHash(`${table}\n${id}\n${version}`);
}

/**
 * 64 bits of a text, well mixed; not for secrets. Two 32-bit lanes over the UTF-16 units, after cyrb53
 * (public domain), because arithmetic on big integers for each character would cost a fresh image half its time.
 */
export function textHash(text: string): bigint {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}
