import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRows } from './all-rows.ts';
import { choose } from './choose.ts';
import { demoFile } from './demo-files.ts';
import { chipSays, type Desk, launchBrowser, openDesk, signIn, signOut, tryToSignIn } from './desk.ts';
import { dropFiles } from './drop-files.ts';
import { type Account, launchFirm, type RunningFirm } from './launch-firm.ts';
import { figuresOf, openInvoice, waitForImports } from './review-page.ts';
import { violationsInBoth } from './violations.ts';

const NUMBER = 'D31-00001';

/** The cursor on a line, counted from 0, by keyboard. */
async function goToLine(page: Page, index: number): Promise<void> {
  await page.keyboard.press('Home');
  for (let step = 0; step < index; step += 1) await page.keyboard.press('j');
}

/**
 * Two reviewers, each in their own browser, and the firm's server as a process of its own on a real PostgreSQL and
 * Redis. One story; each step stands on the one before.
 */
describe('two desks and one firm', () => {
  let firm: RunningFirm;
  let browser: Browser;
  let rosa: Account;
  let remy: Account;
  let mine: Desk;
  let theirs: Desk;
  /** The administrator's. */
  let office: Desk;
  const bill = demoFile(31, 1, 310);

  beforeAll(async () => {
    firm = await launchFirm();
    browser = await launchBrowser();
    rosa = await firm.addAccount('Rosa Lindqvist', 'reviewer');
    remy = await firm.addAccount('Remy Okafor', 'reviewer');
    mine = await openDesk(browser, firm);
    theirs = await openDesk(browser, firm);
    office = await openDesk(browser, firm);
  });
  afterAll(async () => {
    await browser?.close();
    await firm?.end();
  });

  it('sign in, and a bill that one of them drops stands on both, the same to the last line', async () => {
    await signIn(mine, rosa);
    await signIn(theirs, remy);
    await dropFiles(mine.page, [bill]);
    await waitForImports(mine.page, 1);
    await openInvoice(theirs.page, NUMBER);
    await openInvoice(mine.page, NUMBER);
    await chipSays(mine, /^Up to date/);
    const rows = await allRows(mine.page);
    expect(rows.length).toBeGreaterThan(300);
    expect(await allRows(theirs.page)).toEqual(rows);
  });

  it('one decides more than 300 lines by keyboard without a network; it is kept, and the chip says what waits', async () => {
    const { page, context } = mine;
    await context.setOffline(true);
    await goToLine(page, 0);
    await page.keyboard.press('x');
    await expect.poll(async () => (await figuresOf(page)).decisions).toBe(1);
    // All the others at once: everything is selected, and the line just decided taken out again.
    await page.keyboard.press('Control+a');
    await goToLine(page, 0);
    await page.keyboard.press(' ');
    await page.keyboard.press('a');
    await expect.poll(async () => (await figuresOf(page)).decisions).toBeGreaterThan(300);
    await chipSays(mine, /^Offline, 2 waiting/);
  });

  it('the other meanwhile decides some of the same lines likewise, and two of them otherwise', async () => {
    const { page } = theirs;
    await goToLine(page, 0);
    await page.keyboard.press('x');
    await goToLine(page, 1);
    await page.keyboard.press('r');
    await page.keyboard.type('20%');
    await page.keyboard.press('Enter');
    await goToLine(page, 2);
    await page.keyboard.press('x');
    await goToLine(page, 3);
    await page.keyboard.press('a');
    await expect.poll(async () => (await figuresOf(page)).decisions).toBe(4);
    await chipSays(theirs, /^Up to date/);
  });

  it('back on the network only the two true conflicts are asked about, and nothing else', async () => {
    await mine.context.setOffline(false);
    await chipSays(mine, /^2 need you/);
    expect(await allRows(mine.page)).toEqual(await allRows(theirs.page));
    await mine.page.getByRole('link', { name: 'Conflicts (2)' }).click();
    await mine.page.getByRole('heading', { level: 1, name: '2 conflicts' }).waitFor();
    expect(await theirs.page.getByRole('link', { name: /^Conflicts/ }).count()).toBe(0);
    await mine.page.getByRole('region', { name: 'Theirs' }).waitFor();
    expect(await violationsInBoth(mine.page)).toEqual([]);
  });

  it('settles them by keyboard on the card, and both desks come to the same rows', async () => {
    const { page } = mine;
    const card = page.getByRole('article', { name: 'Decision on a line' });
    await card.getByText('line 2', { exact: false }).waitFor();
    await page.keyboard.press('n');
    await card.getByText('line 3', { exact: false }).waitFor();
    await card.getByRole('region', { name: 'Theirs' }).waitFor();
    await page.keyboard.press('e');
    await page.keyboard.type('10%');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '1 conflict' }).waitFor();
    // A key acts on a card that is seen: both sides stand there first.
    await card.getByRole('region', { name: 'Theirs' }).waitFor();
    await page.keyboard.press('m');
    await page.getByRole('heading', { level: 1, name: 'Nothing needs you here' }).waitFor();
    await chipSays(mine, /^Up to date/);
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(page, NUMBER);
    const rows = await allRows(page);
    expect(rows[1]).toContain('Accepted');
    expect(rows[2]).toContain('Percent cut');
    await expect.poll(() => allRows(theirs.page), { timeout: 20_000 }).toEqual(rows);
    expect(await figuresOf(theirs.page)).toEqual(await figuresOf(page));
  });

  it('go on when the server is killed, say so, and recover by themselves when it is back', async () => {
    await firm.killServer();
    await chipSays(mine, /^Offline/);
    await chipSays(theirs, /^Offline/);
    await goToLine(mine.page, 5);
    await mine.page.keyboard.press('x');
    await chipSays(mine, /^Offline, 1 waiting/);
    await firm.startServer();
    await chipSays(mine, /^Up to date/);
    await chipSays(theirs, /^Up to date/);
    const rows = await allRows(mine.page);
    expect(rows[5]).toContain('Cut whole');
    await expect.poll(() => allRows(theirs.page)).toEqual(rows);
  });

  it('let one go with a single key, and theirs stands on both', async () => {
    const { page, context } = mine;
    await context.setOffline(true);
    await goToLine(page, 20);
    await page.keyboard.press('x');
    await chipSays(mine, /^Offline, 1 waiting/);
    await goToLine(theirs.page, 20);
    await theirs.page.keyboard.press('r');
    await theirs.page.keyboard.type('10%');
    await theirs.page.keyboard.press('Enter');
    await expect.poll(async () => (await allRows(theirs.page))[20]).toContain('Percent cut');
    await chipSays(theirs, /^Up to date/);
    await context.setOffline(false);
    await chipSays(mine, /^1 need you/);
    await page.getByRole('link', { name: 'Conflicts (1)' }).click();
    await page.getByRole('region', { name: 'Theirs' }).getByText('Cut by 10').waitFor();
    await page.keyboard.press('t');
    await page.getByRole('heading', { level: 1, name: 'Nothing needs you here' }).waitFor();
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(page, NUMBER);
    expect(await allRows(page)).toEqual(await allRows(theirs.page));
  });

  it('lose a matter that an administrator withdraws while it is open, within five seconds, and are told', async () => {
    const max = await firm.addAccount('Max Brandvold', 'administrator');
    await signIn(office, max);
    await office.page.getByRole('link', { name: 'Administration' }).click();
    await office.page.getByRole('link', { name: 'Access and walls' }).click();
    await raiseWall();
    const raised = performance.now();
    await theirs.page.getByRole('heading', { name: 'No invoices yet' }).waitFor({ timeout: 5_000 });
    expect(performance.now() - raised).toBeLessThan(5_000);
    await theirs.page.getByRole('alert').getByText('Access to the matter you were looking at was withdrawn.').waitFor();
    expect(await mine.page.getByRole('heading', { level: 1, name: NUMBER }).count()).toBe(1);
  });

  it('are told how many of their unsent actions were discarded with it', async () => {
    await office.page.getByRole('button', { name: /^Lower/ }).click();
    await openInvoice(theirs.page, NUMBER);
    await theirs.context.setOffline(true);
    for (const index of [10, 11, 12]) {
      await goToLine(theirs.page, index);
      await theirs.page.keyboard.press('x');
    }
    await chipSays(theirs, /^Offline, 3 waiting/);
    await raiseWall();
    await theirs.context.setOffline(false);
    await theirs.page.getByRole('heading', { name: 'No invoices yet' }).waitFor({ timeout: 5_000 });
    await theirs.page.getByText('3 actions of yours that the server had not taken were discarded').waitFor();
  });

  it('keep what was not sent for whoever did it: nobody else can sign in over it', async () => {
    const { page, context } = mine;
    const ada = await firm.addAccount('Ada Ferreira', 'approver');
    await context.setOffline(true);
    await goToLine(page, 5);
    await page.keyboard.press('a');
    await chipSays(mine, /^Offline, 1 waiting/);
    await signOut(mine);
    await chipSays(mine, /^Signed out, 1 waiting/);
    await context.setOffline(false);
    await tryToSignIn(mine, ada);
    await page
      .getByRole('alert')
      .getByText(
        'This workspace holds 1 unsent action of Rosa Lindqvist, who must sign in and send it first. Nothing was changed.',
      )
      .waitFor();
    await page.keyboard.press('Escape');
    await chipSays(mine, /^Signed out, 1 waiting/);
    await signIn(mine, rosa);
    expect((await allRows(page))[5]).toContain('Accepted');
  });

  it('submit on one and approve on another; whoever submitted does not approve, and is told why', async () => {
    const { page } = mine;
    await page.keyboard.press('Control+Enter');
    const why = 'You submitted this invoice; somebody else approves it.';
    await page.getByText(why).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status', { name: 'Messages' }).getByText(why).waitFor();
    await chipSays(mine, /^Up to date/);
    const ada = await firm.addAccount('Ada Marchetti', 'approver');
    const approver = await openDesk(browser, firm);
    await signIn(approver, ada);
    await openInvoice(approver.page, NUMBER);
    await approver.page.keyboard.press('Control+Enter');
    await approver.page.getByText('Approved. It can be exported now.').waitFor();
    // A reviewer is told, and not offered what only an approver may do.
    await page.getByText('Approved. An approver hands it out').waitFor({ timeout: 20_000 });
    expect(await page.getByRole('button', { name: /^Reopen/ }).count()).toBe(0);
    expect(approver.complaints).toEqual([]);
  });

  it('broke no policy and threw no error on the way', () => {
    expect([mine.complaints, theirs.complaints, office.complaints]).toEqual([[], [], []]);
  });

  /** Keeps Remy out of the bill's matter, as an administrator does it on screen. */
  async function raiseWall(): Promise<void> {
    const { page } = office;
    await choose(page.getByLabel('Person'), /^Remy Okafor$/);
    await choose(page.getByLabel('Matter'), /HARBOR-2/);
    await page.getByLabel('Reason for a wall').fill('Conflict of interest');
    await page.getByRole('button', { name: 'Raise a wall' }).click();
    await page.getByRole('button', { name: /^Lower/ }).waitFor();
  }
});
