import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type LoopbackCourtListener,
  loopbackCourtListener,
} from '#server/testing/courtlistener/loopback-courtlistener.ts';
import { choose } from '../choose.ts';
import { chipSays, type Desk, signIn } from '../desk.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { type Account, launchFirm, type RunningFirm } from '../launch-firm.ts';
import { legalBill } from '../legal-bill.ts';
import { openInvoice, waitForImports } from '../review-page.ts';
import { violationsInBoth } from '../violations.ts';
import { type DemoFolder, demoFolder } from './demo-folder.ts';
import { type NetworkBetween, networkBetween } from './network-between.ts';
import { clickLastToast, recordToasts, seenToasts } from './toasts.ts';

/** Legal work on the desktop: asked by way of main, told by the system, saved to a matter, found again on the train. */
describe('legal work on the desktop', () => {
  let source: LoopbackCourtListener;
  let firm: RunningFirm;
  let network: NetworkBetween;
  let rosa: Account;
  let app: RunningDesktop;
  let bills: DemoFolder;
  let title = '';
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });
  const env = () => ({ LAIT_SERVER_URL: network.address });
  const lookElsewhere = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur(), null);
  const results = () => app.page.getByRole('region', { name: 'CourtListener' }).getByRole('article');

  beforeAll(async () => {
    source = await loopbackCourtListener({ count: 12 });
    firm = await launchFirm({
      API_KEY_LEGAL_DATABASE: source.token,
      LAIT_LEGAL_BASE_URL: source.baseUrl,
      LAIT_LEGAL_QUOTA: '60/600/6000',
    });
    network = await networkBetween(firm.address);
    rosa = await firm.addAccount('Rosa Lindqvist', 'reviewer');
    bills = demoFolder();
    const { name, buffer } = legalBill();
    writeFileSync(join(bills.path, name), buffer);
    app = await launchDesktop({ env: env() });
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await signIn(desk(), rosa);
    await app.dropPaths([join(bills.path, name)]);
    await waitForImports(app.page, 1);
    await app.page.getByRole('button', { name: 'Clear the list' }).click();
    await chipSays(desk(), /^Up to date/, 30_000);
  });
  afterAll(async () => {
    await app?.end();
    network?.close();
    await firm?.end();
    await source?.close();
    bills?.remove();
  });

  it('shows what leaves before it does, and what came of it', async () => {
    const { page } = app;
    await page.keyboard.press('Control+Shift+L');
    const matters = page.getByRole('combobox', { name: 'For the matter' });
    await choose(matters, /HARBOUR-9/);
    const question = page.getByRole('textbox', { name: 'Question' });
    await question.fill('Rosa Lindqvist asks about lodestar hours');
    const box = page.getByRole('region', { name: 'What leaves for CourtListener' });
    await box.locator('del').first().waitFor();
    await question.press('Enter');
    await results().first().waitFor();
    expect(source.received.map(({ parameters }) => parameters.toString()).join()).not.toMatch(/Rosa|Lindqvist/);
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('tells the person by the system when they look elsewhere, and opens that search on a click', async () => {
    const { page } = app;
    await recordToasts(app);
    await page.getByRole('textbox', { name: 'Question' }).fill('reasonable hours');
    await page
      .getByRole('region', { name: 'What leaves for CourtListener' })
      .getByText('Nothing has left yet')
      .waitFor();
    await lookElsewhere();
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    await results().first().waitFor();
    await expect
      .poll(async () => (await seenToasts(app)).at(-1)?.body, { timeout: 20_000 })
      .toBe('A legal search is complete.');
    const link = (await seenToasts(app)).at(-1)?.id ?? '';
    expect(link).toMatch(/^lait:\/\/open\/search\//);
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await page.getByRole('region', { name: 'Results' }).waitFor({ state: 'hidden' });
    await clickLastToast(app);
    await page.getByRole('region', { name: 'Results' }).getByText('Left for CourtListener: reasonable hours').waitFor();
    // The same address from a mail: a second start hands it on.
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await page.getByRole('region', { name: 'Results' }).waitFor({ state: 'hidden' });
    expect(await app.startAgain([link])).toBe(0);
    await page.getByRole('region', { name: 'Results' }).getByText('Left for CourtListener: reasonable hours').waitFor();
  });

  it('tells of a check of an attorney in the same way, and opens that one', async () => {
    const { page } = app;
    await page.getByRole('radio', { name: 'Verify a lawyer' }).click();
    await page.getByLabel('Name, as billed').fill('Okafor, Ada B.');
    // The click before has brought LAIT to the front.
    await lookElsewhere();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await seenToasts(app)).at(-1)?.body, { timeout: 20_000 })
      .toBe('An attorney verification is complete.');
    expect((await seenToasts(app)).at(-1)?.id).toMatch(/^lait:\/\/open\/verification\//);
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Legal' }).waitFor({ state: 'hidden' });
    await clickLastToast(app);
    await page.getByRole('region', { name: 'Regulators' }).waitFor();
    expect(await page.getByText('Okafor, Ada B.').count()).toBeGreaterThan(0);
    await page.getByRole('radio', { name: 'Search' }).click();
    await page
      .getByRole('navigation', { name: 'Earlier searches' })
      .getByRole('link', { name: /^reasonable hours/ })
      .click();
  });

  it('saves a result to a matter by key', async () => {
    const { page } = app;
    await results().first().waitFor();
    await page.getByRole('heading', { level: 1, name: 'Legal' }).click();
    await page.keyboard.press('j');
    title = (await results().first().getAttribute('aria-label')) ?? '';
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Save to a matter' });
    await choose(dialog.getByLabel('Matter'), /HARBOUR-9/);
    await dialog.getByLabel('Note').fill('For the hearing on reasonable hours');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    // It comes with the next sync.
    await page.getByRole('radio', { name: 'Saved to matters' }).click();
    await page.getByRole('article', { name: title }).waitFor();
    await chipSays(desk(), /^Up to date/);
  });

  it('finds it again without a network, beside what was decided on this laptop, and says that this is all', async () => {
    const { page } = app;
    network.become('down');
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(page, 'LGL-1');
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page
      .getByRole('region', { name: 'Narrative' })
      .getByText(/lodestar hearing/)
      .waitFor();
    await page.keyboard.press('x');
    // The hand has gone on to the next open line.
    await page.getByRole('row').filter({ hasText: 'Draft reply brief' }).getByText('Cut').first().waitFor();
    await chipSays(desk(), /^Offline/, 30_000);
    await page.keyboard.press('Control+Shift+L');
    await page.getByText('Here is what this device holds of it.').waitFor();
    await page.getByRole('searchbox', { name: 'Words in what this device holds' }).fill('reasonable hours');
    await page.getByRole('article', { name: title }).getByText('Saved result').waitFor();
    const line = page.getByRole('article', { name: 'Invoice LGL-1, line 2' });
    await line.getByText('Cut whole').waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Saved to matters' }).click();
    const saved = page.getByRole('article', { name: title });
    await saved.getByText('For the hearing on reasonable hours').waitFor();
    await saved.getByText(/by Rosa Lindqvist to .*HARBOUR-9/).waitFor();
  });

  it('is all there after a start without a network', async () => {
    await app.quit();
    app = await app.reopen({ env: env() });
    const { page } = app;
    await page.getByRole('row').filter({ hasText: 'LGL-1' }).first().waitFor();
    await page.keyboard.press('Control+Shift+L');
    await page.getByRole('searchbox', { name: 'Words in what this device holds' }).fill('reasonable hours');
    await page.getByRole('article', { name: title }).waitFor();
    network.become('open');
  });

  it('threw no error on the way', () => {
    expect(app.complaints).toEqual([]);
  });
});
