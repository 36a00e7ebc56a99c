import { findCourt } from './courts.ts';

export interface CourtAndYear {
  readonly courtId: string | null;
  readonly year: number;
  /** Just behind the closing bracket. */
  readonly end: number;
}

const MONTH = /\s*,?\s*(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{1,2}\s*,?)?\s*$/;
// No bracket inside, so that looking for its end is bounded.
const PARENTHESIS = /^\s{0,3}\(([^()]{0,60}?)\b(1[6-9]\d\d|20\d\d)\)/;

/** The parenthesis of a citation at `at`: `(2007)`, `(2d Cir. 2010)`, `(S.D.N.Y. Mar. 3, 2015)`; `null` where there is none. */
export function courtAndYearAt(text: string, at: number): CourtAndYear | null {
  const found = PARENTHESIS.exec(text.slice(at, at + 80));
  if (found === null) return null;
  const court = (found[1] ?? '').replace(MONTH, '').replace(/[\s,]+$/, '');
  return { courtId: court === '' ? null : findCourt(court), year: Number(found[2]), end: at + found[0].length };
}
