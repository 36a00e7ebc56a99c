import { describe, expect, it } from 'vitest';
import { judgeLoad } from './judge-load.ts';
import { type Attempt, errorsByKind, figuresOf } from './load-figures.ts';

const EVEN = { decisions: 1, uploads: 1, events: 1, wrongs: [] };

function verdictOf(attempts: readonly Attempt[], settlement: Parameters<typeof judgeLoad>[2] = EVEN) {
  return judgeLoad(figuresOf(attempts), errorsByKind(attempts), settlement);
}

function done(action: Attempt['action'], latencyMs: number, failedTries: readonly string[] = []): Attempt {
  return { action, latencyMs, failedTries, failure: null };
}

describe('the verdict on a load', () => {
  it('is good where targets hold; a budget of the quiet machine that is missed is told beside it', () => {
    expect(verdictOf([done('dashboard', 300), done('health', 5)])).toEqual({
      isGood: true,
      faults: [],
      overBudget: ['dashboard: p95 300 ms, budget 200 ms'],
    });
  });

  it("is bad where the guide's target is missed", () => {
    expect(verdictOf([done('dashboard', 2_400)]).faults).toEqual([
      "dashboard: p95 2400 ms is over the guide's 2000 ms.",
    ]);
  });

  it('is bad for a single 429, even one that a second try got over', () => {
    expect(verdictOf([done('list', 10), done('list', 900, ['429'])]).faults).toEqual([
      'list 429: 1 times, though everybody keeps within the limits.',
    ]);
  });

  it('is good where a killed process cost tries and nothing else', () => {
    expect(verdictOf([done('decide', 800, ['no answer', '503'])]).isGood).toBe(true);
  });

  it('is bad where something was given up, and it counts as infinitely late', () => {
    const given: Attempt = { action: 'upload', latencyMs: 90_000, failedTries: ['503'], failure: '503' };
    expect(verdictOf([given]).faults).toEqual([
      'upload: 1 given up.',
      "upload: p95 Infinity ms is over the guide's 5000 ms.",
    ]);
  });

  it('is bad where people could not do what was due: the server did not keep up', () => {
    const attempts = Array.from({ length: 200 }, () => done('list', 10));
    const judge = (neverBegun: number) => judgeLoad(figuresOf(attempts), {}, EVEN, neverBegun).faults;
    expect(judge(2)).toEqual([]);
    expect(judge(3)).toEqual(['3 things were due and never begun: it did not keep up.']);
  });

  it('is bad where the account is not even, and shows the first few', () => {
    const wrongs = Array.from({ length: 7 }, (_, place) => `decision of line ${place}: lost`);
    const { isGood, faults } = verdictOf([done('list', 1)], { ...EVEN, wrongs });
    expect(isGood).toBe(false);
    expect(faults[0]).toMatch(/line 0: lost; .*line 4: lost and 2 more\.$/);
  });

  it('tells errors by action and kind', () => {
    expect(errorsByKind([done('list', 1, ['503', '503']), done('pull', 1, ['no answer'])])).toEqual({
      'list 503': 2,
      'pull no answer': 1,
    });
  });
});
