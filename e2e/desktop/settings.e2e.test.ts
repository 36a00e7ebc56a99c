import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chipSays, type Desk, signIn } from '../desk.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { launchFirm, type RunningFirm } from '../launch-firm.ts';
import { openInvoice, waitForImports } from '../review-page.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';
import { decisionsAtTheFirm, type FirmHands, firmHands } from './firm-hands.ts';
import { type NetworkBetween, networkBetween } from './network-between.ts';
import { pressDecisions } from './press-decisions.ts';
import { securityReport } from './security-report.ts';

const report = securityReport();

/** What only the desktop has in its settings, and a version that the firm no longer allows. */
describe('the desktop\u2019s settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-report-'));
  let firm: RunningFirm;
  let network: NetworkBetween;
  let rosa: FirmHands;
  let app: RunningDesktop;
  let bills: DemoFolder;
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });

  beforeAll(async () => {
    bills = demoFolder();
    firm = await launchFirm();
    network = await networkBetween(firm.address);
    rosa = await firmHands(firm, await firm.addAccount('Rosa Lindqvist', 'administrator'));
    app = await launchDesktop({ env: { LAIT_SERVER_URL: network.address } });
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await app.dropPaths([bills.bill('one.led', 61, 1, 80)]);
    await waitForImports(app.page, 1);
    await signIn(desk(), await firm.addAccount('Ada Reviewer', 'reviewer'));
  });
  afterAll(async () => {
    await app?.end();
    network?.close();
    await firm?.end();
    bills.remove();
    rmSync(folder, { recursive: true, force: true });
    report.print();
  });

  it('say which version this is, and keep what was chosen about notifications over a restart', async () => {
    await app.page.getByRole('link', { name: 'Settings', exact: true }).click();
    await app.page.getByText(/once somebody has signed in here and the firm publishes them/).waitFor();
    await app.page.getByText('Keep quiet for part of the day').click();
    await app.page.getByLabel('From').fill('21:30');
    await expect
      .poll(() => JSON.parse(readFileSync(join(app.userData, 'settings.json'), 'utf8')).notifications?.quiet)
      .toEqual({ fromMinute: 21 * 60 + 30, untilMinute: 7 * 60 });
    await app.quit();
    app = await app.reopen({ env: { LAIT_SERVER_URL: network.address } });
    await app.page.getByRole('link', { name: 'Settings', exact: true }).click();
    await expect.poll(() => app.page.getByLabel('From').inputValue()).toBe('21:30');
  });

  it('look everything over in ten numbered steps, and find it in order', async () => {
    await app.page.getByRole('button', { name: 'Run diagnostics' }).click();
    const steps = app.page.getByRole('list', { name: 'What was found' }).getByRole('listitem');
    await expect.poll(() => steps.count(), { timeout: 20_000 }).toBe(10);
    const found = await steps.allInnerTexts();
    for (const words of ['Reached in', 'Within 0 s', 'MB free', '1 invoices', 'Both are sound', 'Version 0.1.0']) {
      expect(found.some((each) => each.includes(words))).toBe(true);
    }
    // A key store that is only a file here is what there is to look at.
    expect(found.filter((each) => each.includes('Failed'))).toEqual([]);
  });

  it('save a report that names no person, machine, path, server or client', async () => {
    const path = join(folder, 'report.zip');
    await app.evaluate(({ dialog }, filePath) => {
      Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
    }, path);
    await app.page.getByRole('button', { name: /^Save a report/ }).click();
    await app.page.getByText(/The report is saved/).waitFor();
    const files = unzipSync(new Uint8Array(readFileSync(path)));
    expect(Object.keys(files).toSorted()).toEqual(['logs/main.log', 'notifications.json', 'report.json', 'steps.txt']);
    const all = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('\n');
    for (const word of [
      'Ada Reviewer',
      app.userData,
      network.address,
      'HARBOR',
      'D61-00001',
      hostname(),
      userInfo().homedir,
    ]) {
      if (word.length >= 3) expect([word, all.includes(word)]).toEqual([word, false]);
    }
    expect(all).toContain('workspace.opened');
    report.proven('log and report hold no person, path, address or secret', 'lait');
  });

  it('say that a server which is away is away, and go on to the other steps', async () => {
    network.become('down');
    await app.page.getByRole('button', { name: 'Run diagnostics' }).click();
    const steps = app.page.getByRole('list', { name: 'What was found' });
    await steps.getByText('The server is not reached.', { exact: false }).first().waitFor({ timeout: 20_000 });
    await steps.getByText('Both are sound').waitFor();
  });

  it('a version below the firm\u2019s minimum hands in what it holds, shows everything, and begins nothing new', async () => {
    await app.page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(app.page, 'D61-00001');
    expect(await pressDecisions(app.page, 3)).toBe(3);
    await rosa.post('/api/admin/update-minimum', { version: '9.0.0' });
    network.become('open');
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'), null);
    await expect.poll(() => decisionsAtTheFirm(firm), { timeout: 20_000 }).toBe(3);
    await app.page.getByRole('alert').filter({ hasText: 'older than your firm allows' }).waitFor({ timeout: 15_000 });
    await chipSays(desk(), /Needs you/);
    await app.page.getByRole('grid', { name: 'Lines of the invoice' }).getByRole('row').nth(1).click();
    await app.page.keyboard.press('x');
    await app.page
      .getByText(/nothing new can be done with it/)
      .first()
      .waitFor();
    expect(await decisionsAtTheFirm(firm)).toBe(3);
  });
});
