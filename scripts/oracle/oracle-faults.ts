import { setTimeout } from 'node:timers/promises';
import type { SimRandom } from '../sim/sim-random.ts';
import type { FaultKind, OracleCounts } from './oracle-counts.ts';
import type { OracleServer, ServerProcess } from './oracle-server.ts';

type ServerFault = Extract<FaultKind, 'kill' | 'killBoth' | 'killWorker' | 'restart' | 'rollingRestart'>;

const CHOICES: readonly ServerFault[] = [
  'kill',
  'kill',
  'kill',
  'killBoth',
  'killWorker',
  'restart',
  'restart',
  'rollingRestart',
];

/** Ends server processes, in order or not, and starts new ones in their place, until it is over. */
export async function restartServers(
  { processes }: OracleServer,
  random: SimRandom,
  counts: OracleCounts,
  isOver: () => boolean,
): Promise<void> {
  const worker = processes.at(-1);
  const apis = processes.slice(0, -1);
  if (worker === undefined) throw new Error('There is no server.');
  while (!isOver()) {
    await setTimeout(800 + random.next() * 1_500);
    // Every other time something new, so that a slow machine, on which little happens, meets all of it as well.
    const unmet = CHOICES.filter((each) => counts.perFault[each] === 0);
    const kind = random.pick(unmet.length > 0 && random.chance(0.5) ? unmet : CHOICES);
    counts.perFault[kind] += 1;
    switch (kind) {
      case 'kill':
        await again(random.pick(apis), 'kill');
        break;
      case 'killBoth':
        await Promise.all(apis.map((each) => again(each, 'kill')));
        break;
      case 'killWorker':
        await again(worker, 'kill');
        break;
      case 'restart':
        await again(random.pick(apis), 'end');
        break;
      case 'rollingRestart':
        for (const each of apis) await again(each, 'end');
        break;
    }
  }
}

async function again(process: ServerProcess, how: 'kill' | 'end'): Promise<void> {
  await process[how]();
  await process.start();
}
