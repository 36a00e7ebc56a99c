import type { LocalSearch } from '../searches/local-search.ts';
import { PASSAGE_KINDS, type PassageKind } from './passage.ts';
import { searchPassages } from './search-passages.ts';

/** The firm's own record as a source of a legal search. Filters of courts and citations are the other source's. */
export const searchLocally: LocalSearch = async (db, viewer, query, filters, limit) => {
  const kinds = PASSAGE_KINDS.filter((kind: PassageKind) => filters.localKinds.includes(kind));
  // Kinds were named, and the firm's record has none of them.
  if (filters.localKinds.length > 0 && kinds.length === 0) return { hits: [], totalCount: 0 };
  const { hits, totalCount } = await searchPassages(
    db,
    viewer,
    query,
    { kinds, from: filters.filedAfter, to: filters.filedBefore },
    limit,
  );
  return {
    totalCount,
    hits: hits.map(({ kind, title, date, about, scopeId, text, highlights }) => ({
      kind,
      title,
      citations: [...about.citations],
      court: about.court,
      date,
      docketNumber: about.docketNumber,
      citedBy: null,
      link: about.link,
      passages: [{ text, highlights: highlights.map((span) => ({ ...span })) }],
      scopeId,
    })),
  };
};
