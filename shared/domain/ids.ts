import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { asciiSha256Head } from './ascii-sha256.ts';

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
  return findingIdOfText(framed(parts));
}

/** Makes ids of findings that share their first parts: `findingIdOf([...shared, ...rest])`, sooner. */
export function findingIdsOf(shared: readonly string[]): (rest: readonly string[]) => string {
  const head = framed(shared);
  return (rest) => findingIdOfText(head + framed(rest));
}

function findingIdOfText(text: string): string {
  const digits = asciiSha256Head(text);
  if (digits === null) return uuidV8(sha256(utf8ToBytes(text)));
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) & 3] ?? '8';
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}

function framed(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) text += `${byteLength(part)}:${part}`;
  return text;
}

// Lengths count bytes.
function byteLength(part: string): number {
  return IS_ASCII.test(part) ? part.length : utf8ToBytes(part).length;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is the definition of ASCII
const IS_ASCII = /^[\u0000-\u007f]*$/;

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
