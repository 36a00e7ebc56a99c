import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { RosterEntry } from '../prepare/master-facts.ts';
import { barredRole } from './r20-barred-role.ts';

const check = (lines: readonly Partial<InvoiceLine>[], parameters = {}, roster?: readonly RosterEntry[]) =>
  checkRule(barredRole, buildInvoice({ lines }), parameters, { roster });

describe('R20', () => {
  test.each([
    'TRANEE',
    'Summer Associate',
    'First-Year Associate',
    'LIBRRN',
    'legal secretary',
    'CLKSEC',
    'IT Support',
    'Word Processing',
  ])('finds %s', (classification) => {
    expect(check([{ classification }])).toHaveLength(1);
  });

  test.each([
    'ASSOC',
    'PARTNR',
    'Paralegal',
    'LGLAST',
    'law clerk',
    'Credit analyst',
    'Trainer',
    'Fourth-Year Associate',
  ])('lets %s pass', (classification) => {
    expect(check([{ classification }])).toEqual([]);
  });

  test('says so once a person, in words, and proposes their lines off', () => {
    const lines = [{ classification: 'TRANEE' }, { classification: 'TRANEE', unitsE4: 5_000 }, {}];
    const [draft, ...others] = check(lines);
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      lines: [0, 1],
      message: 'Okafor, Ada is billed as TRANEE (Trainee), a role that is not paid for: 2 entries.',
      evidence: [{ field: 'TIMEKEEPER_CLASSIFICATION' }],
    });
    expect(draft?.proposed?.kind === 'cut_line' && Object.values(draft.proposed.cutE4ByLine)).toEqual([
      3_500_000, 1_750_000,
    ]);
    expect(check(lines, { proposesCut: false })[0]).not.toHaveProperty('proposed');
  });

  test('goes by the roster where the bill calls somebody by another class, or by none', () => {
    const roster: readonly RosterEntry[] = [
      {
        timekeeperId: 'TK1',
        timekeeperName: 'Okafor, Ada',
        classification: 'Summer associate',
        scope: 'all',
        from: null,
        to: '2026-03-10',
      },
    ];
    expect(check([{ classification: 'PARTNR' }], {}, roster)[0]?.message).toMatch(
      /^Okafor, Ada is on the roster as Summer associate \(Trainee\)/,
    );
    expect(check([{ classification: null }], {}, roster)).toHaveLength(1);
    expect(check([{ classification: null, date: '2026-03-11' }], {}, roster)).toEqual([]);
  });

  test('takes the roles from the guideline', () => {
    const lines = [{ classification: 'PARALG' }, { classification: 'TRANEE' }];
    expect(check(lines, { barredRoles: ['paralegal'] }).map(({ lines: found }) => found)).toEqual([[0]]);
    expect(check(lines, { barredRoles: [] })).toEqual([]);
  });

  test('lets expenses and free lines pass', () => {
    expect(check([buildExpense({ classification: 'TRANEE' }), { classification: 'TRANEE', totalE4: 0 }])).toEqual([]);
  });
});
