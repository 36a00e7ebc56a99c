import { describe, expect, it } from 'vitest';
import { f1Of, scoreOf, wilson } from './score.ts';

describe('scores', () => {
  it('reckons precision, recall and F1 over all bills together', () => {
    const score = scoreOf([
      { hits: 3, falseAlarms: 1, misses: 0 },
      { hits: 1, falseAlarms: 0, misses: 3 },
    ]);
    expect(score).toMatchObject({ hits: 4, falseAlarms: 1, misses: 3, precision: 0.8 });
    expect(score.recall).toBeCloseTo(4 / 7, 12);
    expect(score.f1).toBeCloseTo(8 / 12, 12);
  });

  it('has no figure where nothing was labelled or reported', () => {
    expect(f1Of({ hits: 0, falseAlarms: 0, misses: 0 })).toBeNull();
    expect(scoreOf([{ hits: 0, falseAlarms: 0, misses: 2 }])).toMatchObject({ precision: null, recall: 0, f1: 0 });
  });

  it("gives Wilson's interval", () => {
    // Newcombe 1998, table I: 81 of 263.
    const [low, high] = wilson(81, 263) ?? [0, 0];
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
    expect(wilson(0, 0)).toBeNull();
  });

  it('draws the same bootstrap interval every time, around the figure', () => {
    const bills = Array.from({ length: 12 }, (_, at) => ({ hits: 2 + (at % 3), falseAlarms: at % 2, misses: 1 }));
    const score = scoreOf(bills);
    expect(scoreOf(bills)).toEqual(score);
    const [low, high] = score.f1Interval ?? [1, 0];
    expect(low).toBeLessThan(score.f1 ?? 0);
    expect(high).toBeGreaterThan(score.f1 ?? 1);
  });
});
