import type { Mutation } from '../mutation.ts';

const LEGAL = 'server/legal';
const SOURCE = `${LEGAL}/courtlistener`;
const ON_SOURCE = [`${SOURCE}/legal-database.test.ts`];
const QUOTA = [`${SOURCE}/quota.test.ts`];
const SEARCHES = [`${LEGAL}/searches/searches.test.ts`];
const CHECKS = [`${LEGAL}/verification/judge-record.test.ts`];

/** Ways to break legal search, its quota, what leaves the firm, and checks of attorneys. */
export const legalMutations: readonly Mutation[] = [
  {
    name: 'only the shortest window of the quota counts',
    file: `${SOURCE}/memory-quota.ts`,
    find: 'for (const { seconds, limit } of windows) {',
    replace: 'for (const { seconds, limit } of windows.slice(0, 1)) {',
    tests: QUOTA,
  },
  {
    name: 'the quota in Redis lets out one too many',
    file: `${SOURCE}/redis-quota.ts`,
    find: 'local surplus = within + wanted - limit',
    replace: 'local surplus = within + wanted - limit - 1',
    tests: QUOTA,
  },
  {
    name: 'what the source says of when to ask again is not heeded',
    file: `${SOURCE}/send-request.ts`,
    find: 'await quota.holdUntil(error.retryAtMs)',
    replace: 'await Promise.resolve(error.retryAtMs)',
    tests: ON_SOURCE,
  },
  {
    name: 'the key follows an answer to another host',
    file: `${SOURCE}/ask-courtlistener.ts`,
    find: 'return asked.origin === base.origin &&',
    replace: 'return asked.origin !== "" && base.origin !== "" &&',
    tests: ON_SOURCE,
  },
  {
    name: 'any case under a citation will do',
    file: `${SOURCE}/citation-lookup.ts`,
    find: 'const SAME_CASE_E4 = 8_000;',
    replace: 'const SAME_CASE_E4 = 0;',
    tests: ON_SOURCE,
  },
  {
    name: 'a text that still names a client leaves the firm',
    file: `${LEGAL}/searches/ask-search.ts`,
    find: 'if (stripped.outgoingText === outgoingText) return outgoingText;',
    replace: 'if (stripped.outgoingText !== null) return outgoingText;',
    tests: SEARCHES,
  },
  {
    name: 'names of clients leave the firm',
    file: `${LEGAL}/searches/strip-names.ts`,
    find: "for (const client of clients) addCompany(client, 'client');",
    replace: '',
    tests: [`${LEGAL}/searches/strip-names.test.ts`],
  },
  {
    name: 'a search that is worked on twice ends twice',
    file: `${LEGAL}/searches/run-search.ts`,
    find: "if (row?.state !== 'running') return;",
    replace: 'if (row === undefined) return;',
    tests: SEARCHES,
  },
  {
    name: 'the event of a matter counts what one person alone may see',
    file: `${LEGAL}/searches/run-search.ts`,
    find: "search.matterId === null || hitScope === null || hitScope === 'firm' || hitScope === scopeId;",
    replace: "scopeId !== '' || hitScope === null;",
    tests: SEARCHES,
  },
  {
    name: 'hits of another matter are shown to whoever sees the search',
    file: 'server/db/migrations/0017-legal-search.ts',
    find: 'AND (legal_hits.scope_id IS NULL OR',
    replace: 'AND (true OR',
    tests: SEARCHES,
  },
  {
    name: 'a passage is carried into a matter whose people are others',
    file: `${LEGAL}/searches/save-result.ts`,
    find: "hit.scope_id !== 'firm' && hit.scope_id !== scopeId",
    replace: "hit.scope_id === 'firm' && hit.scope_id !== scopeId",
    tests: SEARCHES,
  },
  {
    name: 'a name on a docket makes a match',
    file: `${LEGAL}/verification/judge-record.ts`,
    find: "source.startsWith('register:') && verdict === 'match'",
    replace: "source !== '' && verdict === 'match'",
    tests: CHECKS,
  },
  {
    name: 'a disbarred attorney matches',
    file: `${LEGAL}/verification/judge-record.ts`,
    find: "['suspended', 'resigned', 'disbarred',",
    replace: "['suspended', 'resigned',",
    tests: CHECKS,
  },
  {
    name: 'an older export takes the place of a newer one that came while it was read',
    file: `${LEGAL}/registers/import-register.ts`,
    find: 'await refuseOlder(batch.db, file);',
    replace: '',
    tests: [`${LEGAL}/registers/import-register.test.ts`],
  },
  {
    name: 'a shared search counts what only the one who asked may see',
    file: `${LEGAL}/searches/read-search.ts`,
    find: "return outcome.source === 'local' ? { ...outcome, total: null } : outcome;",
    replace: 'return outcome;',
    tests: [`${LEGAL}/searches/shared-search.test.ts`],
  },
  {
    name: 'a check of an attorney hands on the roster of another matter',
    file: `${LEGAL}/verification/ask-sources.ts`,
    find: '(t.matter_id IS NULL OR ',
    replace: '(true OR ',
    tests: [`${LEGAL}/verification/shared-verification.test.ts`],
  },
  {
    name: 'anybody’s check of an attorney speaks for every bill',
    file: 'server/analysis/load-admissions.ts',
    find: "AND u.role = 'administrator'",
    replace: '',
    tests: ['server/analysis/load-admissions.test.ts'],
  },
  {
    name: 'a check by name alone takes back what a bar’s number told',
    file: 'server/analysis/load-admissions.ts',
    find: "(c.subject->>'registrationNumber' IS NOT NULL) DESC, ",
    replace: '',
    tests: ['server/analysis/load-admissions.test.ts'],
  },
  {
    name: 'free text is looked up as a citation',
    file: `${SOURCE}/citation-lookup.ts`,
    find: 'sent: oneCitation(question.citation)',
    replace: 'sent: oneCitation(question.citation) ?? question.citation',
    tests: ON_SOURCE,
  },
  {
    name: 'words around a citation leave with it',
    file: `${SOURCE}/one-citation.ts`,
    find: 'only.whole.end === text.length ? only.normalised : null',
    replace: 'only.whole.end > 0 ? only.normalised : null',
    tests: [`${SOURCE}/one-citation.test.ts`],
  },
  {
    name: 'what R21 says outlives the check that it says',
    file: `${LEGAL}/searches/trim-searches.ts`,
    find: 'for (const { id } of vendors) {',
    replace: 'for (const { id } of vendors.slice(vendors.length)) {',
    tests: ['server/analysis/classes-and-admissions.test.ts'],
  },
];
