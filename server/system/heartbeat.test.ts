import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../db/free-port.ts';
import { TEST_JWT_KEY, TEST_PASSWORD } from '../testing/test-cluster.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { addCounts } from './latencies.ts';
import { readProcesses } from './read-processes.ts';

const MAIN = join(import.meta.dirname, '..', 'main.ts');
const directory = mkdtempSync(join(tmpdir(), 'lait-heartbeat-'));
const children: ChildProcess[] = [];
let test: TestContext;
beforeAll(async () => {
  test = await testContext({ nowMs: Date.now() });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await test.close();
  rmSync(directory, { recursive: true, force: true });
});

async function start(mode: 'api' | 'worker') {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH ?? '',
      NODE_NO_WARNINGS: '1',
      LAIT_MODE: mode,
      DATABASE_URL: test.adminUrl,
      POSTGRES_PASSWORD: TEST_PASSWORD,
      JWT_SECRET_KEY: TEST_JWT_KEY,
      LAIT_DATA_DIRECTORY: directory,
      HTTP_PORT: String(port),
      LOG_LEVEL: 'ERROR',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  await expect.poll(async () => (await listed()).includes(child.pid ?? 0), { timeout: 60_000 }).toBe(true);
  const url = `http://127.0.0.1:${port}`;
  // It says that it runs before it listens.
  const answers = () =>
    fetch(`${url}/api/readiness`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (mode === 'api') await expect.poll(answers, { timeout: 60_000 }).toBe(true);
  return { child, url };
}

const processes = () => readProcesses(test.context);
const listed = async () => (await processes()).map(({ processId }) => processId);
const end = async (child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL') => {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
};

it('every process of a server is known to each of them, with what it measured, and one that is killed as silent', async () => {
  const [one, two] = [await start('api'), await start('api')];
  const worker = await start('worker');
  expect((await processes()).map(({ mode, isSilent }) => [mode, isSilent])).toEqual([
    ['api', false],
    ['api', false],
    ['worker', false],
  ]);
  for (const { url } of [one, two, two]) expect((await fetch(`${url}/api/health`)).status).toBe(200);
  // Written with the next heartbeat of each.
  await expect
    .poll(
      async () => {
        const counts = addCounts((await processes()).map(({ figures }) => figures.latencies)).health ?? [];
        return counts.reduce((sum, count) => sum + count, 0);
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(3);

  await end(one.child, 'SIGTERM');
  expect(await listed()).toEqual([two.child.pid, worker.child.pid]);
  await end(worker.child, 'SIGKILL');
  test.clock.advance(60_000);
  const found = await processes();
  expect(found.find(({ mode }) => mode === 'worker')?.isSilent).toBe(true);
  await end(two.child, 'SIGTERM');
  expect(await listed()).toEqual([worker.child.pid]);
}, 240_000);
