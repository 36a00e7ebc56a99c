import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type LoopbackCourtListener,
  loopbackCourtListener,
} from '#server/testing/courtlistener/loopback-courtlistener.ts';
import { choose } from './choose.ts';
import { chipSays, type Desk, launchBrowser, openDesk, signIn } from './desk.ts';
import { dropFiles } from './drop-files.ts';
import { launchFirm, type RunningFirm } from './launch-firm.ts';
import { legalBill } from './legal-bill.ts';
import { openInvoice, waitForImports } from './review-page.ts';
import { violationsInBoth } from './violations.ts';

/** Legal work as a reviewer does it, on the firm's real server, with a CourtListener on this machine that fails on demand. */
describe('legal work', () => {
  let source: LoopbackCourtListener;
  let firm: RunningFirm;
  let browser: Browser;
  let desk: Desk;
  beforeAll(async () => {
    source = await loopbackCourtListener({ count: 45 });
    firm = await launchFirm({
      API_KEY_LEGAL_DATABASE: source.token,
      LAIT_LEGAL_BASE_URL: source.baseUrl,
      LAIT_LEGAL_QUOTA: '60/600/6000',
    });
    browser = await launchBrowser();
    desk = await openDesk(browser, firm);
    await signIn(desk, await firm.addAccount('Rosa Lindqvist', 'reviewer'));
    await dropFiles(desk.page, [legalBill()]);
    await waitForImports(desk.page, 1);
    await desk.page.getByRole('button', { name: 'Clear the list' }).click();
    await chipSays(desk, /^Up to date/);
  });
  afterAll(async () => {
    await browser?.close();
    await firm?.end();
    await source?.close();
  });
  const searched = () => source.received.filter(({ path }) => path === '/search/');
  const results = (page: Page) => page.getByRole('region', { name: 'CourtListener' }).getByRole('article');

  it('show what leaves before it does, without names, and send that and nothing else', async () => {
    const { page } = desk;
    await page.keyboard.press('Control+Shift+L');
    // Once the bill was read on the server its matter is known here and there.
    const matters = page.getByRole('combobox', { name: 'For the matter' }).locator('option');
    await matters.filter({ hasText: 'HARBOUR-9' }).waitFor({ state: 'attached' });
    const question = page.getByRole('textbox', { name: 'Question' });
    await question.fill('Rosa Lindqvist asks about block billing in matter HARBOUR-9');
    const box = page.getByRole('region', { name: 'What leaves for CourtListener' });
    await box.locator('del').first().waitFor();
    const leaves = await box.getByRole('textbox', { name: 'Text for CourtListener' }).inputValue();
    expect(leaves).toContain('block billing');
    expect(leaves).not.toMatch(/Rosa|Lindqvist|HARBOUR/);
    expect(searched()).toEqual([]);
    expect(await violationsInBoth(page)).toEqual([]);
    await question.press('Enter');
    await results(page).first().waitFor();
    expect(searched().map(({ parameters }) => parameters.get('q'))).toEqual([leaves]);
    await page.getByText('20 of 45').waitFor();
    await results(page).first().locator('mark').first().waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('can be edited before they leave; what LAIT would still take out is refused with a sentence', async () => {
    const { page } = desk;
    const before = searched().length;
    await page.getByRole('textbox', { name: 'Question' }).fill('lodestar hours');
    const text = page.getByRole('textbox', { name: 'Text for CourtListener' });
    await page.waitForFunction(
      () =>
        document.querySelector<HTMLTextAreaElement>('[aria-label="Text for CourtListener"]')?.value ===
        'lodestar hours',
    );
    await text.fill('lodestar of Rosa Lindqvist');
    await text.press('Enter');
    await page.getByRole('form', { name: 'Legal search' }).getByRole('alert').waitFor();
    expect(searched()).toHaveLength(before);
    await page.getByRole('button', { name: 'As LAIT made it' }).click();
    expect(await text.inputValue()).toBe('lodestar hours');
  });

  it('save a result to a matter by keyboard, and find it again without a network', async () => {
    const { page } = desk;
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    await page.getByRole('region', { name: 'Results' }).getByText('Left for CourtListener: lodestar hours').waitFor();
    await results(page).first().waitFor();
    await page.getByRole('textbox', { name: 'Question' }).press('Escape');
    await page.keyboard.press('j');
    const title = (await results(page).nth(1).getAttribute('aria-label')) ?? '';
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Save to a matter' });
    await choose(dialog.getByLabel('Matter'), /HARBOUR-9/);
    expect(await violationsInBoth(page)).toEqual([]);
    await dialog.getByLabel('Note').fill('For the hearing on reasonable hours');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('saved to a matter').first().waitFor();
    // It comes with the next sync.
    await page.getByRole('radio', { name: 'Saved to matters' }).click();
    await page.getByRole('article', { name: title }).waitFor();
    await chipSays(desk, /^Up to date/);
    await desk.context.setOffline(true);
    await chipSays(desk, /^Offline/);
    await page.getByRole('searchbox', { name: /Words in titles/ }).fill('reasonable hearing');
    const found = page.getByRole('article', { name: title });
    await found.getByText('For the hearing on reasonable hours').waitFor();
    await found.getByText(/by Rosa Lindqvist to .*HARBOUR-9/).waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    // It may be looked at, but not taken off, as long as nobody else would hear of it.
    await found.getByRole('button', { name: /^Take off/ }).click();
    const forgetting = page.getByRole('dialog', { name: 'Take off the matter' });
    await forgetting
      .getByRole('alert')
      .getByText(/The server is not reached/)
      .waitFor();
    expect(await forgetting.getByRole('button', { name: 'Take off' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await desk.context.setOffline(false);
    await chipSays(desk, /^Up to date/);
  });

  it('search without a network what the device holds, say so, and open what is found by keyboard', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(page, 'LGL-1');
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page
      .getByRole('region', { name: 'Narrative' })
      .getByText(/lodestar hearing/)
      .waitFor();
    await page.keyboard.press('a');
    // The hand has gone on to the next open line.
    await page.getByRole('row').filter({ hasText: 'Draft reply brief' }).getByText('Accepted').waitFor();
    await chipSays(desk, /^Up to date/);
    await desk.context.setOffline(true);
    await chipSays(desk, /^Offline/);
    const outside = source.received.length;
    await page.keyboard.press('Control+Shift+L');
    await page.getByText('Here is what this device holds of it.').waitFor();
    const field = page.getByRole('searchbox', { name: 'Words in what this device holds' });
    await field.fill('lodestar hearing');
    const line = page.getByRole('article', { name: 'Invoice LGL-1, line 2' });
    await line.getByText('word for word').waitFor();
    await line.getByText('Accepted').waitFor();
    expect(await line.locator('mark').allInnerTexts()).toEqual(['lodestar', 'hearing']);
    // What was saved is found by its note as well; clauses of guidelines by their words.
    await page.getByRole('article').filter({ hasText: 'Saved result' }).first().waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Clauses' }).click();
    await field.fill('sum of its lines');
    await page.getByRole('article').filter({ hasText: 'Guideline clause' }).first().waitFor();
    await field.fill('zyzzyva');
    await page.getByText('Nothing held on this device has these words.').waitFor();
    await page.getByRole('radio', { name: 'Earlier lines' }).click();
    await field.fill('lodestar hearing');
    await line.waitFor();
    await field.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'LGL-1' }).waitFor();
    await page
      .getByRole('region', { name: 'Narrative' })
      .getByText(/lodestar hearing/)
      .waitFor();
    expect(source.received).toHaveLength(outside);
    await desk.context.setOffline(false);
    await chipSays(desk, /^Up to date/);
    // The question is still there, where it can be asked of everybody.
    await page.keyboard.press('Control+Shift+L');
    expect(await page.getByRole('textbox', { name: 'Question' }).inputValue()).toBe('lodestar hearing');
  });

  it('keep a search under a name', async () => {
    const { page } = desk;
    await page
      .getByRole('navigation', { name: 'Earlier searches' })
      .getByRole('link', { name: /^lodestar hours/ })
      .click();
    await results(page).first().waitFor();
    await page.getByRole('heading', { name: 'Legal' }).click();
    await page.keyboard.press('n');
    await page.getByLabel('Name of the search').fill('Fee awards');
    await page.keyboard.press('Enter');
    await page.getByText('Kept as \u201cFee awards\u201d').first().waitFor();
    await page.getByRole('radio', { name: 'Kept' }).click();
    await page
      .getByRole('navigation', { name: 'Earlier searches' })
      .getByRole('link', { name: /^Fee awards/ })
      .waitFor();
    await page.getByRole('radio', { name: 'Recent' }).click();
  });

  it('say LEGAL_001 as a sentence when CourtListener fails, keep what the firm knows, and invent nothing', async () => {
    const { page } = desk;
    source.failAlways('server_html');
    await page.getByRole('textbox', { name: 'Question' }).fill('port records discovery');
    await page
      .getByRole('region', { name: 'What leaves for CourtListener' })
      .getByText('Nothing has left yet')
      .waitFor();
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    const alert = page.getByRole('region', { name: 'Results' }).getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(
      /CourtListener reports a fault of its own \(LEGAL_001\)\. Worth another try/,
    );
    expect(await results(page).count()).toBe(0);
    expect(await violationsInBoth(page)).toEqual([]);
    source.failAlways(null);
  });

  it('look up the citations of a line: what exists, another case under the name, what does not exist', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(page, 'LGL-1');
    const panel = page.getByRole('region', { name: 'Citations' });
    await panel.getByText('4 citations').waitFor();
    await page.keyboard.press('i');
    await panel.getByText(/Exists: Marrow v\. Tindall/).waitFor();
    await panel.getByText(/Another case\u2019s name: this is Marrow v\. Tindall/).waitFor();
    await panel.getByText('Does not exist as far as CourtListener knows.').waitFor();
    const asked = source.received.filter(({ path }) => path === '/citation-lookup/');
    expect(asked.map(({ parameters }) => parameters.get('text')).join()).not.toMatch(/Marrow|Smith|Doe/);
    await page.getByRole('region', { name: 'Saved to the matter' }).waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('take the words marked in a narrative to the search with one key', async () => {
    const { page } = desk;
    await page.keyboard.press('j');
    const narrative = page.getByRole('region', { name: 'Narrative' }).getByText(/lodestar hearing/);
    await narrative.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    });
    await page.keyboard.press('s');
    await page.getByRole('heading', { level: 1, name: 'Legal' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Question' }).inputValue()).toMatch(
      /block billing for the lodestar hearing/,
    );
    await page
      .getByRole('combobox', { name: 'For the matter' })
      .locator('option:checked')
      .filter({ hasText: 'HARBOUR-9' })
      .waitFor({ state: 'attached' });
  });

  it('take a saved result off its matter by key, after a look at whose it is; it is gone here and on the server', async () => {
    const { page } = desk;
    await page.getByRole('radio', { name: 'Saved to matters' }).click();
    const saved = page.getByRole('article');
    await saved.first().waitFor();
    await page.getByRole('searchbox', { name: /Words in titles/ }).press('Enter');
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog', { name: 'Take off the matter' });
    await dialog.getByText(/by Rosa Lindqvist to .*HARBOUR-9/).waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await saved.count()).toBe(1);
    await page.keyboard.press('Backspace');
    await dialog.waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Taken off the matter.').first().waitFor();
    await page.getByText('Nothing is saved yet.').waitFor();
    await page.reload();
    await page.getByText('Nothing is saved yet.').waitFor();
  });

  it('broke no policy and threw no error on the way', () => {
    expect(desk.complaints).toEqual([]);
  });
});
