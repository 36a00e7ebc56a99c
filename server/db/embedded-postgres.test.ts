import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSWORD } from '../testing/test-cluster.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

let parent: string;
let directory: string;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'lait-embedded-'));
  chmodSync(parent, 0o755); // Under root the server runs as another user, who has to come in.
  directory = join(parent, 'postgres');
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const start = () => startEmbeddedPostgres({ directory, password: TEST_PASSWORD, isDurable: true });
const noted = () => Number.parseInt(readFileSync(join(directory, 'postmaster.pid'), 'utf8'), 10);
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A process of its own that starts the server and then waits. */
async function otherStart(): Promise<ChildProcess> {
  const module = JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href);
  const script =
    `const { startEmbeddedPostgres } = await import(${module});` +
    `await startEmbeddedPostgres(${JSON.stringify({ directory, password: TEST_PASSWORD, isDurable: true })});` +
    "process.stdout.write('ready'); setInterval(() => {}, 1000);";
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function answers(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT 1 AS one');
  await client.end();
  return rows;
}

describe('the embedded PostgreSQL', () => {
  it('starts on a new directory, and again on the same one', async () => {
    for (let round = 0; round < 2; round += 1) {
      const server = await start();
      expect(await answers(server.url)).toEqual([{ one: 1 }]);
      const pid = noted();
      await Promise.all([server.stop(), server.stop()]);
      expect(isAlive(pid)).toBe(false);
    }
  });

  it('ends with the process that started it', async () => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      const child = await otherStart();
      const pid = noted();
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([null, signal]);
      await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
    }
  });

  it('ends one that outlived a process that was killed, and starts on what it had written', async () => {
    const child = await otherStart();
    const orphan = noted();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(orphan)).toBe(true);
    const server = await start();
    expect(isAlive(orphan)).toBe(false);
    expect(await answers(server.url)).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('is refused to a second process, by name, and the first goes on', async () => {
    const child = await otherStart();
    const pid = noted();
    await expect(start()).rejects.toThrow(`process ${child.pid} of LAIT is at work in ${directory}`);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('starts below a folder that is shut to others, as a project of root is', async () => {
    const closed = join(parent, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const server = await startEmbeddedPostgres({
      directory: join(closed, 'postgres'),
      password: TEST_PASSWORD,
      isDurable: false,
    });
    expect(await answers(server.url)).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('does not mind a note that names a process of somebody else', async () => {
    const last = await start();
    await last.stop();
    writeFileSync(join(directory, 'postmaster.pid'), `${process.pid}\n${directory}\n`);
    const server = await start();
    expect(await answers(server.url)).toEqual([{ one: 1 }]);
    await server.stop();
  });
});
