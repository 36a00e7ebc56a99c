import { describe, expect, it } from 'vitest';
import { runCrash } from './run-crash.ts';

describe('kill -9', () => {
  // The full figures are `npm run crash`.
  it('at any moment loses nothing that was confirmed, and shows what it showed', { timeout: 120_000 }, async () => {
    const report = await runCrash({ points: 12, longestMs: 100, say: () => {} });
    expect(report.faults).toEqual([]);
    expect(report.points).toBe(12);
    expect(report.confirmed).toBeGreaterThan(20);
  });
});
