import { expect, it } from 'vitest';
import { monthRows } from './month-rows.ts';

const sums = { currency: 'USD', invoiceCount: 2, billed: '10', proposed: '3', saved: '1.5' };

it('lists every month of the window in order, the empty ones too, and undated invoices last', () => {
  const rows = monthRows(
    {
      from: '2025-11-01',
      to: '2026-02-28',
      unknownTotals: 0,
      totals: [],
      byClient: [],
      byRule: [],
      byMonth: [
        { month: '2026-01', ...sums },
        { month: '2026-01', ...sums, currency: 'EUR', billed: '99' },
        { month: null, ...sums, billed: '7' },
      ],
    },
    'USD',
  );
  expect(rows.map(({ month, billed }) => `${month} ${billed}`)).toEqual([
    '2025-11 0',
    '2025-12 0',
    '2026-01 10',
    '2026-02 0',
    'null 7',
  ]);
});
