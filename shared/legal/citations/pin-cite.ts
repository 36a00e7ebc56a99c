export interface PinCite {
  readonly pages: string;
  readonly end: number;
}

const PAGES = String.raw`(?:(?:\*|¶¶?\s?|§§?\s?|n\.\s?|nn\.\s?)?\d{1,5}(?:\s?[-\u2013]\s?\*?\d{1,5})?(?:\s?(?:&\s)?nn?\.\s?\d{1,3})?)`;
const AFTER_PAGE = new RegExp(`^,\\s{0,2}(?:at\\s)?(${PAGES}(?:,\\s${PAGES}(?!\\d|\\s[A-Z]))*)(?![\\w.])`);
const AFTER_AT = new RegExp(`^\\s{0,2}(?:at\\s{1,2}|(?=[¶§]))(${PAGES}(?:,\\s${PAGES}(?!\\d|\\s[A-Z]))*)(?!\\w)`);
const MOST = 60;

/** What follows a page: `, 556-57 & n.3`. Not the volume of a parallel citation. */
export function pinCiteAfterPage(text: string, at: number): PinCite | null {
  const found = AFTER_PAGE.exec(text.slice(at, at + MOST));
  if (found === null || found[1] === undefined) return null;
  const end = at + found[0].length;
  // "347 U.S. 483, 74 S. Ct. 686": the number begins the next citation.
  if (/^\s{1,2}[A-Z]/.test(text.slice(end, end + 3))) return null;
  return { pages: tidy(found[1]), end };
}

/** What follows `Id.`, `supra` or a short citation's reporter: ` at 556`, ` ¶ 12`. */
export function pinCiteAfterAt(text: string, at: number): PinCite | null {
  const found = AFTER_AT.exec(text.slice(at, at + MOST));
  return found === null || found[1] === undefined ? null : { pages: tidy(found[1]), end: at + found[0].length };
}

function tidy(pages: string): string {
  return pages.replace(/\s+/g, ' ').trim();
}
