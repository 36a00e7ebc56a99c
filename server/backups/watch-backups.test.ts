import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '../ops/logger.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { backupProbe } from './watch-backups.ts';

let server: TestContext;
beforeAll(async () => {
  server = await testContext();
});
afterAll(() => server.close());

it('tells the log once that backups are missing, and once that they are there, however often it is asked', async () => {
  const lines: string[] = [];
  const log = createLogger('INFO', { write: (line) => void lines.push(line) });
  const config = { ...server.context.config, backups: { ...server.context.config.backups, areExpected: true } };
  const probe = backupProbe({ ...server.context, config, log });
  for (let asked = 0; asked < 3; asked += 1) expect(await probe()).toBe('down');
  const at = new Date(server.context.clock.nowMs());
  for (const name of ['backup', 'files', 'drill'] as const) {
    await server.admin.insertInto('operation_marks').values({ name, at, detail: '{}' }).execute();
  }
  for (let asked = 0; asked < 3; asked += 1) expect(await probe()).toBe('ok');
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    'the backups are not as they should be',
    'the backups are as they should be',
  ]);
});
