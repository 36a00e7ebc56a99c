import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronBinary, launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { backToQueue, waitForImports } from '../review-page.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';
import { securityReport } from './security-report.ts';

const report = securityReport();

/** What the system starts LAIT for, while it runs and when it does not: files and links. */
describe('LAIT, when the system wants something of it', () => {
  let app: RunningDesktop;
  let bills: DemoFolder;
  let first: string;

  beforeAll(async () => {
    bills = demoFolder();
    first = bills.bill('first.led', 23, 1, 40);
    app = await launchDesktop({ args: [first] });
  });
  afterAll(async () => {
    await app.end();
    bills.remove();
    report.print();
  });

  const address = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.webContents.getURL()), null);

  /** Labels of the tray's menu; or one of its items is clicked. */
  const trayMenu = (ask: string) =>
    app.evaluate(({ Tray }, asked) => {
      interface Shown {
        readonly menu: { items: { label?: string }[]; getMenuItemById(id: string): { click(): void } | null } | null;
      }
      const [tray] = [...((Tray as unknown as { shown?: Set<Shown> }).shown ?? [])];
      if (asked !== 'labels') tray?.menu?.getMenuItemById(asked)?.click();
      return (tray?.menu?.items ?? []).flatMap(({ label }) => label ?? []);
    }, ask);

  it('reads the file that it was started with', async () => {
    await waitForImports(app.page, 1);
    await app.page.getByRole('row', { name: /^D23-00001 / }).waitFor();
  });

  it('is one: a second start hands its files over and ends', async () => {
    expect(await app.startAgain([bills.bill('second.ledes', 23, 2, 40), '--some-switch', '/etc/passwd'])).toBe(0);
    await app.page.getByRole('row', { name: /^D23-00002 / }).waitFor();
    expect(await app.page.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount')).toBe('3');
    expect(await address()).toEqual(['lait://app/']);
  });

  it('goes where a link points, and nowhere else', async () => {
    await app.page.getByRole('row', { name: /^D23-00001 / }).dblclick();
    await app.page.getByRole('heading', { level: 1, name: 'D23-00001' }).waitFor();
    const invoiceId = /invoices\/([0-9a-f-]{36})/.exec((await address())[0] ?? '')?.[1] ?? '';
    await backToQueue(app.page);
    await app.startAgain([
      `lait://open/invoice/${invoiceId}?approve=1`,
      'lait://open/settings',
      'lait://app/admin/users',
    ]);
    await app.startAgain([`lait://open/invoice/${invoiceId}`]);
    await app.page.getByRole('heading', { level: 1, name: 'D23-00001' }).waitFor();
    await app.startAgain(['lait://open/queue']);
    await app.page.getByRole('grid', { name: 'Invoices' }).waitFor();
    report.proven('links into LAIT are places of a closed list, without a query or a verb', 'lait');
  });

  it('takes files from its own menu by the system dialog', async () => {
    const path = bills.bill('third.txt', 23, 3, 40);
    await app.evaluate(({ dialog, Menu }, chosen) => {
      dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [chosen] })) as never;
      Menu.getApplicationMenu()?.getMenuItemById('choose-files')?.click();
    }, path);
    await app.page.getByRole('row', { name: /^D23-00003 / }).waitFor();
  });

  it('syncs and goes on after sleep, and broke nothing on the way', async () => {
    await app.evaluate(({ powerMonitor }) => {
      for (const event of ['suspend', 'lock-screen', 'resume', 'unlock-screen'] as const)
        powerMonitor.emit(event as never);
    }, null);
    await app.page.getByRole('link', { name: 'Settings', exact: true }).click();
    await app.page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('without a sign-in there is only a cover: it comes and goes with the screen, or at a press, and says what it is', async () => {
    const policy = join(bills.path, 'policy.json');
    writeFileSync(policy, JSON.stringify({ lockWithScreen: true }));
    await app.quit();
    app = await app.reopen({ env: { LAIT_POLICY_FILE: policy } });
    const row = app.page.getByRole('row', { name: /^D23-00001 / });
    await row.waitFor();
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'), null);
    await row.waitFor({ state: 'hidden' });
    await app.page.getByText('there is nobody to ask').waitFor();
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('unlock-screen'), null);
    await row.waitFor();
    await app.evaluate(({ Menu }) => void Menu.getApplicationMenu()?.getMenuItemById('lock')?.click(), null);
    await row.waitFor({ state: 'hidden' });
    await app.page.keyboard.press('Enter');
    await row.waitFor();
  });

  // The real Electron shows its tray to nobody but the person.
  it.runIf(electronBinary() === null)(
    'goes on in the tray when its window is closed, once that is wanted, and comes back from there',
    async () => {
      await app.page.getByRole('link', { name: 'Settings', exact: true }).click();
      await app.page.getByText('Show LAIT in the tray').click();
      await expect.poll(() => trayMenu('labels')).toEqual(['Open LAIT', 'Nothing needs you', 'Sync Now', 'Quit LAIT']);
      const context = app.page.context();
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), null);
      await expect.poll(() => address()).toEqual([]);
      const next = context.waitForEvent('page');
      await trayMenu('tray-open');
      const page = await next;
      await page.getByRole('row', { name: /^D23-00001 / }).waitFor();
      await page.getByRole('link', { name: 'Settings', exact: true }).click();
      await page.getByText('Show LAIT in the tray').click();
      await expect.poll(() => trayMenu('labels')).toEqual([]);
    },
  );

  it('keeps where its window was', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 90, width: 1100, height: 720 });
    }, null);
    await app.quit();
    app = await app.reopen();
    const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(), null);
    expect(bounds).toEqual({ x: 120, y: 90, width: 1100, height: 720 });
  });
});
