import type { SearchFilters } from '#shared/api/legal.ts';

const ORDERS: Readonly<Record<SearchFilters['order'], string>> = {
  relevance: 'score desc',
  newest: 'dateFiled desc',
  oldest: 'dateFiled asc',
  most_cited: 'citeCount desc',
};

/**
 * The parameters of `/search/?type=o` (search_params.json of their own client). Only published opinions are searched
 * unless one asks for the others, each of which has a switch of its own.
 */
export function searchParameters(outgoingText: string, filters: SearchFilters): URLSearchParams {
  const parameters = new URLSearchParams({
    type: 'o',
    q: outgoingText,
    highlight: 'on',
    order_by: ORDERS[filters.order],
  });
  const set = (name: string, value: string | number | null) => {
    if (value !== null) parameters.set(name, String(value));
  };
  if (filters.courts.length > 0) parameters.set('court', filters.courts.toSorted().join(' '));
  set('filed_after', filters.filedAfter);
  set('filed_before', filters.filedBefore);
  set('cited_gt', filters.minimumCitations);
  if (filters.includesUnpublished) {
    for (const status of ['Published', 'Unpublished']) parameters.set(`stat_${status}`, 'on');
  }
  return parameters;
}

/**
 * A question that the source answered with 500 both when it is broken and when it cannot read it: what has a meaning in
 * its language and is no word goes, so that the second attempt tells one from the other.
 */
export function plainQuestion(outgoingText: string): string {
  return outgoingText
    .replace(/[\\/^~!?*[\]{}|&+<>=:]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What is wrong with a question before it costs a request, as the source would say; null: nothing. */
export function questionProblem(outgoingText: string): string | null {
  if ((outgoingText.match(/"/g)?.length ?? 0) % 2 === 1)
    return 'The question has a quotation mark without its other half.';
  let depth = 0;
  for (const character of outgoingText.replace(/"[^"]*"/g, '')) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) break;
  }
  return depth === 0 ? null : 'The question has a bracket without its other half.';
}
