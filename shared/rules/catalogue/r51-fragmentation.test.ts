import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import { fragmentation } from './r51-fragmentation.ts';

const date = '2026-03-12';
const email = { date, unitsE4: 1_000, activityCode: null, narrative: 'Email to J. Ortiz regarding inspection date' };
const repeat = (count: number, line: Partial<InvoiceLine>) => Array.from({ length: count }, () => line);

describe('R51 fragmented entries', () => {
  it('adds up the smallest calls and messages of one day and proposes nothing', () => {
    const invoice = buildInvoice({ lines: [{ date }, ...repeat(5, email)] });
    expect(checkRule(fragmentation, invoice)).toEqual([
      {
        lines: [1, 2, 3, 4, 5],
        message:
          '5 calls and messages of at most 0.1 h each on 12 March 2026 for Okafor, Ada, 0.5 h together: more than the 4 allowed on one day.',
        evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }],
      },
    ]);
  });

  it('knows a message by its activity code', () => {
    const line = { ...email, narrative: 'J. Ortiz, inspection', activityCode: 'A107' };
    expect(checkRule(fragmentation, buildInvoice({ lines: repeat(5, line) }))).toHaveLength(1);
  });

  it.each([
    { name: 'four of them', lines: repeat(4, email) },
    { name: 'longer ones', lines: repeat(9, { ...email, unitsE4: 2_000 }) },
    { name: 'other work', lines: repeat(9, { ...email, narrative: 'Review notice of deposition' }) },
    { name: 'a reply brief', lines: repeat(9, { ...email, narrative: 'Revise reply brief' }) },
    {
      name: 'several days',
      lines: repeat(9, email).map((line, index) => ({ ...line, date: `2026-03-${10 + index}` })),
    },
    { name: 'several people', lines: repeat(9, email).map((line, index) => ({ ...line, timekeeperId: `TK${index}` })) },
  ])('lets $name pass', ({ lines }) => {
    expect(checkRule(fragmentation, buildInvoice({ lines }))).toEqual([]);
  });

  it('takes number and length from the guideline', () => {
    const invoice = buildInvoice({ lines: repeat(3, { ...email, unitsE4: 2_000 }) });
    expect(checkRule(fragmentation, invoice, { maximumEntryE4: 2_000, maximumEntries: 2 })).toHaveLength(1);
  });
});
