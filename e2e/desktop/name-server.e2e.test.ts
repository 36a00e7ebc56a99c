import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReleaseKey } from '../../scripts/cli/sign-release.ts';
import { chipSays, type Desk, signOut } from '../desk.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { type Account, launchFirm, type RunningFirm } from '../launch-firm.ts';
import { violationsInBoth } from '../violations.ts';
import { firmHands } from './firm-hands.ts';
import { securityReport } from './security-report.ts';

const report = securityReport();

/** A laptop on its first day: nobody has said which server it belongs to. */
describe("naming the firm's server on the desktop", () => {
  let firm: RunningFirm;
  let rosa: Account;
  let app: RunningDesktop;
  let website: Server;
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });
  const naming = () => app.page.getByRole('dialog', { name: /firm.s server/ });
  const signingIn = () => app.page.getByRole('dialog', { name: 'Sign in' });

  beforeAll(async () => {
    website = createServer((_, reply) => reply.end('<!doctype html><title>Not LAIT</title>'));
    await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
    firm = await launchFirm();
    rosa = await firm.addAccount('Rosa Lindqvist', 'administrator');
    const folder = mkdtempSync(join(tmpdir(), 'lait-keys-'));
    const hands = await firmHands(firm, rosa);
    await hands.post('/api/admin/update-keys', { keys: [await makeReleaseKey(join(folder, 'key'))] });
    rmSync(folder, { recursive: true });
    app = await launchDesktop();
  });
  afterAll(async () => {
    await app?.end();
    await firm?.end();
    website.close();
    report.print();
  });

  it('takes no address that is none, where nothing answers, or where something else does', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const { port } = website.address() as AddressInfo;
    for (const [typed, sentence] of [
      ['two words', /no address of a server/],
      ['http://lait.firm.example', /secure line/],
      ['http://127.0.0.1:1', /Nothing answers at this address/],
      [`http://127.0.0.1:${port}/`, /no LAIT server/],
    ] as const) {
      await naming().getByLabel('Address').fill(typed);
      await page.keyboard.press('Enter');
      await naming().getByRole('alert').filter({ hasText: sentence }).waitFor();
    }
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('takes the right one, with the keyboard alone, and lets the person sign in without a new start', async () => {
    const { page } = app;
    await naming().getByLabel('Address').fill(`${firm.address}/invoices`);
    await page.keyboard.press('Enter');
    await signingIn().getByText(firm.address).waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    // What had the focus is gone with the other form; it stays within the dialog.
    for (let presses = 0; presses < 8 && !(await isFocused('E-mail')); presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.type(rosa.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(rosa.password);
    await page.keyboard.press('Enter');
    await chipSays(desk(), /^Up to date/);
  });

  it('stays as it is while somebody is signed in, and can be changed once they are not', async () => {
    const { page } = app;
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('To change it, sign out first.').waitFor();
    await page.getByText(firm.address, { exact: true }).waitFor();
    await signOut(desk());
    await page.getByRole('button', { name: 'Change the server' }).click();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.getByRole('button', { name: 'Leave it as it is' }).click();
    await page.getByText(firm.address, { exact: true }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('is left for another one only by the person\u2019s word, and with it go the keys by which its versions are known', async () => {
    const { page } = app;
    const trust = join(app.userData, 'updates', 'trust.json');
    await expect.poll(() => existsSync(trust), { timeout: 15_000 }).toBe(true);
    // The same server under its other name, which is another firm's for all that this laptop knows.
    const other = firm.address.replace('127.0.0.1', 'localhost');
    const answer = (response: number) =>
      app.evaluate(({ dialog }, chosen) => {
        const scope = globalThis as unknown as { asked: string[] };
        scope.asked = [];
        dialog.showMessageBox = (async (...args: unknown[]) => {
          scope.asked.push((args.at(-1) as { message: string }).message);
          return { response: chosen, checkboxChecked: false };
        }) as never;
      }, response);
    const asked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked, null);
    const name = async () => {
      await page.getByRole('button', { name: 'Change the server' }).click();
      await page.getByLabel('Address').fill(other);
      await page.keyboard.press('Enter');
    };
    await answer(0);
    await name();
    await page.getByText(firm.address, { exact: true }).waitFor();
    expect([(await asked()).length, existsSync(trust)]).toEqual([1, true]);
    await answer(1);
    await name();
    await page.getByText(other, { exact: true }).waitFor();
    expect([await asked(), existsSync(trust)]).toEqual([[expect.stringContaining('Leave the firm at')], false]);
    expect(existsSync(join(app.userData, 'secrets', 'device-token.bin'))).toBe(false);
    report.proven('another firm: by a person\u2019s word alone, and without the keys of the one before', 'lait');
  });

  const isFocused = (label: string) =>
    signingIn()
      .getByLabel(label)
      .evaluate((field) => field === document.activeElement);
});
