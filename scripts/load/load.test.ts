import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerUnderTest, startServerUnderTest } from '../bench/server-under-test.ts';
import { enterLoadPeople, type LoadPeople } from './load-people.ts';
import { type LoadGiven, runLoadTest } from './run-load-test.ts';

const LOAD = {
  durationMs: 8_000,
  everyMs: 700,
  seed: 3,
  linesAnUpload: 20,
  signIns: 2,
  say: () => {},
} as const;

let server: ServerUnderTest;
let people: LoadPeople;
beforeAll(async () => {
  server = await startServerUnderTest();
  people = await enterLoadPeople(server.context, { count: 10, linesEach: 40 });
}, 60_000);
afterAll(() => server.stop());

function run(given: Partial<LoadGiven>) {
  return runLoadTest({ ...LOAD, url: server.url, people, invoices: null, ...given });
}

async function asOwner(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  await work(client).finally(() => client.end());
}

describe('a load of simulated people on a real server', () => {
  it('does everything of the mixture, and the account is even: nothing lost, nothing doubled, everybody told', async () => {
    const report = await run({ invoices: { count: 10, withinMs: 60_000 } });
    // Not how fast: whoever runs the tests may do something else beside.
    expect(report.settlement.wrongs).toEqual([]);
    expect(report.errors).toEqual({});
    const done = new Map(report.figures.map(({ action, done: count }) => [action, count]));
    for (const action of [
      'sign in',
      'first contact',
      'list',
      'read',
      'dashboard',
      'pull',
      'decide',
      'upload',
    ] as const) {
      expect(done.get(action), action).toBeGreaterThan(0);
    }
    expect(report.settlement.decisions).toBeGreaterThan(10);
    expect(report.settlement.uploads).toBeGreaterThanOrEqual(10);
    expect(report.settlement.events).toBe(report.settlement.uploads * 5);
    expect(report.invoices?.processedSeconds).toBeLessThan(60);
  }, 60_000);

  it('fails where a confirmed decision is not in the record', async () => {
    const fresh = await enterLoadPeople(server.context, { count: 5, linesEach: 40 });
    let lost = '';
    const report = await run({
      people: fresh,
      durationMs: 3_000,
      signIns: 0,
      async beforeAccount({ decisions }) {
        lost = [...decisions.keys()][0] ?? '';
        await asOwner((client) => client.query('DELETE FROM decisions WHERE line_id = $1', [lost]));
      },
    });
    expect(report.verdict.isGood).toBe(false);
    expect(report.settlement.wrongs).toEqual([`decision of line ${lost}: lost`]);
  }, 60_000);
});
