import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { AdmissionFact, RosterEntry } from '../prepare/master-facts.ts';
import type { RuleContext } from '../prepare/prepared-invoice.ts';
import { unidentifiedTimekeeper } from './r21-unidentified-timekeeper.ts';

const ADA: RosterEntry = {
  timekeeperId: 'TK1',
  timekeeperName: 'Okafor, Ada',
  classification: 'ASSOC',
  scope: 'client',
  from: null,
  to: null,
};
const DISBARRED: AdmissionFact = {
  timekeeperId: 'tk1',
  verdict: 'conflict',
  reason: 'The New York attorney registration has number 7 with the status "Disbarred".',
  asOf: '2026-04-01',
};
const check = (lines: readonly Partial<InvoiceLine>[], context: Partial<RuleContext> = {}, parameters = {}) =>
  checkRule(unidentifiedTimekeeper, buildInvoice({ lines }), parameters, context);

describe('R21', () => {
  test('is silent about people with a name and a class', () => {
    expect(check([{}, { timekeeperName: 'Partner, Helen' }, { timekeeperName: 'A. Staff' }])).toEqual([]);
  });

  test.each(['TBD', 'Associate #2', 'VARIOUS', 'Contract  Attorney 14', 'Attorney, Contract', 'n/a'])(
    'finds that "%s" names nobody',
    (timekeeperName) => {
      expect(check([{ timekeeperName }, { timekeeperName }])).toEqual([
        {
          lines: [0, 1],
          message: `"${timekeeperName}" names nobody: 2 entries.`,
          evidence: [{ field: 'TIMEKEEPER_NAME' }],
        },
      ]);
    },
  );

  test('finds who has no class in the bill nor on the roster', () => {
    expect(check([{ classification: null }, {}])).toEqual([
      {
        lines: [0],
        message: 'Neither the bill nor a roster says in what class Okafor, Ada works: 1 entry.',
        evidence: [{ field: 'TIMEKEEPER_CLASSIFICATION' }],
      },
    ]);
    expect(check([{ classification: null }], { roster: [ADA] })).toEqual([]);
  });

  test('says what a record held of a lawyer, with its day, and proposes nothing', () => {
    expect(check([{ classification: 'PARTNR' }], { admissions: [DISBARRED] })).toEqual([
      {
        lines: [0],
        message:
          'Okafor, Ada is billed as PARTNR; by a check of 1 April 2026, the New York attorney registration has number 7 with the status "Disbarred": 1 entry.',
        evidence: [{ field: 'TIMEKEEPER_NAME' }],
      },
    ]);
  });

  test('takes a record for nobody but the id that was checked, and for no paralegal', () => {
    const admissions = [DISBARRED];
    expect(check([{ timekeeperId: 'TK2' }, { timekeeperId: null }], { admissions })).toEqual([]);
    expect(check([{ classification: 'paralegal' }], { admissions })).toEqual([]);
  });

  test('says nothing of whom no register holds, unless a guideline asks', () => {
    const admissions: readonly AdmissionFact[] = [
      { ...DISBARRED, verdict: 'not_found', reason: 'The register has nobody of this name.' },
    ];
    expect(check([{}], { admissions })).toEqual([]);
    expect(check([{}], { admissions }, { reportsNotFound: true })[0]?.message).toContain(
      'the register has nobody of this name',
    );
  });

  test('lets pass what charges nothing, names no person or is an expense', () => {
    const pass: readonly Partial<InvoiceLine>[] = [
      buildExpense({ classification: null }),
      { timekeeperName: 'TBD', totalE4: 0 },
      { timekeeperName: 'TBD', classification: 'FLTFEE' },
      { timekeeperId: null, timekeeperName: null, classification: null },
    ];
    expect(check(pass)).toEqual([]);
  });
});
