import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose } from './choose.ts';
import { demoFile } from './demo-files.ts';
import { chipSays, type Desk, launchBrowser, openDesk, signIn, syncChip, tryToSignIn } from './desk.ts';
import { dropFiles } from './drop-files.ts';
import { type Account, launchFirm, type RunningFirm } from './launch-firm.ts';
import { waitForImports } from './review-page.ts';
import { violationsInBoth } from './violations.ts';

/**
 * What an administrator does, on screen, against the real server; and every part once for axe, light and dark.
 */
describe('the administrator', () => {
  let firm: RunningFirm;
  let browser: Browser;
  let office: Desk;
  let desk: Desk;
  let rosa: Account;
  let page: Page;

  const goTo = async (part: string) => {
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: part }).click();
    await page.getByRole('heading', { level: 1, name: part }).waitFor();
  };
  const says = (text: string | RegExp) => page.getByRole('status', { name: 'Messages' }).getByText(text).waitFor();
  const rowOf = (table: string, words: string) =>
    page.getByRole('region', { name: table }).getByRole('row').filter({ hasText: words });

  beforeAll(async () => {
    firm = await launchFirm();
    browser = await launchBrowser();
    rosa = await firm.addAccount('Rosa Lindqvist', 'reviewer');
    const max = await firm.addAccount('Max Brandvold', 'administrator');
    desk = await openDesk(browser, firm);
    await signIn(desk, rosa);
    await dropFiles(desk.page, [demoFile(31, 1, 40)]);
    await waitForImports(desk.page, 1);
    await chipSays(desk, /^Up to date/);
    office = await openDesk(browser, firm);
    ({ page } = office);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('dialog', { name: 'Sign in' }).waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await signIn(office, max);
  });
  afterAll(async () => {
    await browser?.close();
    await firm?.end();
  });

  it('sees how the work stands, and what the server told', async () => {
    await syncChip(page).click();
    await page.getByRole('dialog', { name: 'Sync' }).waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: /^Notifications/ }).click();
    await page.getByText(/An invoice was checked/).waitFor();
    await page.getByText('D31-00001').first().waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.getByRole('button', { name: 'Mark all read' }).click();
    await page.getByText('Nothing new.').waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('invites somebody with a token shown once, changes a role, shuts a person out and lets them in again', async () => {
    await page.getByRole('link', { name: 'Administration' }).click();
    await goTo('Users');
    await page.getByLabel('Name').fill('Ingrid Aaltonen-Vanderbilt');
    await page.getByLabel('E-mail').fill('ingrid@firm.lait.example');
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByText('Give Ingrid Aaltonen-Vanderbilt this one-time token').waitFor();
    await rowOf('Users', 'ingrid@firm.lait.example').getByText('Invited').waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have it' }).click();
    await page.getByLabel('Role of Rosa Lindqvist').selectOption('approver');
    await says('Rosa Lindqvist is now approver.');
    await rowOf('Users', 'Ingrid')
      .getByRole('button', { name: /^Disable/ })
      .click();
    await rowOf('Users', 'Ingrid').getByText('Disabled').waitFor();
    await rowOf('Users', 'Ingrid')
      .getByRole('button', { name: /^Enable/ })
      .click();
    await rowOf('Users', 'Ingrid').getByText('Invited').waitFor();
    await page.getByLabel('Name').fill('Twice');
    await page.getByLabel('E-mail').fill('ingrid@firm.lait.example');
    await page.getByRole('button', { name: 'Invite' }).click();
    await says('There is an account with this e-mail address.');
  });

  it('confirms a matter that came with a bill, and adds a client and a matter', async () => {
    await goTo('Clients and matters');
    await rowOf('Matters', 'not confirmed')
      .getByRole('button', { name: /^Confirm/ })
      .click();
    await says(/is confirmed\.$/);
    await page.getByLabel('Client number').fill('LONGSTONE');
    await page
      .getByLabel('Client name')
      .fill('Longstone, Abernathy and Featherstonehaugh Reinsurance Company of Europe');
    await page.getByRole('button', { name: 'Add client' }).click();
    await says('Client LONGSTONE is added.');
    await choose(page.getByRole('form', { name: 'Add a matter' }).getByLabel('Client'), /LONGSTONE/);
    await page.getByLabel('Matter number').fill('LONGSTONE-1');
    await page.getByLabel('Matter name').fill('Arbitration of the tunnel claims');
    await page.getByRole('button', { name: 'Add matter' }).click();
    await rowOf('Matters', 'LONGSTONE-1').waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('raises and lowers a wall', async () => {
    await goTo('Access and walls');
    await choose(page.getByLabel('Person'), /^Ingrid/);
    await choose(page.getByLabel('Matter'), /LONGSTONE-1/);
    await page.getByLabel('Reason for a wall').fill('Her brother is a party');
    await page.getByRole('button', { name: 'Raise a wall' }).click();
    await rowOf('Walls', 'Her brother is a party').waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await rowOf('Walls', 'Ingrid')
      .getByRole('button', { name: /^Lower/ })
      .click();
    await page.getByText('No wall stands.').waitFor();
  });

  it('sees who is locked out and unlocks them, ends a session, and takes a device off', async () => {
    const stranger = await openDesk(browser, firm);
    const refusal = stranger.page.getByRole('dialog', { name: 'Sign in' }).getByRole('alert');
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await tryToSignIn(stranger, { ...rosa, password: 'not her password' });
      await refusal.waitFor();
      if (attempt === 5) await refusal.getByText(/It can be tried in \d+ minutes\./).waitFor();
      await stranger.page.keyboard.press('Escape');
    }
    await goTo('Devices and sessions');
    await rowOf('Locked out', 'Rosa Lindqvist').waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await rowOf('Locked out', 'Rosa Lindqvist')
      .getByRole('button', { name: /^Unlock/ })
      .click();
    await says('Rosa Lindqvist may try again.');
    await rowOf('Sessions', 'Rosa Lindqvist').getByRole('button', { name: /^End/ }).first().click();
    await says('The session is ended, at once.');
    await chipSays(desk, /^Signed out/);
    await signIn(desk, rosa);
    await rowOf('Devices', 'Rosa Lindqvist')
      .getByRole('button', { name: /^Revoke/ })
      .click();
    await says('The device may no longer sync.');
    await chipSays(desk, /^Needs you/);
    await syncChip(desk.page).click();
    const menu = desk.page.getByRole('dialog', { name: 'Sync' });
    await menu.getByText('The server does not let this device sync.').waitFor();
  });

  it.each(['Rosters and rates', 'Versions', 'Stuck files', 'Audit log'])(
    'finds nothing for axe on %s',
    async (part) => {
      await goTo(part);
      await expect.poll(() => page.getByText('Asking the server').count()).toBe(0);
      expect(await page.getByText('The server did not answer this.').count()).toBe(0);
      expect(await violationsInBoth(page)).toEqual([]);
    },
  );

  it('is written down, each step, in the audit log', async () => {
    await goTo('Audit log');
    const log = page.getByRole('region', { name: 'Audit log' });
    for (const action of ['user.invite', 'matter.change', 'wall.raise', 'wall.lower', 'device.revoke']) {
      await log.getByText(action, { exact: true }).first().waitFor();
    }
  });

  it('broke no policy and threw no error on the way', () => {
    expect([office.complaints, desk.complaints]).toEqual([[], []]);
  });
});
