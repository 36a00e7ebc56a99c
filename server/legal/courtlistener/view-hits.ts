import type { SearchHit } from '#shared/api/legal.ts';
import type { OpinionHit } from './answers.ts';
import { markedText } from './marked-text.ts';

/** A hit before it has a place in a search. */
export type FoundHit = Omit<SearchHit, 'id' | 'savedTo'>;

const MOST_PASSAGES = 3;
const SITE = 'https://www.courtlistener.com';

/** An opinion cluster as a hit. Links lead to the public site whatever address is asked, because a person opens them. */
export function opinionView(hit: OpinionHit, fetchedAt: string): FoundHit {
  const { opinions, citation, neutralCite } = hit;
  const passages = opinions.flatMap(({ snippet }) => {
    const passage = markedText(snippet ?? '');
    return passage.text === '' ? [] : [passage];
  });
  return {
    source: 'courtlistener',
    kind: 'opinion',
    title: markedText(hit.caseName).text || markedText(hit.caseNameFull ?? '').text || 'Untitled case',
    citations: [...(citation ?? []), ...(neutralCite ? [neutralCite] : [])].map((each) => markedText(each).text),
    court: markedText(hit.court ?? '').text || hit.court_citation_string || null,
    date: hit.dateFiled?.slice(0, 10) ?? null,
    docketNumber: markedText(hit.docketNumber ?? '').text || null,
    citedBy: hit.citeCount ?? null,
    link: linkOf(hit.absolute_url),
    fetchedAt,
    passages: passages.slice(0, MOST_PASSAGES),
  };
}

/** @returns null for what is no path of the site */
export function linkOf(path: string): string | null {
  return /^\/[\w\-./%]*$/.test(path) && !path.startsWith('//') ? `${SITE}${path}` : null;
}

/** Exact below ten thousand results, an estimate from two thousand on by their documentation: say "about". */
export function totalOf(count: number): { readonly value: number; readonly relation: 'exact' | 'about' } {
  return { value: count, relation: count > 2_000 ? 'about' : 'exact' };
}
