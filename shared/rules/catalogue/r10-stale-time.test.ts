import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice, buildLine } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { staleTime } from './r10-stale-time.ts';

// The invoice date of `buildInvoice` is 2 April 2026; 90 days before is 2 January.
const dated = (...dates: readonly (string | null)[]) => buildInvoice({ lines: dates.map((date) => ({ date })) });

describe('R10', () => {
  test('finds work older than the days allowed; the last day allowed is fine', () => {
    expect(checkRule(staleTime, dated('2026-01-02', '2026-01-01', null))).toEqual([
      {
        lines: [1],
        message: 'Billed 91 days after 1 January 2026; 90 days are allowed.',
        evidence: [{ field: 'LINE_ITEM_DATE' }],
      },
    ]);
    expect(checkRule(staleTime, dated('2026-01-02'), { maximumDays: 60 })).toHaveLength(1);
  });

  test('proposes to cut the line where the client refuses late work', () => {
    const invoice = dated('2025-12-01');
    expect(checkRule(staleTime, invoice, { proposesCut: true })[0]?.proposed).toEqual({
      kind: 'cut_line',
      cutE4ByLine: { [invoice.lines[0]?.id ?? '']: 3_500_000 },
    });
  });

  test('counts expenses where the client does, and never invoice-level adjustments', () => {
    const lines = [buildExpense({ date: '2025-12-01' }), buildLine({ kind: 'IF', date: '2025-12-01' })];
    const invoice = buildInvoice({ lines: lines.map((line, index) => ({ ...line, record: index + 1 })) });
    expect(checkRule(staleTime, invoice).map((draft) => draft.lines)).toEqual([[0]]);
    expect(checkRule(staleTime, invoice, { includesExpenses: false })).toEqual([]);
  });
});
