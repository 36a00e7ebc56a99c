import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { itemisedTimes } from './r33-itemised-times.ts';

const line = (narrative: string, unitsE4: number) =>
  buildInvoice({ lines: [{ narrative, unitsE4, unitCostE4: 1_000_000 }] });
const check = (narrative: string, unitsE4: number, parameters = {}) =>
  checkRule(itemisedTimes, line(narrative, unitsE4), parameters);

describe('R33 times in the narrative', () => {
  it('proposes to cut the hours that no part accounts for, and marks the times', () => {
    const narrative = 'Call with client (.3); draft motion to compel (1.2)';
    const invoice = line(narrative, 20_000);
    const id = invoice.lines[0]?.id ?? '';
    expect(checkRule(itemisedTimes, invoice)).toEqual([
      {
        lines: [0],
        message: 'The times in the narrative come to 1.5 h, the line bills 2 h.',
        evidence: [
          { lineId: id, start: 17, end: 21 },
          { lineId: id, start: 46, end: 51 },
        ],
        severity: 'must_fix',
        proposed: { kind: 'cut_hours', hoursE4ByLine: { [id]: 15_000 }, cutE4ByLine: { [id]: 500_000 } },
      },
    ]);
    expect(narrative.slice(17, 21) + narrative.slice(46, 51)).toBe('(.3)(1.2)');
  });

  it.each([
    ['adds up', 'Call with client (.3); draft motion (1.2)', 15_000],
    ['adds up in other brackets and units', 'Call with client [0.3 hr], draft motion (1.2 hours).', 15_000],
    ['states one time only', 'Attend hearing (2.0) by video', 25_000],
    ['numbers its parts', '(1) call with client; (2) draft motion', 15_000],
    ['cites years and rules', 'Research (2019) cases; Rule 12(b)(6.1) and 9(f)(1.1) standards', 15_000],
    ['tells how long things are', 'Review 2 hour video; summarize 3 hour interview', 15_000],
    ['has no times', 'Draft motion to compel', 15_000],
  ])('lets a narrative pass that %s', (_, narrative, unitsE4) => {
    expect(check(narrative, unitsE4)).toEqual([]);
  });

  it('proposes nothing where a part has no time, or the parts come to more', () => {
    expect(check('Call (.3); draft motion (1.2); review file', 20_000)).toMatchObject([
      { message: 'The times in the narrative come to 1.5 h, the line bills 2 h; 1 part has no time.' },
    ]);
    expect(check('Call (.3); draft motion (1.2)', 10_000)).toEqual([
      expect.objectContaining({ message: 'The times in the narrative come to 1.5 h, the line bills 1 h.' }),
    ]);
    for (const draft of [
      ...check('Call (.3); draft motion (1.2); review file', 20_000),
      ...check('Call (.3); draft motion (1.2)', 10_000),
    ]) {
      expect(draft.proposed).toBeUndefined();
    }
  });

  it('reads several times in one part, and times without brackets', () => {
    expect(check('Call with client (.3), draft motion (1.2)', 15_000)).toEqual([]);
    expect(check('Call with client 0.3 hrs; draft motion 1.2 hrs', 15_000)).toEqual([]);
    expect(check('Call with client 0.3 hrs; draft motion 1.2 hrs', 20_000)).toHaveLength(1);
  });

  it('takes tolerance, number of parts and refusal from the guideline', () => {
    expect(check('Call (.3); draft motion (1.2)', 15_500, { toleranceE4: 500 })).toEqual([]);
    expect(check('Attend hearing (2.0)', 25_000, { minimumParts: 1 })).toHaveLength(1);
    expect(check('Call (.3); draft motion (1.2)', 15_000, { refusesItemised: true })).toMatchObject([
      { message: '2 parts with their own times in one entry: bill each on its own line.' },
    ]);
  });
});
