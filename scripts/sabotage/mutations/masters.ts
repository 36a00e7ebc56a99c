import type { Mutation } from '../mutation.ts';

const MASTERS = 'server/masters';
const ON_DATABASE = [`${MASTERS}/masters.test.ts`];
const END_TO_END = [`${MASTERS}/rates-end-to-end.test.ts`];

/** Ways to break the firm's rosters and rates, their import, and how bills are checked by them. */
export const mastersMutations: readonly Mutation[] = [
  {
    name: 'rates of a matter behind a wall are shown',
    file: 'server/db/migrations/0010-masters.ts',
    find: 'AND (matter_id IS NULL OR EXISTS',
    replace: 'AND (true OR EXISTS',
    tests: ON_DATABASE,
  },
  {
    name: 'a file with errors is stored as far as it goes',
    file: `${MASTERS}/import-masters.ts`,
    find: 'if (plan.errors.length > 0) {',
    replace: 'if (plan.errors.length > 1_000) {',
    tests: ON_DATABASE,
  },
  {
    name: 'an export holds formulas',
    file: `${MASTERS}/export-masters.ts`,
    find: 'quoted(withoutFormula(value))',
    replace: 'quoted(value)',
    tests: ON_DATABASE,
  },
  {
    name: 'periods that share a day do not overlap',
    file: `${MASTERS}/plan-import.ts`,
    find: 'toOf(other, period.to) >= fromOf(each, period.from)',
    replace: 'toOf(other, period.to) > fromOf(each, period.from)',
    tests: [`${MASTERS}/plan-import.test.ts`],
  },
  {
    name: 'a date that could be two days is taken for one',
    file: `${MASTERS}/read-cell.ts`,
    find: 'if (!reading.isAmbiguous) return',
    replace: 'if (reading.isAmbiguous || !reading.isAmbiguous) return',
    tests: [`${MASTERS}/read-rows.test.ts`],
  },
  {
    name: 'rates of another matter hold as well',
    file: 'server/analysis/load-agreed-terms.ts',
    find: '(matter_id IS NULL OR matter_id =',
    replace: '(matter_id IS NULL OR matter_id IS NOT NULL OR matter_id =',
    tests: END_TO_END,
  },
  {
    name: 'a check that says the same is written all the same',
    file: 'server/analysis/check-against-masters.ts',
    find: 'if (isSameVerdict(stored, analysis)) return false;',
    replace: '',
    tests: END_TO_END,
  },
  {
    name: 'nothing is checked again after masters changed',
    file: `${MASTERS}/import-masters.ts`,
    find: 'if (plan.writes.length > 0) await queueChecks(context, batch, kind, plan.writes);',
    replace: '',
    tests: END_TO_END,
  },
];
