import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresUser, spawnAs } from './run-as-postgres.ts';

/** The owner of everything in it. */
export const OWNER = 'lait';

/**
 * `initdb`, in a folder beside, which becomes the directory when all is done: a start that is broken off leaves no
 * half of a cluster.
 * @throws when `initdb` fails; its lines went to `onLog`
 */
export async function makeCluster(given: {
  readonly initdb: string;
  readonly directory: string;
  readonly password: string;
  readonly user: PostgresUser | null;
  /** Whether it waits for the disk. */
  readonly isDurable: boolean;
  onLog(line: string): void;
}): Promise<void> {
  const { directory, user } = given;
  const beside = `${directory}.new`;
  // A file and not an argument: arguments are everybody's to read.
  const passwordFile = join(tmpdir(), `lait-${randomBytes(8).toString('hex')}`);
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${given.password}\n`, { mode: 0o600, flag: 'wx' });
  if (user !== null) for (const path of [beside, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const child = spawnAs(
      user,
      given.initdb,
      [
        `--pgdata=${beside}`,
        '--auth=scram-sha-256',
        `--username=${OWNER}`,
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-instructions',
        ...(given.isDurable ? [] : ['--no-sync']),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => given.onLog(text));
    }
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error('the data directory could not be made.');
  } finally {
    rmSync(passwordFile, { force: true });
  }
  if (existsSync(directory)) rmdirSync(directory);
  renameSync(beside, directory);
}
