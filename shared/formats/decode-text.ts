import type { Problem } from '#shared/domain/invoice.ts';
import { problemOf } from './problem-log.ts';

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** Bytes of the byte-order mark, to be skipped. */
  readonly markLength: number;
  readonly problem: Problem | null;
}

/** Tells the encoding from the byte-order mark, else from whether the whole file is valid UTF-8. */
export function detectEncoding(bytes: Uint8Array): DetectedEncoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf && isUtf8(bytes)) {
    return { encoding: 'utf-8', markLength: 3, problem: null };
  }
  if (first === 0xff && second === 0xfe) return otherThanUtf8('utf-16le', 2);
  if (first === 0xfe && second === 0xff) return otherThanUtf8('utf-16be', 2);
  if (first !== 0 && second === 0 && third !== 0 && bytes[3] === 0) return otherThanUtf8('utf-16le', 0);
  if (first === 0 && second !== 0 && third === 0 && bytes[3] !== 0) return otherThanUtf8('utf-16be', 0);
  if (isUtf8(bytes)) return { encoding: 'utf-8', markLength: 0, problem: null };
  return otherThanUtf8('windows-1252', first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0);
}

function otherThanUtf8(encoding: Encoding, markLength: number): DetectedEncoding {
  const name = encoding === 'windows-1252' ? 'Windows-1252' : 'UTF-16';
  const message = `The text is not in UTF-8; it was read as ${name}. Check letters with accents and curly quotes.`;
  return { encoding, markLength, problem: problemOf('outside_profile', 'ENCODING_NOT_UTF8', {}, message) };
}

/** Whether bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates). */
export function isUtf8(bytes: Uint8Array): boolean {
  const length = bytes.length;
  // Most of a bill is plain ASCII: four bytes at a time where they are aligned.
  const aligned = Math.min((4 - (bytes.byteOffset & 3)) & 3, length);
  const wordCount = (length - aligned) >>> 2;
  const words = wordCount === 0 ? null : new Uint32Array(bytes.buffer, bytes.byteOffset + aligned, wordCount);
  let index = 0;
  while (index < length) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) {
      index += 1;
      if (words !== null && ((index - aligned) & 3) === 0 && index >= aligned) {
        let word = (index - aligned) >>> 2;
        while (word < wordCount && ((words[word] ?? 0) & 0x80808080) === 0) word += 1;
        index = aligned + word * 4;
      }
      continue;
    }
    const size = sequenceLength(byte, bytes[index + 1]);
    if (size === 0 || (size > 2 && !isTail(bytes[index + 2])) || (size > 3 && !isTail(bytes[index + 3]))) return false;
    index += size;
  }
  return true;
}

// Length of a sequence from its first two bytes; 0 when they cannot begin one.
function sequenceLength(first: number, second: number | undefined): number {
  if (second === undefined || !isTail(second)) return 0;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) {
    const isAllowed = first === 0xe0 ? second >= 0xa0 : first === 0xed ? second <= 0x9f : true;
    return isAllowed ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const isAllowed = first === 0xf0 ? second >= 0x90 : first === 0xf4 ? second <= 0x8f : true;
    return isAllowed ? 4 : 0;
  }
  return 0;
}

const isTail = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

const BLOCK = 1 << 20;
const ZERO = '\0';

/** What is to be said of a text in which characters of value zero stand: PostgreSQL stores none, and shows end at them. */
export function zeroCharacterProblem(
  bytes: Uint8Array,
  { encoding }: Pick<DetectedEncoding, 'encoding'>,
): Problem | null {
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  if (!(isWide ? hasWideZero(bytes) : bytes.includes(0))) return null;
  const message =
    'The text holds characters of value zero, which are no text; each is shown as \uFFFD. Look at the lines that show it.';
  return problemOf('outside_profile', 'CHARACTER_REPLACED', {}, message);
}

function hasWideZero(bytes: Uint8Array): boolean {
  for (let index = 0; index + 1 < bytes.length; index += 2)
    if (bytes[index] === 0 && bytes[index + 1] === 0) return true;
  return false;
}

/** One piece of a file's text, and how many of its bytes are behind it. */
export interface TextBlock {
  readonly text: string;
  readonly bytesDone: number;
}

/**
 * Decodes in blocks of a megabyte, so that a large file is never held as one string and one curly quote does
 * not double the memory of all of it. Never throws: what is not a character becomes U+FFFD.
 */
export function* decodeInBlocks(
  bytes: Uint8Array,
  { encoding, markLength }: Pick<DetectedEncoding, 'encoding' | 'markLength'>,
): Generator<TextBlock, void, void> {
  const decoder = encoding === 'windows-1252' ? null : new TextDecoder(encoding, { ignoreBOM: true });
  for (let start = markLength; start < bytes.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, bytes.length);
    const block = bytes.subarray(start, end);
    const text = decoder === null ? windows1252(block) : decoder.decode(block, { stream: end < bytes.length });
    yield { text: text.includes(ZERO) ? text.replaceAll(ZERO, '\uFFFD') : text, bytesDone: end };
  }
}

// 0x80 to 0x9F (WHATWG index windows-1252). Written out because runtimes disagree: some decode the label
// "windows-1252" as plain Latin-1 and turn curly quotes into control characters.
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function windows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  }
  return parts.join('').replace(/[\u0080-\u009F]/g, (character) => HIGH.charAt(character.charCodeAt(0) - 0x80));
}
