import { catalogueMutation } from '../catalogue-mutation.ts';
import type { Mutation } from '../mutation.ts';

/** One broken line for each of R24 to R31, R33, R37, R40, R41, R43, R51, R59 and R62 to R65. */
export const rulesDeterministicMutations: readonly Mutation[] = [
  catalogueMutation('R24 takes every increment for right', 'r24-billing-increment', '> toleranceE4', '> incrementE4'),
  catalogueMutation('R24 floods the invoice', 'r24-billing-increment', 'if (!isMostly(', 'if (!!isMostly('),
  catalogueMutation('R25 sees no round numbers', 'r25-round-numbers', '% HALF_HOUR_E4 === 0', '% HALF_HOUR_E4 === 1'),
  catalogueMutation(
    'R26 allows an hour too much',
    'r26-long-day',
    'hoursE4 <= maximumHoursE4',
    'hoursE4 <= maximumHoursE4 + 10_000',
  ),
  catalogueMutation('R27 forgets other matters', 'r27-impossible-day', 'prepared.context.otherMatterDays ?? []', '[]'),
  catalogueMutation('R27 forgets other invoices', 'r27-impossible-day', 'hoursE4 + (other?.hoursE4 ?? 0)', 'hoursE4'),
  catalogueMutation(
    'R28 refuses what is at the limit',
    'r28-long-entry',
    'unitsE4 <= maximumHoursE4',
    'unitsE4 < maximumHoursE4',
  ),
  catalogueMutation('R29 works on Sundays', 'r29-weekend-or-holiday', 'weekday === 0', 'weekday === 7'),
  {
    name: 'R29 forgets observed holidays',
    file: 'shared/rules/federal-holidays.ts',
    find: '(isFriday ? 1 : -1)',
    replace: '(isFriday ? -1 : 1)',
    tests: ['shared/rules/federal-holidays.test.ts'],
  },
  catalogueMutation(
    'R30 forgets other invoices',
    'r30-hours-cap',
    'hereE4 + elsewhereE4 <= maximumE4',
    'hereE4 <= maximumE4',
  ),
  catalogueMutation(
    'R31 takes preparation for attendance',
    'r31-same-event',
    'if ((reading.marks &',
    'if ((~reading.marks &',
  ),
  catalogueMutation(
    'R33 takes any sum for right',
    'r33-itemised-times',
    '<= given.toleranceE4',
    '>= given.toleranceE4',
  ),
  catalogueMutation(
    'R37 forgets the last character',
    'r37-long-narrative',
    'length > maximumCharacters',
    'length > maximumCharacters + 1',
  ),
  catalogueMutation('R40 lets a phrase run over a comma', 'r40-banned-words', ".trim() === ''", ".trim() !== 'x'"),
  catalogueMutation('R41 cuts the first line too', 'r41-exact-duplicate', 'lines.slice(1)', 'lines'),
  catalogueMutation(
    'R41 does not look at other invoices',
    'r41-exact-duplicate',
    'if (other !== undefined) {',
    'if (other === null) {',
  ),
  catalogueMutation(
    'R43 takes any date for the same',
    'r43-cut-before',
    "comparesDate ? cut.date : ''",
    "comparesDate ? '' : cut.date",
  ),
  catalogueMutation(
    'R51 counts long calls',
    'r51-fragmentation',
    '|| hoursE4 > maximumEntryE4',
    '|| hoursE4 < maximumEntryE4',
  ),
  catalogueMutation(
    'R59 takes any courtesy for a gift',
    'r59-no-charge',
    'ANYWHERE.exec(text) ??',
    '/courtesy/i.exec(text) ??',
  ),
  catalogueMutation(
    'R62 accepts unknown codes',
    'r62-code-missing-or-unknown',
    'if (message !== null) check.wrong',
    'if (message === null) check.wrong',
  ),
  catalogueMutation(
    'R62 accepts missing codes',
    'r62-code-missing-or-unknown',
    'if (!check.isRequired) return',
    'if (check.isRequired) return',
  ),
  catalogueMutation('R63 reports the majority', 'r63-wrong-code-set', 'lines.length * E4 >=', 'lines.length * E4 <'),
  catalogueMutation(
    'R64 looks for nothing that suits',
    'r64-code-and-narrative',
    '(reading.marks & given.suits) !== 0',
    '(reading.marks & given.suits) === 0',
  ),
  catalogueMutation(
    'R65 looks at the other kind of line',
    'r65-type-and-codes',
    'if (line.kind !== conflict.kind) return null;',
    'if (line.kind === conflict.kind) return null;',
  ),
];
