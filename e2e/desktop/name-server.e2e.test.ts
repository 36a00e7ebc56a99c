import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chipSays, type Desk, signOut } from '../desk.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { type Account, launchFirm, type RunningFirm } from '../launch-firm.ts';
import { violationsInBoth } from '../violations.ts';

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
    app = await launchDesktop();
  });
  afterAll(async () => {
    await app?.end();
    await firm?.end();
    website.close();
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

  const isFocused = (label: string) =>
    signingIn()
      .getByLabel(label)
      .evaluate((field) => field === document.activeElement);
});
