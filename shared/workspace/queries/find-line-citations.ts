import type { LineCitation } from '#shared/api/legal-desk.ts';
import type { Citation } from '#shared/legal/citations/citation.ts';
import { findCitations } from '#shared/legal/citations/find-citations.ts';
import { getLine } from './get-line.ts';
import type { QueryHandler } from './query.ts';

/** More than any narrative cites; what is beyond is not looked at. */
const MOST_SHOWN = 200;

/**
 * Of the narrative as it was billed, then of the comments; each authority where it is cited first, and once more for every
 * other name it is given: one page under two names is what an invented citation looks like.
 */
export const findLineCitations: QueryHandler<'findLineCitations'> = (engine, { lineId }) => {
  const { line, invoiceId, comments } = getLine(engine, { lineId });
  const scope = engine.cache.get<{ scope_id: string }>(
    `SELECT scope_id FROM scopes JOIN invoice_keys USING (scope_key) WHERE invoice_keys.id = ?`,
    invoiceId,
  );
  const citations: LineCitation[] = [];
  const seen = new Set<string>();
  const look = (text: string, commentId: string | null): void => {
    for (const citation of findCitations(text)) {
      // Parallel citations and short forms repeat what stands in the list already.
      if (citation.repeats !== null || citations.length >= MOST_SHOWN) continue;
      const view = viewOf(citation, commentId);
      const named = `${view.normalised} ${view.caseName ?? ''}`;
      if (seen.has(named) || (view.caseName === null && seen.has(view.normalised))) continue;
      seen.add(named).add(view.normalised);
      citations.push(view);
    }
  };
  look(line.narrative, null);
  for (const { commentId, text } of comments) look(text, commentId);
  const matterId = scope?.scope_id.startsWith('matter:') === true ? scope.scope_id.slice('matter:'.length) : null;
  return { matterId, citations };
};

function viewOf(citation: Citation, commentId: string | null): LineCitation {
  const isCase = citation.kind === 'case';
  const { start, end } = isCase ? citation.whole : citation;
  return {
    place: commentId === null ? 'narrative' : 'comment',
    commentId,
    start,
    end,
    text: citation.text,
    normalised: citation.normalised,
    // A page left blank names a case that was not printed yet: nothing to look up.
    kind: isCase ? (citation.page === null ? 'short' : 'case') : citation.kind === 'law' ? 'law' : 'short',
    caseName: isCase ? (citation.caseName?.name ?? null) : null,
    year: isCase ? citation.year : null,
    isYearImpossible: isCase && citation.isYearPossible === false,
  };
}
