import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_KINDS, commandsOf, FAULT_KINDS, type SimCommand } from './sim-commands.ts';
import { runCommands } from './sim-run.ts';
import { addTotals, NO_TOTALS, totalsOf } from './sim-totals.ts';
import { DEVICE_COUNT } from './sim-world.ts';

const REGRESSIONS = join(import.meta.dirname, 'regressions');

interface Regression {
  readonly seed: number;
  readonly invariant: string;
  readonly commands: readonly SimCommand[];
}

describe('devices and a server in a bad world', () => {
  it.each(readdirSync(REGRESSIONS).filter((each) => each.endsWith('.json')))(
    'no longer break what they broke once: %s',
    async (file) => {
      const { seed, commands } = JSON.parse(readFileSync(join(REGRESSIONS, file), 'utf8')) as Regression;
      expect((await runCommands(seed, commands)).violation).toBeNull();
    },
  );

  // The full figures are `npm run sim`; here as many runs as meet every command and every fault.
  it('keep I1 to I10 in 40 runs, whatever happens', { timeout: 300_000 }, async () => {
    let totals = NO_TOTALS;
    for (let seed = 10_001; seed <= 10_040; seed += 1) {
      totals = addTotals(totals, totalsOf(seed, await runCommands(seed, commandsOf(seed, 250, DEVICE_COUNT))));
      expect(totals.failed).toEqual([]);
    }
    for (const kind of COMMAND_KINDS) expect.soft(totals.perCommand[kind] ?? 0, kind).toBeGreaterThan(0);
    for (const kind of FAULT_KINDS) expect.soft(totals.perFault[kind] ?? 0, kind).toBeGreaterThan(0);
  });
});
