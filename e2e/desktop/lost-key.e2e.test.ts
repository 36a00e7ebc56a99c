import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chipSays, type Desk, signIn, tryToSignIn } from '../desk.ts';
import { electronBinary, launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { type Account, launchFirm, type RunningFirm } from '../launch-firm.ts';
import { figuresOf, openInvoice, waitForImports } from '../review-page.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';

// The key store of the real Electron is the system's own; a test does not take it away.
if (electronBinary() === null) describe('a key that was lost with unsent work under it', lostKey);

function lostKey(): void {
  let firm: RunningFirm;
  let rosa: Account;
  let app: RunningDesktop;
  let bills: DemoFolder;
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });

  beforeAll(async () => {
    bills = demoFolder();
    firm = await launchFirm();
    rosa = await firm.addAccount('Rosa Lindqvist', 'administrator');
    app = await launchDesktop({ env: { LAIT_SERVER_URL: firm.address } });
  });
  afterAll(async () => {
    await app?.end();
    await firm?.end();
    bills.remove();
  });

  it('was left with the server after the first sign-in', async () => {
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await signIn(desk(), rosa);
    const note = join(app.userData, 'workspace', 'key-deposit.json');
    await expect.poll(() => existsSync(note), { timeout: 30_000 }).toBe(true);
  });

  it('comes back with the next sign-in, and what was done without a network is sent after all', async () => {
    await firm.killServer();
    await app.dropPaths([bills.bill('one.led', 26, 1, 60)]);
    await waitForImports(app.page, 1);
    await openInvoice(app.page, 'D26-00001');
    await app.page.keyboard.press('f');
    await app.page.keyboard.press('x');
    await expect.poll(async () => (await figuresOf(app.page)).decisions).toBe(1);
    await app.quit();
    rmSync(join(app.userData, 'standin-keyring'));
    await firm.startServer();
    app = await app.reopen({ env: { LAIT_SERVER_URL: firm.address } });
    await app.page.getByRole('button', { name: 'Set the files aside and begin anew' }).click();
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await tryToSignIn(desk(), rosa);
    await app.page.getByText(/The firm's server had kept the key/).waitFor({ timeout: 40_000 });
    await openInvoice(app.page, 'D26-00001');
    await expect.poll(async () => (await figuresOf(app.page)).decisions, { timeout: 15_000 }).toBe(1);
    await chipSays(desk(), /^Up to date/, 40_000);
    // What was set aside is still there, as it was found.
    const [aside = ''] = readdirSync(join(app.userData, 'set-aside'));
    expect(readdirSync(join(app.userData, 'set-aside', aside, 'workspace'))).toContain('outbox.db');
  });
}
