import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import { type DesktopOptions, launchDesktop, type RunningDesktop } from '../../e2e/launch-desktop.ts';
import { projectRoot } from '../process/project-root.ts';
import { startDisplay } from '../process/start-display.ts';
import { type BenchResult, median, quantile } from './budget.ts';
import { desktopWith, driverInWords, prepareDesktop } from './desktop-under-test.ts';
import { ledesText } from './ledes-text.ts';

const LINES = 100_000;
const CHARACTERS_A_LINE = 249;
const ROUNDS = 15;
const BUDGET_MS = 1_000;
const EMPTY: DesktopOptions = { main: join(projectRoot, 'scripts', 'bench', 'empty-window.ts') };

/** `start`: from the start of the process to a queue that can be used, against an empty window of the same driver. */
export async function run(): Promise<BenchResult> {
  await prepareDesktop();
  const display = await startDisplay();
  if (display !== null) process.env.DISPLAY = display.name;
  let app: RunningDesktop | null = null;
  let empty: RunningDesktop | null = null;
  try {
    app = await desktopWith(new TextEncoder().encode(ledesText(LINES * CHARACTERS_A_LINE)), 600_000);
    empty = await launchDesktop(EMPTY);
    await empty.quit();
    const values: number[] = [];
    const floors: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      floors.push(await timed(empty, EMPTY, showsNothing));
      values.push(await timed(app, {}, showsTheQueue));
    }
    const floor = quantile(floors, 0.95);
    const value = quantile(values, 0.95);
    return {
      name: 'start',
      value,
      unit: 'ms',
      floor,
      ratio: value / floor,
      budget: `p95 <= floor + ${BUDGET_MS} ms`,
      ok: value <= floor + BUDGET_MS,
      detail:
        `${ROUNDS} starts with about ${LINES} encrypted lines on the disk, to the first rows of the queue; middle one ` +
        `${median(values).toFixed(0)} ms against ${median(floors).toFixed(0)} ms; ${driverInWords()}.`,
    };
  } finally {
    await app?.end();
    await empty?.end();
    display?.end();
  }
}

async function timed(
  app: RunningDesktop,
  options: DesktopOptions,
  isThere: (page: Page) => Promise<void>,
): Promise<number> {
  const start = performance.now();
  const started = await app.reopen(options);
  await isThere(started.page);
  const took = performance.now() - start;
  await started.quit();
  return took;
}

const showsNothing = (page: Page) => page.getByRole('heading', { name: 'Empty' }).waitFor();
const showsTheQueue = (page: Page) => page.getByRole('grid', { name: 'Invoices' }).getByRole('row').nth(2).waitFor();
