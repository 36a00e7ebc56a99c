import type { Mutation } from '../mutation.ts';

const SEARCH = ['server/legal/passages/search-passages.test.ts'];
const INDEX = ['server/legal/passages/index-record.test.ts'];
const CITATIONS = ['shared/legal/citations/find-citations.test.ts'];
const RANKING = ['scripts/evaluate/retrieval/evaluate-retrieval.test.ts'];

/** Citations, the search over the firm's own record and its wall, and what the evaluation may choose. */
export const legalPassagesMutations: readonly Mutation[] = [
  {
    name: 'a street number is a citation',
    file: 'shared/legal/citations/case-citations.ts',
    find: 'if (!hasContext) return [];',
    replace: '',
    tests: CITATIONS,
  },
  {
    name: 'a short form points to nothing',
    file: 'shared/legal/citations/find-citations.ts',
    find: "if (each.kind === 'id') return earlier.lastAuthority;",
    replace: "if (each.kind === 'id') return null;",
    tests: CITATIONS,
  },
  {
    name: 'row security does not bind the words of passages',
    file: 'server/db/migrations/0016-passages.ts',
    find: 'ON passage_words USING (',
    replace: 'ON passage_words USING (true OR ',
    tests: SEARCH,
  },
  {
    name: 'a source stored again keeps its old words in the counts',
    file: 'server/legal/passages/store-passages.ts',
    find: 'SET passage_count = t.passage_count - n.passages',
    replace: 'SET passage_count = t.passage_count',
    tests: SEARCH,
  },
  {
    name: 'what was asked word for word stands where its score puts it',
    file: 'server/legal/passages/search-passages.ts',
    find: "Number(y.tier === 'phrase') - Number(x.tier === 'phrase') || y.score - x.score",
    replace: 'y.score - x.score',
    tests: SEARCH,
  },
  {
    name: 'a line whose decision was taken away is found on',
    file: 'server/legal/passages/record-sources.ts',
    find: 'gone: lineIds.map(',
    replace: 'gone: lineIds.slice(0, 0).map(',
    tests: INDEX,
  },
  {
    name: 'a search filled anew keeps what went unread',
    file: 'server/legal/passages/index-record.ts',
    find: 'await removePassagesOf(db, KEY_PREFIXES);',
    replace: '',
    tests: INDEX,
  },
  {
    name: 'parameters are chosen on the queries they are measured on',
    file: 'scripts/evaluate/retrieval/cross-validate.ts',
    find: 'each === fold ? [] : [query]',
    replace: '[query]',
    tests: RANKING,
  },
];
