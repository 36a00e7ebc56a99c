import type { Mutation } from '../mutation.ts';

const CATALOGUE = 'shared/rules/catalogue';

/** One broken line for each of R24 to R31, R33, R37, R40, R41, R43, R51, R59 and R62 to R65. */
export const rulesDeterministicMutations: readonly Mutation[] = [
  mutation('R24 takes every increment for right', 'r24-billing-increment', '> toleranceE4', '> incrementE4'),
  mutation('R24 floods the invoice', 'r24-billing-increment', 'if (!isMostly(', 'if (!!isMostly('),
  mutation('R25 sees no round numbers', 'r25-round-numbers', '% HALF_HOUR_E4 === 0', '% HALF_HOUR_E4 === 1'),
  mutation(
    'R26 allows an hour too much',
    'r26-long-day',
    'hoursE4 <= maximumHoursE4',
    'hoursE4 <= maximumHoursE4 + 10_000',
  ),
  mutation('R27 forgets other invoices', 'r27-impossible-day', 'hoursE4 + (other?.hoursE4 ?? 0)', 'hoursE4'),
  mutation(
    'R28 refuses what is at the limit',
    'r28-long-entry',
    'unitsE4 <= maximumHoursE4',
    'unitsE4 < maximumHoursE4',
  ),
  mutation('R29 works on Sundays', 'r29-weekend-or-holiday', 'weekday === 0', 'weekday === 7'),
  {
    name: 'R29 forgets observed holidays',
    file: 'shared/rules/federal-holidays.ts',
    find: '(isFriday ? 1 : -1)',
    replace: '(isFriday ? -1 : 1)',
    tests: ['shared/rules/federal-holidays.test.ts'],
  },
  mutation('R30 forgets other invoices', 'r30-hours-cap', 'hereE4 + elsewhereE4 <= maximumE4', 'hereE4 <= maximumE4'),
  mutation('R31 takes preparation for attendance', 'r31-same-event', 'if ((reading.marks &', 'if ((~reading.marks &'),
  mutation('R33 takes any sum for right', 'r33-itemised-times', '<= toleranceE4', '>= toleranceE4'),
  mutation(
    'R37 forgets the last character',
    'r37-long-narrative',
    'length > maximumCharacters',
    'length > maximumCharacters + 1',
  ),
  mutation('R40 lets a phrase run over a comma', 'r40-banned-words', ".trim() === ''", ".trim() !== 'x'"),
  mutation('R41 cuts the first line too', 'r41-exact-duplicate', 'lines.slice(1)', 'lines'),
  mutation(
    'R41 does not look at other invoices',
    'r41-exact-duplicate',
    'if (other !== undefined) {',
    'if (other === null) {',
  ),
  mutation(
    'R43 takes any date for the same',
    'r43-cut-before',
    "comparesDate ? cut.date : ''",
    "comparesDate ? '' : cut.date",
  ),
  mutation('R51 counts long calls', 'r51-fragmentation', '|| hoursE4 > maximumEntryE4', '|| hoursE4 < maximumEntryE4'),
  mutation('R59 takes any courtesy for a gift', 'r59-no-charge', 'ANYWHERE.exec(text) ??', '/courtesy/i.exec(text) ??'),
  mutation(
    'R62 accepts unknown codes',
    'r62-code-missing-or-unknown',
    'if (message !== null) check.wrong',
    'if (message === null) check.wrong',
  ),
  mutation(
    'R62 accepts missing codes',
    'r62-code-missing-or-unknown',
    'if (!check.isRequired) return',
    'if (check.isRequired) return',
  ),
  mutation('R63 reports the majority', 'r63-wrong-code-set', 'lines.length * E4 >=', 'lines.length * E4 <'),
  mutation(
    'R64 looks for nothing that suits',
    'r64-code-and-narrative',
    '(reading.marks & given.suits) !== 0',
    '(reading.marks & given.suits) === 0',
  ),
  mutation(
    'R65 looks at the other kind of line',
    'r65-type-and-codes',
    'line.kind !== conflict.kind',
    'line.kind === conflict.kind',
  ),
];

function mutation(name: string, file: string, find: string, replace: string): Mutation {
  return { name, file: `${CATALOGUE}/${file}.ts`, find, replace, tests: [`${CATALOGUE}/${file}.test.ts`] };
}
