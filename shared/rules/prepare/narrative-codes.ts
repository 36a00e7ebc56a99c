import { characterFold } from './characters.ts';

/**
 * The characters of a narrative as one byte each, at the places they have in its text: ASCII as it is, all others by
 * what they are to a reader of words. A bill of 100,000 lines has ten million characters, and a string is asked how it
 * is kept for each; bytes are not.
 */
export const WIDE_LETTER = 128;
export const CURLY_APOSTROPHE = 129;
export const BULLET = 130;
export const EM_DASH = 131;
const OTHER = 132;

const encoder = new TextEncoder();
const ROOM = 1 << 12;
let codes = new Uint8Array(ROOM);

/** The codes of a text and a 0 after them, in an array that the next call overwrites. */
export function codesOf(text: string): Uint8Array {
  const { length } = text;
  if (codes.length <= length) codes = new Uint8Array(2 * length);
  // Of ASCII, which nearly all narratives are, the encoder makes exactly these bytes; of anything else, more.
  if (encoder.encodeInto(text, codes).written !== length) {
    for (let at = 0; at < length; at += 1) codes[at] = codeOf(text.charCodeAt(at));
  }
  codes[length] = 0;
  return codes;
}

function codeOf(unit: number): number {
  if (unit < 128) return unit;
  if (unit === 0x2019) return CURLY_APOSTROPHE;
  if (unit === 0x2022) return BULLET;
  if (unit === 0x2014) return EM_DASH;
  return characterFold(unit) >= 97 ? WIDE_LETTER : OTHER;
}
