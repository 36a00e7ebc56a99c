/** Rules out most words by first letter and length, without looking them up. */
export type WordGate = Uint8Array;

const LETTERS = 128;
const LONGEST = 31;

/**
 * A gate for a list of words (lower case). A bill of 100,000 lines has some two million words, and a rule
 * that looks for a dozen of them need not hash each.
 */
export function wordGate(words: Iterable<string>): WordGate {
  const gate = new Uint8Array(LETTERS * (LONGEST + 1));
  for (const word of words) gate[placeOf(word)] = 1;
  return gate;
}

/** False: certainly not one of the list. True: look it up. */
export function mayPass(gate: WordGate, word: string): boolean {
  return gate[placeOf(word)] === 1;
}

// Letters beyond ASCII and very long words share places with others; they are looked up once too often.
function placeOf(word: string): number {
  return (word.charCodeAt(0) & (LETTERS - 1)) | (Math.min(word.length, LONGEST) << 7);
}
