import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { RunTotals } from './sim-totals.ts';
import { addTotals, NO_TOTALS } from './sim-totals.ts';

/** Shares runs among as many processes as there are cores, one seed after the other. */
export async function runOnProcesses(runs: number, seed: number, steps: number): Promise<RunTotals> {
  let next = seed;
  let totals = NO_TOTALS;
  let done = 0;
  const processes = Math.min(availableParallelism(), runs);
  await Promise.all(Array.from({ length: processes }, () => oneProcess()));
  return totals;

  function oneProcess(): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = fork(join(import.meta.dirname, 'run-seeds.ts'), [String(steps)], {
        stdio: ['ignore', 2, 2, 'ipc'],
      });
      const giveNext = () => {
        if (next >= seed + runs) child.disconnect();
        else {
          child.send(next);
          next += 1;
        }
      };
      child.on('message', (message) => {
        // Sound: `run-seeds.ts` sends nothing else.
        const run = message as RunTotals;
        totals = addTotals(totals, run);
        for (const { seed: failing, invariant } of run.failed) process.stderr.write(`seed ${failing}: ${invariant}\n`);
        done += 1;
        if (done % 50 === 0) process.stderr.write(`${done} of ${runs} runs\n`);
        giveNext();
      });
      child.on('error', reject);
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A process ended with ${code}.`))));
      giveNext();
    });
  }
}
