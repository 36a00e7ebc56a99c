import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { asciiSha256 } from './ascii-sha256.ts';

/**
 * Ids that must come out the same on every machine (RFC 9562, version 8: the digest's own bits under the
 * version and variant marks). Everything else is a UUIDv7 minted by whoever creates the row.
 */

/** Lower-case hexadecimal SHA-256 of a file's bytes. */
export function fileSha256(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/**
 * The digest behind an invoice id and the ids of its lines: SHA-256(file bytes, invoice ordinal).
 * The file enters by its own SHA-256, so that a file of 10,000 invoices is hashed once and not 10,000 times.
 */
export function invoiceDigest(fileSha256Hex: string, ordinal: number): Uint8Array {
  return sha256(utf8ToBytes(`lait invoice\n${fileSha256Hex}\n${ordinal}`));
}

/** `invoiceId`: UUIDv8 of an invoice's digest. */
export function invoiceIdOf(digest: Uint8Array): string {
  return uuidV8(digest);
}

/**
 * Makes the `lineId`s of one invoice: the digest's first 64 bits, then the record, so that ids of one
 * invoice share a prefix and sort by record.
 * @returns a function from the record (1 to 2^48 - 1) to the line id
 */
export function lineIdsOf(digest: Uint8Array): (record: number) => string {
  const head = bytesToHex(digest.slice(0, 8));
  const prefix = `${head.slice(0, 8)}-${head.slice(8, 12)}-8${head.slice(13, 16)}-8000`;
  return (record) => `${prefix}-${record.toString(16).padStart(12, '0')}`;
}

/** Finding id: UUIDv8 of SHA-256 over the parts, length-prefixed so that no two lists of parts meet. */
export function findingIdOf(parts: readonly string[]): string {
  return findingIdsOf([])(parts);
}

/** Makes ids of findings that share their first parts: `findingIdOf([...shared, ...rest])`, sooner. */
export function findingIdsOf(shared: readonly string[]): (rest: readonly string[]) => string {
  const head = framed(shared, lengthOf);
  // Lengths count bytes; of plain ASCII, which nearly all parts are, a character is one.
  return (rest) =>
    idOfAscii(head + framed(rest, lengthOf)) ??
    uuidV8(sha256(utf8ToBytes(framed(shared, byteLength) + framed(rest, byteLength))));
}

/** From this length on the library's bytes cost less than a hash of characters. */
const LONG = 4_096;

/** `null` when the text is not ASCII alone. */
function idOfAscii(text: string): string | null {
  if (text.length >= LONG) {
    const bytes = utf8ToBytes(text);
    return bytes.length === text.length ? uuidV8(sha256(bytes)) : null;
  }
  const words = asciiSha256(text);
  if (words === null) return null;
  // Digit by digit into one string: pieces would have to be joined again when the id is first compared.
  let place = 0;
  for (let digit = 0; digit < 32; digit += 1) {
    if (digit === 8 || digit === 12 || digit === 16 || digit === 20) UUID_CODES[place++] = HYPHEN;
    let value = ((words[digit >> 3] ?? 0) >>> (28 - (digit & 7) * 4)) & 15;
    if (digit === 12) value = 8;
    else if (digit === 16) value = (value & 3) | 8;
    UUID_CODES[place++] = value < 10 ? 48 + value : 87 + value;
  }
  return String.fromCharCode.apply(null, UUID_CODES);
}

const HYPHEN = 45;
const UUID_CODES: number[] = new Array(36).fill(0);

function framed(parts: readonly string[], measure: (part: string) => number): string {
  let text = '';
  for (const part of parts) text += `${measure(part)}:${part}`;
  return text;
}

function lengthOf(part: string): number {
  return part.length;
}

function byteLength(part: string): number {
  return utf8ToBytes(part).length;
}

function uuidV8(bytes: Uint8Array): string {
  const marked = bytes.slice(0, 16);
  marked[6] = ((marked[6] ?? 0) & 0x0f) | 0x80;
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(marked);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * UUIDv7 (RFC 9562 5.7): 48 bits of Unix milliseconds, then random bits.
 * @param random 10 random bytes from the edge's own source
 */
export function uuidV7(unixMilliseconds: number, random: Uint8Array): string {
  const time = Math.floor(unixMilliseconds).toString(16).padStart(12, '0').slice(-12);
  const tail = Uint8Array.from(random.slice(0, 10));
  tail[0] = ((tail[0] ?? 0) & 0x0f) | 0x70;
  tail[2] = ((tail[2] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(tail);
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
}
