/**
 * Characters of a narrative as a reader of words sees them. `characterFold` gives a letter in lower case
 * (97 and above), a digit as it is, a straight apostrophe (39) for either kind, and 0 for everything that
 * stands between words. Letters beyond ASCII are all 1000: they are compared by the word, not here.
 */
const FOLDS = new Uint8Array(128);
for (let code = 48; code <= 57; code += 1) FOLDS[code] = code;
for (let code = 97; code <= 122; code += 1) {
  FOLDS[code] = code;
  FOLDS[code - 32] = code;
}
FOLDS[39] = 39;
// A letter of its own, so that no two words are packed alike.
FOLDS[95] = 123;

const WIDE_LETTER = 1000;
const CURLY_APOSTROPHE = 0x2019;

/** @param code a UTF-16 code unit; NaN (past the end of a text) is between words */
export function characterFold(code: number): number {
  if (code < 128) return FOLDS[code] ?? 0;
  if (code === CURLY_APOSTROPHE) return 39;
  if (code >= 0x2000 && code <= 0x206f) return 0;
  return code >= 0xc0 ? WIDE_LETTER : 0;
}

export function isLetter(code: number): boolean {
  return characterFold(code) >= 97;
}
