import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chipSays, type Desk, signIn } from '../desk.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { launchFirm, type RunningFirm } from '../launch-firm.ts';
import { backToQueue, figuresOf, openInvoice, waitForImports } from '../review-page.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';
import { decisionsAtTheFirm, invoicesAtTheFirm } from './firm-hands.ts';
import { type NetworkBetween, networkBetween } from './network-between.ts';
import { pressDecisions } from './press-decisions.ts';

const BILLS = 40;
const LINES = 50;
/** One key a line on so many bills; the others are gone through with one key for what is open. */
const BILLS_BY_LINE = 8;
const DECISIONS = 300;

/** A day on the train: forty bills from the mail in the morning, no network, the lid shut at noon, home in the evening. */
describe('an offline day', () => {
  let firm: RunningFirm;
  let network: NetworkBetween;
  let app: RunningDesktop;
  let bills: DemoFolder;
  let decided = 0;
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });
  const power = (event: 'suspend' | 'resume') =>
    app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);

  beforeAll(async () => {
    bills = demoFolder();
    firm = await launchFirm();
    network = await networkBetween(firm.address);
    app = await launchDesktop({ env: { LAIT_SERVER_URL: network.address } });
  });
  afterAll(async () => {
    await app?.end();
    network?.close();
    await firm?.end();
    bills.remove();
  });

  it('begins with forty bills, dropped as one folder, that the firm has soon as well', async () => {
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await signIn(desk(), await firm.addAccount('Ada Reviewer', 'reviewer'));
    for (let bill = 1; bill <= BILLS; bill += 1)
      bills.bill(`March/${String(bill).padStart(2, '0')}.led`, 51, bill, LINES);
    await recordProgress();
    await app.dropPaths([join(bills.path, 'March')]);
    await waitForImports(app.page, BILLS);
    // The taskbar went up with them, and is clear again.
    await expect.poll(async () => (await progress()).at(-1)).toBe(-1);
    const shown = (await progress()).filter((each) => each >= 0);
    expect(shown.length).toBeGreaterThan(BILLS);
    expect(shown).toEqual(shown.toSorted((left, right) => left - right));
    await expect.poll(async () => (await invoicesAtTheFirm(firm)).length, { timeout: 60_000 }).toBe(BILLS);
    await chipSays(desk(), /^Up to date/, 60_000);
  }, 180_000);

  it('goes on without a network: three hundred decisions, the lid shut and opened, nothing asked of anybody', async () => {
    network.become('down');
    for (let bill = 1; bill <= BILLS && decided < DECISIONS; bill += 1) {
      // The newest stand on top.
      await openInvoice(app.page, `D51-${String(BILLS + 1 - bill).padStart(5, '0')}`);
      if (bill <= BILLS_BY_LINE) decided += await pressDecisions(app.page, DECISIONS - decided);
      else decided += await acceptEveryLine(DECISIONS - decided);
      if (bill === BILLS_BY_LINE) {
        await power('suspend');
        await power('resume');
      }
      await backToQueue(app.page);
    }
    expect(decided).toBeGreaterThanOrEqual(DECISIONS);
    await chipSays(desk(), /^Offline, \d+ waiting/);
    expect(await decisionsAtTheFirm(firm)).toBe(0);
  }, 300_000);

  it('ends with everything at the firm, once the network is there again', async () => {
    network.become('open');
    await power('resume');
    await chipSays(desk(), /^Up to date/, 60_000);
    expect(await decisionsAtTheFirm(firm)).toBe(decided);
    expect(app.complaints.filter((each) => !each.includes('Failed to load resource'))).toEqual([]);
  }, 120_000);

  function recordProgress(): Promise<void> {
    return app.evaluate(({ BrowserWindow }) => {
      const seen: number[] = [];
      Object.assign(globalThis, { seenProgress: seen });
      const [window] = BrowserWindow.getAllWindows();
      if (window !== undefined) Object.assign(window, { setProgressBar: (value: number) => void seen.push(value) });
    }, null);
  }

  function progress(): Promise<readonly number[]> {
    return app.evaluate(() => (globalThis as unknown as { seenProgress: number[] }).seenProgress, null);
  }

  /** All lines at once, with one key. @returns how many decisions that made */
  async function acceptEveryLine(most: number): Promise<number> {
    const { decisions: before } = await figuresOf(app.page);
    await app.page.keyboard.press('Control+a');
    await app.page.keyboard.press('a');
    await expect.poll(async () => (await figuresOf(app.page)).decisions, { timeout: 15_000 }).toBeGreaterThan(before);
    await app.page.waitForTimeout(most > LINES ? 0 : 300);
    return (await figuresOf(app.page)).decisions - before;
  }
});
