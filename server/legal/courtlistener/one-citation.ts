import { findCitations } from '#shared/legal/citations/find-citations.ts';

/** "5 Iowa 200" is a citation where a case is named before it; alone it might be anything. */
const CONTEXT = 'Doe v. Roe, ';

/**
 * The one case citation that a text is, as a manual would write it (`550 U.S. 544`): volume, reporter and page and not a
 * word of the writer's. Name, pin cite, court and year around it are read and dropped. Pure.
 * @returns null for anything else: several citations, a statute, a page left blank, free text
 */
export function oneCitation(written: string): string | null {
  const text = written.trim();
  return readWhole(text, 0) ?? readWhole(`${CONTEXT}${text}`, CONTEXT.length);
}

function readWhole(text: string, from: number): string | null {
  const [only, ...more] = findCitations(text);
  if (only?.kind !== 'case' || more.length > 0 || only.page === null) return null;
  const begin = from === 0 ? only.whole.start : only.start;
  return begin === from && only.whole.end === text.length ? only.normalised : null;
}
