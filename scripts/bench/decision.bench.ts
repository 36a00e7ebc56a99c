import { performance } from 'node:perf_hooks';
import { openWorkspace } from '#shared/workspace/open-workspace.ts';
import {
  answerOf,
  importOne,
  NOT_FILTERED,
  temporaryFolder,
  testEnvironment,
} from '#shared/workspace/workspace.testing.ts';
import { openBetterSqlite3 } from '../../electron/workspace/better-sqlite3-driver.ts';
import { type BenchResult, quantile } from './budget.ts';
import { oneInvoice } from './one-invoice.ts';

const LINES = 20_000;
const ROUNDS = 600;
const BUDGET_RATIO = 3;
const KEY = '5a'.repeat(32);

/** `decision`: from the command to its reply, flushed to disk and visible, against one flushed insert. */
export async function run(): Promise<BenchResult> {
  const { folder, remove } = temporaryFolder();
  try {
    const workspace = openWorkspace(testEnvironment(folder, {}, KEY));
    const invoiceId = await importOne(workspace, oneInvoice(LINES));
    const page = await answerOf(workspace.query('listLines', { invoiceId, ...NOT_FILTERED, offset: 0, limit: 1000 }));
    const ids = page.rows.map(({ lineId }) => lineId);
    const bare = openBetterSqlite3({ path: `${folder}/floor.db`, role: 'outbox', keyHex: KEY });
    bare.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY, args TEXT NOT NULL)');
    const insert = bare.prepare('INSERT INTO kept (args) VALUES (?)');
    const args = JSON.stringify({ lineIds: [ids[0]], request: { kind: 'accept' }, reasonCode: null, findingIds: {} });
    const floors: number[] = [];
    const values: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const lineId = ids[round % ids.length] ?? '';
      const request = { kind: 'cut_percent', percentE4: 10_000 + round } as const;
      floors.push(await timed(async () => bare.transaction(() => insert.run(args))));
      values.push(
        await timed(() =>
          answerOf(workspace.command('decideLines', { lineIds: [lineId], request, reasonCode: 'vague' })),
        ),
      );
    }
    bare.close();
    workspace.close();
    const floor = quantile(floors, 0.95);
    const value = quantile(values, 0.95);
    return {
      name: 'decision',
      value,
      unit: 'ms',
      floor,
      ratio: value / floor,
      budget: `p95 <= ${BUDGET_RATIO} x floor`,
      ok: value <= BUDGET_RATIO * floor,
      detail:
        `${ROUNDS} decisions on an encrypted invoice of ${LINES} lines; p50 ${quantile(values, 0.5).toFixed(3)} ms ` +
        `against ${quantile(floors, 0.5).toFixed(3)} ms.`,
    };
  } finally {
    remove();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
