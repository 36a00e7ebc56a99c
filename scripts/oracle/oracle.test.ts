import { describe, expect, it } from 'vitest';
import { runOracle } from './run-oracle.ts';

describe('devices and real servers that are killed', () => {
  // The full figures are `npm run oracle`; here one short stretch of the same.
  it('end with what each person may SELECT, nothing twice and nothing lost', { timeout: 150_000 }, async () => {
    const said: string[] = [];
    const { faults, counts, comparisons } = await runOracle({
      minutes: 0.25,
      minutesBetween: 0.25,
      seed: 5,
      devices: 4,
      isDurable: false,
      pauseMs: 40,
      say: (line) => void said.push(line),
    });
    expect(faults).toEqual([]);
    expect(comparisons).toBe(1);
    expect(counts.mutations).toBeGreaterThan(50);
    const { kill, killBoth, killWorker, restart, rollingRestart } = counts.perFault;
    expect(kill + killBoth + killWorker + restart + rollingRestart).toBeGreaterThan(0);
    expect(Object.values(counts.perAccess).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });
});
