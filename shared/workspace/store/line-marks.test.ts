import { describe, expect, it } from 'vitest';
import { marksOf, NO_MARKS, ruleIdsOf } from './line-marks.ts';

describe('what findings make of a line', () => {
  it('proposes the largest single cut, never the sum', () => {
    const marks = marksOf([
      { ruleId: 'R33', severity: 'warn', cutE4: 300_000 },
      { ruleId: 'R24', severity: 'auto_cut', cutE4: 500_000 },
      { ruleId: 'R41', severity: 'warn', cutE4: 0 },
    ]);
    expect(marks.proposedE4).toBe(500_000);
  });

  it('names each rule once, the heaviest first', () => {
    const marks = marksOf([
      { ruleId: 'R45', severity: 'warn', cutE4: 0 },
      { ruleId: 'R33', severity: 'warn', cutE4: 0 },
      { ruleId: 'R24', severity: 'reject', cutE4: 0 },
      { ruleId: 'R33', severity: 'info', cutE4: 0 },
    ]);
    expect(ruleIdsOf(marks.ruleIds)).toEqual(['R24', 'R33', 'R45']);
    expect(marks.worstSeverity).toBe(5);
  });

  it('is nothing where there are none', () => {
    expect(marksOf([])).toEqual(NO_MARKS);
    expect(ruleIdsOf(NO_MARKS.ruleIds)).toEqual([]);
  });
});
