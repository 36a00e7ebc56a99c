import { performance } from 'node:perf_hooks';
import { openWorkspace } from '#shared/workspace/open-workspace.ts';
import { SELECT_GRID_ROWS } from '#shared/workspace/queries/line-rows.ts';
import {
  answerOf,
  importOne,
  NOT_FILTERED,
  temporaryFolder,
  testEnvironment,
} from '#shared/workspace/workspace.testing.ts';
import { type BenchResult, median } from './budget.ts';
import { oneInvoice } from './one-invoice.ts';

const LINES = 100_000;
const PAGE = 200;
const ROUNDS = 301;
const BUDGET_RATIO = 3;
const KEY = '5a'.repeat(32);

/** `list-local`: a page of 200 out of 100,000 lines, encrypted, through the engine against its SELECT alone. */
export async function run(): Promise<BenchResult> {
  const { folder, remove } = temporaryFolder();
  try {
    const environment = testEnvironment(folder, {}, KEY);
    const workspace = openWorkspace(environment);
    const invoiceId = await importOne(workspace, oneInvoice(LINES));
    const cache = environment.openDatabase('cache');
    const select = cache.prepare(`${SELECT_GRID_ROWS} WHERE line_key BETWEEN ? AND ? ORDER BY line_key`);
    const start = Number(cache.prepare('SELECT min(line_key) AS first FROM line_items').get()?.first);
    const ask = (offset: number, by: 'record' | 'total') =>
      answerOf(
        workspace.query('listLines', {
          invoiceId,
          ...NOT_FILTERED,
          sort: { by, direction: 'descending' },
          offset,
          limit: PAGE,
        }),
      );
    await ask(0, 'record');
    await ask(0, 'total');
    const floors: number[] = [];
    const values: number[] = [];
    const sorted: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const offset = (round * 7919) % (LINES - PAGE);
      const first = start + LINES - PAGE - offset;
      floors.push(await timed(async () => select.all(first, first + PAGE - 1)));
      values.push(await timed(() => ask(offset, 'record')));
      sorted.push(await timed(() => ask(offset, 'total')));
    }
    cache.close();
    workspace.close();
    const floor = median(floors);
    const value = median(values);
    return {
      name: 'list-local',
      value,
      unit: 'ms',
      floor,
      ratio: value / floor,
      budget: `<= ${BUDGET_RATIO} x floor`,
      ok: value <= BUDGET_RATIO * floor,
      detail:
        `Pages of ${PAGE} out of ${LINES} lines in one encrypted file, ${ROUNDS} pages, middle one; ` +
        `sorted by total: ${median(sorted).toFixed(3)} ms.`,
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
