import type { Browser, Page } from 'playwright-core';
import { choose } from './choose.ts';
import { demoFile } from './demo-files.ts';
import { chipSays, type Desk, launchBrowser, openDesk, signIn, signOut, syncChip, tryToSignIn } from './desk.ts';
import { dropFiles } from './drop-files.ts';
import { type Account, launchFirm, type RunningFirm } from './launch-firm.ts';
import { backToQueue, openInvoice, waitForImports } from './review-page.ts';
import { type Shoot, shooterInto } from './shooter.ts';

/** What the stage is made of: three bills of one firm, and four people at their desks. */
interface Stage {
  readonly firm: RunningFirm;
  readonly browser: Browser;
  readonly rosa: Account;
  readonly mine: Desk;
  readonly theirs: Desk;
  readonly office: Desk;
  readonly shoot: Shoot;
}

/**
 * Pictures of everything that takes a server: signing in, how the work stands, conflicts, notifications, what was
 * withdrawn, and the administrator's pages; each light and dark, at both sizes.
 */
export async function takeFirmScreenshots(folder: string): Promise<readonly string[]> {
  const taken: string[] = [];
  const firm = await launchFirm();
  const browser = await launchBrowser();
  try {
    const rosa = await firm.addAccount('Rosa Lindqvist', 'reviewer');
    const remy = await firm.addAccount('Remigiusz Okafor-Featherstonehaugh', 'reviewer');
    const max = await firm.addAccount('Max Brandvold', 'administrator');
    const [mine, theirs, office] = [
      await openDesk(browser, firm),
      await openDesk(browser, firm),
      await openDesk(browser, firm),
    ];
    const stage: Stage = { firm, browser, rosa, mine, theirs, office, shoot: shooterInto(folder, taken) };
    await shootSignIn(stage);
    await signIn(mine, rosa);
    await signIn(theirs, remy);
    await signIn(office, max);
    await dropFiles(mine.page, [demoFile(31, 1, 60), demoFile(5, 4, 120), demoFile(5, 1, 80)]);
    await waitForImports(mine.page, 3);
    await mine.page.getByRole('button', { name: 'Clear the list' }).click();
    await chipSays(mine, /^Up to date/);
    await shootConflicts(stage);
    await shootSteps(stage);
    await shootAdministration(stage);
    await shootWithdrawal(stage);
  } finally {
    await browser.close();
    await firm.end();
  }
  return taken;
}

async function shootSignIn({ mine, rosa, shoot }: Stage): Promise<void> {
  const { page } = mine;
  await tryToSignIn(mine, { ...rosa, password: 'not her password' });
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await shoot(page, 'sign-in');
  await page.keyboard.press('Escape');
}

/** One decides without a network, the other the same lines otherwise. */
async function shootConflicts({ mine, theirs, shoot }: Stage): Promise<void> {
  const { page } = mine;
  await openInvoice(page, 'D31-00001');
  await openInvoice(theirs.page, 'D31-00001');
  await mine.context.setOffline(true);
  const line = async (on: Page, index: number) => {
    await on.keyboard.press('Home');
    for (let step = 0; step < index; step += 1) await on.keyboard.press('j');
  };
  for (const index of [0, 1, 2, 3]) {
    await line(page, index);
    await page.keyboard.press('x');
  }
  await line(page, 4);
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Narrative' }).fill('Review of the lease and its schedules for the hearing');
  await page.keyboard.press('Control+Enter');
  await chipSays(mine, /^Offline, 5 waiting/);
  await syncChip(page).click();
  await shoot(page, 'sync-offline');
  await page.keyboard.press('Escape');
  for (const index of [0, 1]) {
    await line(theirs.page, index);
    await theirs.page.keyboard.press('r');
    await theirs.page.keyboard.type('20%');
    await theirs.page.keyboard.press('Enter');
  }
  await line(theirs.page, 2);
  await theirs.page.keyboard.press('a');
  await line(theirs.page, 4);
  await theirs.page.keyboard.press('n');
  await theirs.page.getByRole('textbox', { name: 'Narrative' }).fill('Reading of the lease, 12 schedules');
  await theirs.page.keyboard.press('Control+Enter');
  await chipSays(theirs, /^Up to date/);
  await mine.context.setOffline(false);

  await chipSays(mine, /^4 need you/);
  await page.getByRole('link', { name: 'Conflicts (4)' }).click();
  await page.getByRole('region', { name: 'Theirs' }).waitFor();
  await shoot(page, 'conflicts');
  await page.keyboard.press('e');
  await page.keyboard.type('1h');
  await shoot(page, 'conflict-anew');
  await page.keyboard.press('Escape');
  for (const _ of [1, 2, 3]) await page.keyboard.press('n');
  await page.getByRole('article', { name: 'Narrative' }).waitFor();
  await shoot(page, 'conflict-narrative');
  for (const left of ['3 conflicts', '2 conflicts', '1 conflict', 'Nothing needs you here']) {
    await page.getByRole('region', { name: 'Theirs' }).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('heading', { level: 1, name: left }).waitFor();
  }
  await shoot(page, 'conflicts-empty');
  await page.getByRole('link', { name: /^Notifications/ }).click();
  await page
    .getByText(/was checked/)
    .first()
    .waitFor();
  await shoot(page, 'notifications');
}

