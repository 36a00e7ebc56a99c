import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueFirstAdministratorToken } from '#server/auth/accounts.ts';
import { chipSays, type Desk, launchBrowser, openDesk, signOut, tryToSignIn } from './desk.ts';
import { type Account, launchFirm, type RunningFirm } from './launch-firm.ts';
import { violationsInBoth } from './violations.ts';

/** What whoever installed LAIT does first, on screen alone: name themselves, set up the second factor, be an administrator. */
describe('the first administrator', () => {
  let firm: RunningFirm;
  let browser: Browser;
  let desk: Desk;
  let page: Page;
  let codes: readonly string[] = [];
  let totp: TOTP;
  const ada: Account = {
    userId: '',
    email: 'ada@firm.lait.example',
    displayName: 'Ada Holmqvist',
    password: 'a sentence that nobody guesses',
  };
  const section = () => page.getByRole('region', { name: 'Second factor' });
  const administration = () => page.getByRole('link', { name: 'Administration' });

  beforeAll(async () => {
    firm = await launchFirm();
    browser = await launchBrowser();
    desk = await openDesk(browser, firm);
    ({ page } = desk);
  });
  afterAll(async () => {
    await browser?.close();
    await firm?.end();
  });

  it('says who they are with the one-time token, and signs in', async () => {
    const { token } = await issueFirstAdministratorToken(firm.context);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'I have a one-time token' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set a password' });
    await dialog.getByLabel('One-time token').fill(token);
    await dialog.getByRole('switch', { name: 'I am the first administrator' }).focus();
    await page.keyboard.press('Space');
    await dialog.getByLabel('Name').fill(ada.displayName);
    await dialog.getByLabel('E-mail').fill(ada.email);
    await dialog.getByLabel(/^New password/).fill(ada.password);
    expect(await violationsInBoth(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Set the password' }).click();
    const signingIn = page.getByRole('dialog', { name: 'Sign in' });
    await signingIn.getByRole('button', { name: 'Sign in', exact: true }).click();
    await signingIn.waitFor({ state: 'hidden' });
    await chipSays(desk, /^Up to date/);
    expect(await administration().count()).toBe(0);
  });

  it('has a reviewer\u2019s rights until the second factor is set up, and an administrator\u2019s from that moment on', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await section().getByText('Your role needs a second factor.').waitFor();
    await section().getByRole('button', { name: 'Set up a second factor' }).click();
    await section().getByLabel('Your password, once more').fill('not the password');
    await page.keyboard.press('Enter');
    await section().getByRole('alert').waitFor();
    await section().getByLabel('Your password, once more').fill(ada.password);
    await page.keyboard.press('Enter');
    const uri = await section()
      .getByText(/^otpauth:/)
      .textContent();
    const secret = new URL(uri ?? '').searchParams.get('secret') ?? '';
    totp = new TOTP({ secret: Secret.fromBase32(secret) });
    expect(await violationsInBoth(page)).toEqual([]);
    await section().getByLabel('The code it shows now').fill(totp.generate());
    await section().getByRole('button', { name: 'Confirm' }).click();
    const list = section().getByRole('list', { name: 'Recovery codes' });
    await list.waitFor();
    codes = await list.getByRole('listitem').allTextContents();
    expect(codes).toHaveLength(10);
    expect(await violationsInBoth(page)).toEqual([]);
    await administration().waitFor();
    await section().getByRole('button', { name: 'I have them' }).click();
    await section().getByText('Signing in takes a code of your authenticator.').waitFor();
    expect(await page.locator('body').textContent()).not.toContain(codes[0]);
  });

  it('is asked for a code from then on, and gets in with a recovery code too', async () => {
    await signOut(desk);
    await tryToSignIn(desk, ada);
    const dialog = page.getByRole('dialog', { name: 'Sign in' });
    await dialog.getByLabel('Code, or a recovery code').fill(codes[0] ?? '');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await administration().waitFor();
  });

  it('broke no policy and threw no error on the way', () => {
    expect(desk.complaints).toEqual([]);
  });
});
