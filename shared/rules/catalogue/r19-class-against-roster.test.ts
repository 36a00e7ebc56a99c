import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { RosterEntry } from '../prepare/master-facts.ts';
import { classAgainstRoster } from './r19-class-against-roster.ts';

const ADA: RosterEntry = {
  timekeeperId: 'TK1',
  timekeeperName: 'Okafor, Ada',
  classification: 'ASSOC',
  scope: 'client',
  from: '2026-01-01',
  to: null,
};
const check = (lines: readonly Partial<InvoiceLine>[], roster: readonly RosterEntry[] = [ADA], parameters = {}) =>
  checkRule(classAgainstRoster, buildInvoice({ lines }), parameters, { roster });

describe('R19', () => {
  test.each(['ASSOC', 'Senior Associate', 'as', 'attorney', 'Knight of the Bath', null])(
    'lets %s pass, which is the class, or one that nobody knows',
    (classification) => {
      expect(check([{ classification }])).toEqual([]);
    },
  );

  test('finds whom a bill calls more than the roster, once a person and title', () => {
    expect(
      check([{ classification: 'PARTNR' }, {}, { classification: 'PARTNR' }, { classification: 'Of Counsel' }]),
    ).toEqual([
      {
        lines: [0, 2],
        message:
          'Okafor, Ada is billed as PARTNR (Partner) and on the roster as ASSOC (Associate) from 1 January 2026: 2 entries.',
        evidence: [{ field: 'TIMEKEEPER_CLASSIFICATION' }],
      },
      expect.objectContaining({ lines: [3], message: expect.stringContaining('billed as Of Counsel and') }),
    ]);
  });

  test('counts a promotion from its day on, and no day earlier', () => {
    const roster = [
      { ...ADA, to: '2026-03-09' },
      { ...ADA, classification: 'Partner', from: '2026-03-10' },
    ];
    expect(
      check(
        [
          { classification: 'ASSOC', date: '2026-03-09' },
          { classification: 'PARTNR', date: '2026-03-10' },
        ],
        roster,
      ),
    ).toEqual([]);
    const early = check([{ classification: 'PARTNR', date: '2026-03-09' }], roster);
    expect(early[0]?.message).toContain('on the roster as ASSOC (Associate) from 1 January 2026');
    expect(check([{ classification: 'ASSOC', date: '2026-03-10' }], roster)[0]?.message).toContain(
      'from 10 March 2026',
    );
  });

  test('tells an associate from a contract attorney, and no legal assistant from a paralegal', () => {
    expect(check([{ classification: 'contract attorney' }])).toHaveLength(1);
    expect(check([{ classification: 'legal assistant' }], [{ ...ADA, classification: 'paralegal' }])).toEqual([]);
  });

  test('reports a lower class unless a guideline does not mind', () => {
    expect(check([{ classification: 'paralegal' }])).toHaveLength(1);
    expect(check([{ classification: 'paralegal' }], [ADA], { reportsLower: false })).toEqual([]);
    expect(check([{ classification: 'PARTNR' }], [ADA], { reportsLower: false })).toHaveLength(1);
  });

  test('leaves to others who is not on the roster, costs nothing, or is no person', () => {
    const pass: readonly Partial<InvoiceLine>[] = [
      buildExpense({ classification: 'PARTNR' }),
      { classification: 'PARTNR', timekeeperId: 'TK9' },
      { classification: 'PARTNR', date: '2025-12-31' },
      { classification: 'PARTNR', totalE4: 0 },
      { classification: 'FLTFEE' },
      { classification: 'PARTNR', headerDifferences: { CLIENT_ID: '9' } },
    ];
    expect(check(pass)).toEqual([]);
    expect(check([{ classification: 'PARTNR' }], [{ ...ADA, classification: null }])).toEqual([]);
  });
});
