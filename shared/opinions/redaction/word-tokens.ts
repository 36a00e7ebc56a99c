/** A word as written, with its place. */
export interface WordToken {
  readonly text: string;
  readonly start: number;
  /** Without a possessive ending: "Okafor's" ends after "Okafor". */
  readonly end: number;
}

const WORD =
  /(?:\p{L}\.){2,}|\p{L}[\p{L}\p{M}]*\.?\/[\p{L}\p{M}/]*|\p{L}[\p{L}\p{M}\p{N}]*(?:['’‘`-]\p{L}[\p{L}\p{M}\p{N}]*)*/gu;
const POSSESSIVE = /['’‘`][sS]$/;

/** Words of a text: letters of any script with what joins them ("O'Neill", "Smith-Rao", "J.D.", "w/"). */
export function wordTokens(text: string): readonly WordToken[] {
  const tokens: WordToken[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = match[0].replace(POSSESSIVE, '');
    tokens.push({ text: word, start: match.index, end: match.index + word.length });
  }
  return tokens;
}

/** Compared as people would: case, accents and the shape of apostrophes do not count. */
export function foldedWord(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘`]/g, "'").toLowerCase();
}
