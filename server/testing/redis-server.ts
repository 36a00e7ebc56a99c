import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../db/free-port.ts';

export interface TestRedis {
  readonly url: string;
  /** As an outage: the process is gone, the port stays the same. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A real redis-server on a free port of the loopback, empty, that writes nothing to disk.
 * @throws where the program is not installed; `npm test` installs Debian's package where it may
 */
export async function redisServer(): Promise<TestRedis> {
  const program = (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin')
    .map((folder) => join(folder, 'redis-server'))
    .find((path) => existsSync(path));
  if (program === undefined) throw new Error('redis-server is missing. Install it: sudo apt-get install redis-server');
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'lait-redis-'));
  let child: ChildProcess | null = null;
  const start = async () => {
    const process = spawn(
      program,
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    child = process;
    await new Promise<void>((resolve, reject) => {
      process.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('Ready to accept connections')) resolve();
      });
      process.once('exit', () => reject(new Error('redis-server ended at once.')));
    });
  };
  const kill = async () => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    async close() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
