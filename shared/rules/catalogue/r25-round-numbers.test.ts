import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import { roundNumbers } from './r25-round-numbers.ts';

const entries = (unitsE4: readonly number[], changes: Partial<InvoiceLine> = {}) =>
  unitsE4.map((each) => ({ unitsE4: each, ...changes }));
const repeat = (count: number, unitsE4: number) => Array.from({ length: count }, () => unitsE4);
const CALL = { narrative: 'Call with adjuster regarding reserves', activityCode: null };

describe('R25 round-number pattern', () => {
  it('reports a timekeeper whose entries are nearly all whole or half hours, once, about the bill', () => {
    const lines = [...entries([...repeat(10, 5_000), ...repeat(8, 20_000), 3_000, 7_000])];
    expect(checkRule(roundNumbers, buildInvoice({ lines }))).toEqual([
      {
        lines: [],
        message:
          'Okafor, Ada: 18 of 20 entries (90 %) are whole or half hours, more often than measured time would be.',
        evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }],
      },
    ]);
  });

  it('lets a timekeeper at the limit and one with few entries pass', () => {
    const atLimit = entries([...repeat(16, 5_000), ...repeat(4, 3_000)]);
    const few = entries(repeat(19, 5_000), { timekeeperId: 'TK2', timekeeperName: 'Lind, Bo' });
    expect(checkRule(roundNumbers, buildInvoice({ lines: [...atLimit, ...few] }))).toEqual([]);
    const stricter = checkRule(roundNumbers, buildInvoice({ lines: few }), { minimumEntries: 19 });
    expect(stricter).toHaveLength(1);
    expect(checkRule(roundNumbers, buildInvoice({ lines: atLimit }), { maximumRoundShareE4: 7_900 })).toHaveLength(1);
  });

  it('reports calls that are nearly all billed at one time', () => {
    const lines = [...entries([...repeat(19, 3_000), 4_000], CALL), ...entries(repeat(30, 7_000))];
    expect(checkRule(roundNumbers, buildInvoice({ lines }))).toMatchObject([
      { lines: [], message: 'Okafor, Ada: 19 of 20 calls and messages are billed at 0.3 h each.' },
    ]);
  });

  it('knows that many calls of the smallest increment are no pattern', () => {
    const lines = entries(repeat(30, 1_000), CALL);
    expect(checkRule(roundNumbers, buildInvoice({ lines }))).toEqual([]);
  });
});
