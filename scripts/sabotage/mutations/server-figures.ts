import type { Mutation } from '../mutation.ts';

const FIGURES = ['server/dashboard/dashboard.test.ts'];
const SUMS = ['server/invoices/rule-sums.test.ts'];
const CACHE = ['server/cache/cached-answer.test.ts'];
const GUIDELINES = ['server/guidelines/guidelines.test.ts'];
const NAMED = ['server/db/named-query.test.ts'];
const SUPPORT = ['server/system/support-bundle.test.ts'];
const LIST = ['server/invoices/invoice-rows.test.ts'];

/** The dashboard's figures, what is cached, guidelines and who uses them, statements with names. */
export const serverFigureMutations: readonly Mutation[] = [
  {
    name: 'invoices without a date are in no figure',
    file: 'server/dashboard/read-money.ts',
    find: 'AND date IS NULL)',
    replace: 'AND false)',
    tests: FIGURES,
  },
  {
    name: 'sums are added over currencies',
    file: 'server/dashboard/read-money.ts',
    find: '[...Map.groupBy(months, ({ currency }) => currency)]',
    replace: '[...Map.groupBy(months, () => null)]',
    tests: FIGURES,
  },
  {
    name: 'an amount loses its last digit',
    file: 'server/dashboard/exact-sums.ts',
    find: "String(fraction).padStart(4, '0')",
    replace: "String(fraction).padStart(3, '0')",
    tests: FIGURES,
  },
  {
    name: 'somebody is asked to approve what they submitted themselves',
    file: 'server/dashboard/read-waiting.ts',
    find: 'submitted_by <> ',
    replace: 'submitted_by IS NOT NULL OR submitted_by <> ',
    tests: FIGURES,
  },
  {
    name: 'everybody sees the stuck files of the matters they may see',
    file: 'server/dashboard/read-stuck.ts',
    find: "role !== 'administrator'",
    replace: 'false',
    tests: FIGURES,
  },
  {
    name: 'a decision that replaces another leaves its saving behind',
    file: 'server/db/migrations/0011-figures.ts',
    find: 'p.version = w.version - 1',
    replace: 'p.version = w.version - 9',
    tests: SUMS,
  },
  {
    name: 'a dismissed finding goes on proposing under its rule',
    file: 'server/sync/write-out.ts',
    find: '  await reckonRuleSums(batch.db, invoiceIds);',
    replace: '  void invoiceIds;',
    tests: SUMS,
  },
  {
    name: 'what was kept before a wall was raised is answered after it',
    file: 'server/cache/cached-answer.ts',
    find: 'route, userId, accessVersion, role, mark,',
    replace: 'route, userId, role, mark,',
    tests: CACHE,
  },
  {
    name: 'one person is answered with what was kept for another',
    file: 'server/cache/cached-answer.ts',
    find: 'route, userId, accessVersion, role, mark,',
    replace: 'route, accessVersion, role, mark,',
    tests: CACHE,
  },
  {
    name: 'an answer is kept longer than five minutes',
    file: 'server/cache/cached-answer.ts',
    find: 'context.config.cacheSeconds)',
    replace: '2 * context.config.cacheSeconds)',
    tests: CACHE,
  },
  {
    name: 'own work does not show for five minutes',
    file: 'server/sync/sync-routes.ts',
    find: 'if (isWritten) await noteOwnWrites(context, actor.userId);',
    replace: 'void isWritten;',
    tests: CACHE,
  },
  {
    name: 'an assignment overrules the guideline that a person chose for an invoice',
    file: 'server/sync/analyse-again.ts',
    find: 'has_own_guideline = ',
    replace: 'has_own_guideline = false AND ',
    tests: GUIDELINES,
  },
  {
    name: 'a lower version of a guideline takes the place of a higher one',
    file: 'server/guidelines/save-version.ts',
    find: 'latest.version >= version',
    replace: 'latest.version === version',
    tests: GUIDELINES,
  },
  {
    name: 'approved invoices are checked again after an assignment',
    file: 'server/guidelines/check-by-guideline.ts',
    find: "const OPEN_STATES = ['analysed', 'in_review', 'returned'] as const;",
    replace: "const OPEN_STATES = ['analysed', 'in_review', 'returned', 'approved'] as const;",
    tests: GUIDELINES,
  },
  {
    name: 'one invoice that cannot be checked keeps the others waiting',
    file: 'server/guidelines/check-by-guideline.ts',
    find: 'if (isDatabaseGone(error)) throw error;',
    replace: 'throw error;',
    tests: GUIDELINES,
  },
  {
    name: 'a statement that a migration would break is prepared',
    file: 'server/db/named-query.ts',
    find: 'const NEVER_NAMED = /(?<!count\\()\\*|;/i;',
    replace: 'const NEVER_NAMED = /;/i;',
    tests: NAMED,
  },
  {
    name: 'the list skips invoices received in the same millisecond',
    file: 'server/invoices/invoice-rows.ts',
    find: '(SELECT received_at FROM invoices',
    replace: "(SELECT date_trunc('milliseconds', received_at) FROM invoices",
    tests: LIST,
  },
  {
    name: 'a log line of a support bundle keeps words that are not the program\u2019s own',
    file: 'server/system/bundle/redact-log.ts',
    find: "msg: constant(read.msg) ?? '(left out)'",
    replace: 'msg: read.msg',
    tests: SUPPORT,
  },
  {
    name: 'a support bundle shows settings that nobody called harmless',
    file: 'server/config/redact-settings.ts',
    find: 'HARMLESS[name]?.(value) === true',
    replace: "name !== ''",
    tests: SUPPORT,
  },
  {
    name: 'the System page passes on whatever an error was called',
    file: 'server/system/error-kind.ts',
    find: '&& KNOWN.has(name) ? name',
    replace: '? name',
    tests: ['server/system/read-queue.test.ts'],
  },
];