/** A review that is done, and waits for somebody else. */
async function shootSteps({ mine, shoot }: Stage): Promise<void> {
  const { page } = mine;
  await page.getByRole('link', { name: 'Invoices', exact: true }).click();
  await openInvoice(page, 'D5-00001');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('a');
  await page.getByText('every finding is answered').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('You submitted this invoice').waitFor();
  await page.locator('[data-finding-toggle]').first().waitFor();
  await chipSays(mine, /^Up to date/);
  await shoot(page, 'submitted');
  await backToQueue(page);
}

async function shootAdministration({ firm, browser, rosa, office, mine, shoot }: Stage): Promise<void> {
  const { page } = office;
  const goTo = async (part: string) => {
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: part }).click();
    await page.getByRole('heading', { level: 1, name: part }).waitFor();
    await page.getByText('Asking the server').first().waitFor({ state: 'hidden' });
  };
  await sendWhatIsNoBill(firm, rosa);
  const stranger = await openDesk(browser, firm);
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await tryToSignIn(stranger, { ...rosa, password: 'not her password' });
    await stranger.page.getByRole('dialog').getByRole('alert').waitFor();
    await stranger.page.keyboard.press('Escape');
  }
  await stranger.context.close();
  await page.getByRole('link', { name: 'Administration' }).click();
  await goTo('Users');
  await page.getByLabel('Name').fill('Ingrid Aaltonen-Vanderbilt of Longstone and Partners');
  await page.getByLabel('E-mail').fill('ingrid.aaltonen-vanderbilt@longstone-and-partners.example');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('button', { name: 'I have it' }).waitFor();
  await shoot(page, 'admin-users');
  await goTo('Access and walls');
  await choose(page.getByLabel('Person'), /^Ingrid/);
  await choose(page.getByLabel('Matter'), /HARBOR-2/);
  await page.getByLabel('Reason for a wall').fill('Her former firm acts for the other side in a related arbitration');
  await page.getByRole('button', { name: 'Raise a wall' }).click();
  await page.getByRole('button', { name: /^Lower/ }).waitFor();
  await shoot(page, 'admin-access');
  await goTo('Clients and matters');
  await shoot(page, 'admin-matters');
  await goTo('Devices and sessions');
  await shoot(page, 'admin-devices');
  await goTo('System');
  await page.getByRole('region', { name: 'At a glance' }).waitFor();
  await shoot(page, 'admin-system');
  await goTo('Stuck files');
  await page.getByText('covering-letter').first().waitFor();
  await shoot(page, 'admin-stuck');
  await goTo('Audit log');
  await shoot(page, 'admin-audit');
  await firm.killServer();
  await chipSays(office, /^Offline/);
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Users' }).click();
  await page.getByText('The server did not answer this.').waitFor();
  await shoot(page, 'admin-offline');
  await firm.startServer();
  await chipSays(office, /^Up to date/);
  await chipSays(mine, /^Up to date/);
}

/** As another program of the firm might send it, past the page that would refuse it. */
async function sendWhatIsNoBill({ address }: RunningFirm, { email, password }: Account): Promise<void> {
  const login = await fetch(`${address}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, kind: 'browser' }),
  });
  const { accessToken } = (await login.json()) as { readonly accessToken: string };
  const form = new FormData();
  form.set(
    'file',
    new Blob(['Dear client,\nplease find nothing enclosed.\n']),
    'covering-letter-to-the-client-of-6-April.txt',
  );
  const sent = await fetch(`${address}/api/invoices`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}` },
    body: form,
  });
  if (sent.status !== 202) throw new Error(`The upload answered ${sent.status}.`);
}

/** A matter goes while somebody works on it without a network. */
async function shootWithdrawal({ mine, theirs, office, shoot }: Stage): Promise<void> {
  await theirs.context.setOffline(true);
  for (const _ of [1, 2, 3]) {
    await theirs.page.keyboard.press('j');
    await theirs.page.keyboard.press('x');
  }
  await chipSays(theirs, /^Offline, 3 waiting/);
  const { page } = office;
  await page.getByRole('link', { name: 'Access and walls' }).click();
  await choose(page.getByLabel('Person'), /^Remigiusz/);
  await choose(page.getByLabel('Matter'), /HARBOR-2/);
  await page.getByLabel('Reason for a wall').fill('Conflict of interest');
  await page.getByRole('button', { name: 'Raise a wall' }).click();
  await page.getByRole('button', { name: /^Lower.*Remigiusz/ }).waitFor();
  await theirs.context.setOffline(false);
  await theirs.page.getByRole('button', { name: 'I have read this' }).waitFor();
  await shoot(theirs.page, 'withdrawn');
  await signOut(mine);
  await chipSays(mine, /^Signed out/);
  await syncChip(mine.page).click();
  await shoot(mine.page, 'sync-signed-out');
}
