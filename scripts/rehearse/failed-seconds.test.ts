import { describe, expect, it } from 'vitest';
import { ALLOWED_SECONDS_A_MONTH, availabilityOf, failedSecondsOf } from './failed-seconds.ts';

const probesAt = (failing: readonly number[], upTo: number) =>
  Array.from({ length: upTo }, (_, second) => ({ atMs: second * 1_000 + 40, isAnswered: !failing.includes(second) }));

describe('seconds in which LAIT did not answer', () => {
  it('count for the phase in which they were, to its end and no further', () => {
    const phases = [
      { phase: 'upgrade', fromMs: 2_000, toMs: 5_000 },
      { phase: 'crash', fromMs: 5_000, toMs: 9_000 },
    ];
    expect(failedSecondsOf(probesAt([1, 3, 4, 5], 10), phases)).toEqual([
      { phase: 'upgrade', seconds: 3, failedSeconds: 2 },
      { phase: 'crash', seconds: 4, failedSeconds: 1 },
    ]);
  });

  it('count also where nothing could be asked after a question that failed', () => {
    const probes = [
      { atMs: 2_000, isAnswered: false },
      { atMs: 8_000, isAnswered: true },
      { atMs: 9_000, isAnswered: false },
    ];
    const phases = [{ phase: 'restore', fromMs: 0, toMs: 12_000 }];
    expect(failedSecondsOf(probes, phases)[0]?.failedSeconds).toBe(9);
  });

  it('count once, however often was asked in them, in whatever order answers came', () => {
    const probes = [
      { atMs: 2_900, isAnswered: false },
      { atMs: 2_100, isAnswered: false },
      { atMs: 3_100, isAnswered: true },
    ];
    expect(failedSecondsOf(probes, [{ phase: 'deploy', fromMs: 0, toMs: 9_000 }])[0]?.failedSeconds).toBe(1);
  });

  it('are held against 43 minutes a month, all phases together', () => {
    const of = (failedSeconds: number) => ({ phase: 'restore', seconds: 9_999, failedSeconds });
    expect(availabilityOf([of(ALLOWED_SECONDS_A_MONTH - 5), of(5)])).toEqual({
      failedSeconds: 2_580,
      allowedSeconds: 2_580,
      isWithin: true,
    });
    expect(availabilityOf([of(ALLOWED_SECONDS_A_MONTH), of(1)]).isWithin).toBe(false);
  });
});
