import type { Page } from 'playwright-core';
import { launchDesktop, type RunningDesktop } from '../../e2e/launch-desktop.ts';
import { startDisplay } from '../process/start-display.ts';
import type { BenchResult } from './budget.ts';
import { desktopWith, driverInWords, prepareDesktop, workspaceMegabytes } from './desktop-under-test.ts';
import { oneInvoice } from './one-invoice.ts';

const LINES = 100_000;
const BUDGET_MEGABYTES = 250;
const WATCH_EVERY_MS = 100;

/** `workspace-memory`: the most the workspace's process takes while a bill of 100,000 lines is worked on. */
export async function run(): Promise<BenchResult> {
  await prepareDesktop();
  const display = await startDisplay();
  if (display !== null) process.env.DISPLAY = display.name;
  const apps: RunningDesktop[] = [];
  try {
    const bare = await launchDesktop();
    apps.push(bare);
    await bare.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    const floor = workspaceMegabytes(bare.userData);
    await bare.quit();
    const app = await (await desktopWith(oneInvoice(LINES), 600_000)).reopen();
    apps.push(app);
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, workspaceMegabytes(app.userData) || 0);
    }, WATCH_EVERY_MS);
    await workOn(app.page);
    clearInterval(watch);
    const value = Math.max(most, workspaceMegabytes(app.userData));
    return {
      name: 'workspace-memory',
      value,
      unit: 'MB',
      floor,
      ratio: value / floor,
      budget: `< ${BUDGET_MEGABYTES} MB resident`,
      ok: value < BUDGET_MEGABYTES,
      detail:
        `Most of the process of the workspace while a bill of ${LINES} encrypted lines is opened, gone through to its end, ` +
        `sorted, filtered and decided on; floor: an empty workspace; ${driverInWords()}.`,
    };
  } finally {
    for (const app of apps) await app.end();
    display?.end();
  }
}

/** As a reviewer does: to the end and back, by amount, by a word, a few decisions. */
async function workOn(page: Page): Promise<void> {
  const row = page.getByRole('grid', { name: 'Invoices' }).getByRole('row').nth(1);
  await row.waitFor();
  await row.focus();
  await page.keyboard.press('Enter');
  const lines = page.getByRole('grid', { name: 'Lines of the invoice' });
  await lines.waitFor();
  for (const key of ['End', 'Home', 'PageDown', 'PageDown', 'x', 'x', 'a']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
  }
  await lines
    .getByRole('button', { name: /^Amount/ })
    .or(lines.getByText('Amount', { exact: true }))
    .first()
    .click();
  await page.waitForTimeout(1_500);
  await page.keyboard.press('End');
  await page.waitForTimeout(500);
  await page.keyboard.press('/');
  await page.keyboard.type('deposition');
  await page.waitForTimeout(2_000);
}
