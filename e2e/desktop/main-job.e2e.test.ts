import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { figuresOf, openInvoice, waitForImports } from '../review-page.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';
import { securityReport } from './security-report.ts';

const report = securityReport();

/** The job as a reviewer does it in the desktop window: drop by path, decide, quit, come back. */
describe('the main job on the desktop', () => {
  let app: RunningDesktop;
  let bills: DemoFolder;

  beforeAll(async () => {
    bills = demoFolder();
    app = await launchDesktop();
  });
  afterAll(async () => {
    await app.end();
    bills.remove();
    report.print();
  });

  it('opens its window on lait://app, and says that its files are encrypted on this computer', async () => {
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    const url = await app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.webContents.getURL()),
      null,
    );
    expect(url).toEqual(['lait://app/']);
    await app.page.getByRole('link', { name: 'Settings', exact: true }).click();
    await app.page
      .getByText(/encrypted/i)
      .first()
      .waitFor();
    await app.page.getByRole('link', { name: 'Invoices', exact: true }).click();
  });

  it('reads a dropped file and a dropped folder by their paths, and never shows one to the page', async () => {
    const single = bills.bill('one.led', 21, 1, 60);
    bills.bill('March/two.txt', 21, 2, 80);
    bills.bill('March/old/three.led', 21, 3, 40);
    bills.bill('March/.hidden.led', 21, 4, 40);
    await app.dropPaths([single, join(bills.path, 'March')]);
    await waitForImports(app.page, 3);
    await expect.poll(() => app.page.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount')).toBe('4');
    const tray = app.page.getByRole('region', { name: 'Imports' });
    expect(await tray.innerText()).toContain('March/old/three.led');
    expect(await app.page.content()).not.toContain(bills.path);
  });

  it('has every decision still there after it was quit and started again', async () => {
    await openInvoice(app.page, 'D21-00001');
    await app.page.keyboard.press('f');
    for (const [index, key] of ['a', 'x', 'x'].entries()) {
      await app.page.keyboard.press(key);
      await expect.poll(async () => (await figuresOf(app.page)).decisions, { timeout: 10_000 }).toBe(index + 1);
    }
    const before = await figuresOf(app.page);
    await app.quit();
    app = await app.reopen();
    await openInvoice(app.page, 'D21-00001');
    await expect.poll(() => figuresOf(app.page), { timeout: 10_000 }).toEqual(before);
  });

  it('comes back to the same invoice when its page is loaded anew, as after a crash', async () => {
    const before = await figuresOf(app.page);
    await app.page.reload();
    await app.page.getByRole('heading', { level: 1, name: 'D21-00001' }).waitFor();
    await expect.poll(() => figuresOf(app.page), { timeout: 10_000 }).toEqual(before);
  });

  it('keeps nothing of an invoice readable on the disk', async () => {
    const folder = join(app.userData, 'workspace');
    const files = readdirSync(folder).filter((name) => name.includes('.db'));
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const name of files) expect(readFileSync(join(folder, name)).includes('LEDES')).toBe(false);
    report.proven('files of invoices are encrypted on the disk', 'lait');
  });

  it('went to no network, broke no policy and threw no error on the way', async () => {
    expect([app.complaints, await app.foreignRequests()]).toEqual([[], []]);
  });
});
