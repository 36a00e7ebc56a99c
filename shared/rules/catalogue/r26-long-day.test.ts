import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { longDay } from './r26-long-day.ts';

const date = '2026-03-12';

describe('R26 long day', () => {
  it('adds one timekeeper up over one day and proposes nothing', () => {
    const lines = [{ date, unitsE4: 60_000 }, { date: '2026-03-11' }, { date, unitsE4: 45_000 }];
    expect(checkRule(longDay, buildInvoice({ lines }))).toEqual([
      {
        lines: [0, 2],
        message: '10.5 h on 12 March 2026 for Okafor, Ada: more than the 10 h allowed.',
        evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }],
        proposed: undefined,
      },
    ]);
  });

  it('lets a day at the limit, two people, two days and expenses pass', () => {
    const lines = [
      { date, unitsE4: 100_000 },
      { date, unitsE4: 60_000, timekeeperId: 'TK2' },
      { date: '2026-03-13', unitsE4: 90_000 },
      { date, kind: 'E', unitsE4: 900_000 },
    ] as const;
    expect(checkRule(longDay, buildInvoice({ lines }))).toEqual([]);
  });

  it('takes the limit from the guideline, and the hours over it off the last entry when asked to', () => {
    const invoice = buildInvoice({
      lines: [
        { date, unitsE4: 70_000, unitCostE4: 1_000_000 },
        { date, unitsE4: 20_000, unitCostE4: 2_000_000 },
      ],
    });
    const parameters = { maximumHoursE4: 80_000, proposed: 'hours_over' };
    const [draft] = checkRule(longDay, invoice, parameters);
    const last = invoice.lines[1]?.id ?? '';
    expect(draft?.proposed).toEqual({
      kind: 'cut_hours',
      hoursE4ByLine: { [last]: 10_000 },
      cutE4ByLine: { [last]: 2_000_000 },
    });
    // The last entry gives no more than it has.
    const [deep] = checkRule(longDay, invoice, { ...parameters, maximumHoursE4: 10_000 });
    expect(deep?.proposed).toMatchObject({ hoursE4ByLine: { [last]: 0 }, cutE4ByLine: { [last]: 4_000_000 } });
  });
});
