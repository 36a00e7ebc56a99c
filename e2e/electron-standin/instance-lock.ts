import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export interface SecondInstance {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly data: object;
}

export interface InstanceLock {
  release(): void;
}

/**
 * One process a folder. A second one leaves its message in an inbox and ends at once, so everything here is
 * synchronous.
 * @returns null when another process holds it; the message is then on its way
 */
export function takeInstanceLock(
  userData: string,
  data: object,
  onSecond: (message: SecondInstance) => void,
): InstanceLock | null {
  const folder = join(userData, 'standin-instance');
  const inbox = join(folder, 'inbox');
  const pidFile = join(folder, 'pid');
  mkdirSync(inbox, { recursive: true });
  if (!claim(pidFile)) {
    const message: SecondInstance = { argv: process.argv, folder: process.cwd(), data };
    const draft = join(folder, `draft-${process.pid}`);
    writeFileSync(draft, JSON.stringify(message));
    renameSync(draft, join(inbox, `${Date.now()}-${process.pid}.json`));
    return null;
  }
  const take = () => {
    for (const name of readdirSync(inbox).toSorted()) {
      const path = join(inbox, name);
      const message = JSON.parse(readFileSync(path, 'utf8')) as SecondInstance;
      rmSync(path);
      onSecond(message);
    }
  };
  const watcher: FSWatcher = watch(inbox, take);
  return {
    release() {
      watcher.close();
      rmSync(pidFile, { force: true });
    },
  };
}

function claim(pidFile: string): boolean {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      writeFileSync(pidFile, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (isAlive(Number(readFileSync(pidFile, 'utf8')))) return false;
      rmSync(pidFile, { force: true });
    }
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
