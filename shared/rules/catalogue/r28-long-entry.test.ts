import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { longEntry } from './r28-long-entry.ts';

const long = { unitsE4: 65_000, activityCode: null, taskCode: null };

describe('R28 long single entry', () => {
  it('reports an entry above the limit and proposes nothing', () => {
    const invoice = buildInvoice({ lines: [{}, long] });
    expect(checkRule(longEntry, invoice)).toEqual([
      {
        lines: [1],
        message: '6.5 h in one entry: more than the 6 h allowed.',
        evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }],
        proposed: undefined,
      },
    ]);
  });

  it.each([
    { name: 'at the limit', line: { ...long, unitsE4: 60_000 } },
    { name: 'coded as attendance', line: { ...long, activityCode: 'A109' } },
    { name: 'coded as trial attendance', line: { ...long, taskCode: 'L450' } },
    { name: 'that opens with attendance', line: { ...long, narrative: 'Attended second day of trial' } },
    { name: 'that takes a deposition', line: { ...long, narrative: 'Take deposition of Dr. Lee' } },
    { name: 'of an expense', line: { ...long, kind: 'E' as const } },
    { name: 'of unknown hours', line: { ...long, unitsE4: null } },
  ])('lets an entry $name pass', ({ line }) => {
    expect(checkRule(longEntry, buildInvoice({ lines: [line] }))).toEqual([]);
  });

  it('is not misled by an attendance later in the narrative', () => {
    const line = { ...long, narrative: 'Prepare outline to take deposition of Dr. Lee' };
    expect(checkRule(longEntry, buildInvoice({ lines: [line] }))).toHaveLength(1);
  });

  it('takes limit, attendance and proposal from the guideline', () => {
    const invoice = buildInvoice({
      lines: [{ ...long, unitsE4: 50_000, unitCostE4: 1_000_000, activityCode: 'A109' }],
    });
    const parameters = { maximumHoursE4: 40_000, allowsAttendance: false, proposed: 'hours_over' };
    const id = invoice.lines[0]?.id ?? '';
    expect(checkRule(longEntry, invoice, parameters)).toMatchObject([
      { proposed: { kind: 'cut_hours', hoursE4ByLine: { [id]: 40_000 }, cutE4ByLine: { [id]: 1_000_000 } } },
    ]);
  });
});
