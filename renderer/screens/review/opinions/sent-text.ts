/** A question as people can read it: JSON set out in lines, which changes nothing but the spaces between its parts. */
export function readableQuestion(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON: as it is.
    return text;
  }
}

export interface SentPiece {
  readonly start: number;
  readonly text: string;
  /** Stands for a name or a number: `[PERSON_3]`. */
  readonly isPlaceholder: boolean;
}

/** Cuts a text where placeholders stand; the pieces always join up to exactly the text. */
export function sentPieces(text: string): readonly SentPiece[] {
  const pieces: SentPiece[] = [];
  let at = 0;
  const add = (end: number, isPlaceholder: boolean): void => {
    if (end > at) pieces.push({ start: at, text: text.slice(at, end), isPlaceholder });
    at = end;
  };
  for (const match of text.matchAll(/\[[A-Z]+_\d+\]/g)) {
    add(match.index, false);
    add(match.index + match[0].length, true);
  }
  add(text.length, false);
  return pieces;
}
