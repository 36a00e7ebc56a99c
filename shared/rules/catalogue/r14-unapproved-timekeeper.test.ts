import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { analyseInvoice } from '../analyse.ts';
import { builtInGuideline } from '../built-in-guidelines.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { RosterEntry } from '../prepare/master-facts.ts';
import { unapprovedTimekeeper } from './r14-unapproved-timekeeper.ts';

const ADA: RosterEntry = {
  timekeeperId: 'TK1',
  timekeeperName: 'Okafor, Ada',
  classification: 'ASSOC',
  scope: 'client',
  from: '2026-01-01',
  to: null,
};
const check = (lines: readonly Partial<InvoiceLine>[], roster: readonly RosterEntry[] = [ADA], parameters = {}) =>
  checkRule(unapprovedTimekeeper, buildInvoice({ lines }), parameters, { roster });
const PAT = { timekeeperId: 'TK9', timekeeperName: 'Reyes, Pat' };

describe('R14', () => {
  test('is silent about people on the roster', () => {
    expect(check([{}, { timekeeperId: 'tk1' }])).toEqual([]);
  });

  test('finds who is not on it, once a person, and proposes their lines off', () => {
    const invoice = buildInvoice({ lines: [{}, PAT, { ...PAT, unitsE4: 5_000 }] });
    const [, second, third] = invoice.lines;
    expect(checkRule(unapprovedTimekeeper, invoice, {}, { roster: [ADA] })).toEqual([
      {
        lines: [1, 2],
        message: 'Reyes, Pat (TK9) is not on the roster of approved timekeepers: 2 entries.',
        evidence: [{ field: 'TIMEKEEPER_ID' }],
        proposed: {
          kind: 'cut_line',
          cutE4ByLine: { [second?.id ?? '']: 3_500_000, [third?.id ?? '']: 1_750_000 },
        },
      },
    ]);
    expect(check([PAT], [ADA], { proposesCut: false })[0]).not.toHaveProperty('proposed');
  });

  test('says which approval ended, or has not begun', () => {
    const roster = [{ ...ADA, to: '2026-03-09' }];
    expect(check([{}], roster)[0]?.message).toBe('Okafor, Ada (TK1) was approved until 9 March 2026 only: 1 entry.');
    expect(check([{}], [{ ...ADA, from: '2026-03-11' }])[0]?.message).toMatch(/is approved from 11 March 2026 only/);
    const again = [...roster, { ...ADA, from: '2026-03-12' }];
    expect(check([{}], again)[0]?.message).toMatch(/until 9 March 2026 and is again from 12 March 2026, not between/);
  });

  test('takes days of grace before an approval, none after', () => {
    const roster = [{ ...ADA, from: '2026-03-20' }];
    expect(check([{}], roster, { graceDays: 9 })).toHaveLength(1);
    expect(check([{}], roster, { graceDays: 10 })).toEqual([]);
    expect(check([{}], [{ ...ADA, to: '2026-03-09' }], { graceDays: 30 })).toHaveLength(1);
  });

  test('lets pass what names no person, charges nothing or belongs to another matter', () => {
    const pass: readonly Partial<InvoiceLine>[] = [
      buildExpense(PAT),
      { ...PAT, classification: 'FLTFEE' },
      { ...PAT, totalE4: 0 },
      { ...PAT, date: null },
      { ...PAT, kind: 'IF' },
      { timekeeperId: null, timekeeperName: null },
      { ...PAT, headerDifferences: { LAW_FIRM_MATTER_ID: '0600' } },
    ];
    expect(check(pass)).toEqual([]);
    expect(check([{ ...PAT, totalE4: null }])).toHaveLength(1);
  });

  test('is not evaluated without a roster, and the invoice says so', () => {
    const standard = builtInGuideline('standard');
    if (standard === undefined) throw new Error('It ships.');
    const { skipped } = analyseInvoice(buildInvoice(), standard, { today: '2026-04-15' });
    expect(skipped).toContainEqual({
      ruleId: 'R14',
      reason: 'There is no roster of approved timekeepers to compare with.',
    });
    expect(skipped.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['R14', 'R15', 'R16', 'R18']));
  });
});
