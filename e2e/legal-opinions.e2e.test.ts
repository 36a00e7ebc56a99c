import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOPBACK_KEY, type LoopbackProvider, loopbackProvider } from '#server/opinions/loopback-provider.testing.ts';
import {
  type LoopbackCourtListener,
  loopbackCourtListener,
} from '#server/testing/courtlistener/loopback-courtlistener.ts';
import { choose } from './choose.ts';
import { chipSays, type Desk, launchBrowser, openDesk, signIn } from './desk.ts';
import { dropFiles } from './drop-files.ts';
import { launchFirm, type RunningFirm } from './launch-firm.ts';
import { legalBill } from './legal-bill.ts';
import { addConsent, addPrice, importMasters, REGISTER, ROSTER } from './legal-office.ts';
import { openInvoice, waitForImports } from './review-page.ts';
import { violationsInBoth } from './violations.ts';

/** Who bills, what a model suggests and what another one thinks of it: each asked, shown with its source, accepted by a person. */
describe('people, suggestions and second opinions', () => {
  let source: LoopbackCourtListener;
  let provider: LoopbackProvider;
  let firm: RunningFirm;
  let browser: Browser;
  let office: Desk;
  beforeAll(async () => {
    source = await loopbackCourtListener({ count: 5 });
    provider = await loopbackProvider();
    firm = await launchFirm({
      API_KEY_LEGAL_DATABASE: source.token,
      LAIT_LEGAL_BASE_URL: source.baseUrl,
      LAIT_LEGAL_QUOTA: '60/600/6000',
      API_KEY_OPENAI: LOOPBACK_KEY,
      LAIT_OPENAI_URLS: provider.baseUrl,
      LAIT_OPENAI_TIMEOUT_SECONDS: '5',
    });
    browser = await launchBrowser();
    office = await openDesk(browser, firm);
    await signIn(office, await firm.addAccount('Max Brandvold', 'administrator'));
    await dropFiles(office.page, [legalBill()]);
    await waitForImports(office.page, 1);
    await office.page.getByRole('button', { name: 'Clear the list' }).click();
    await chipSays(office, /^Up to date/);
  });
  afterAll(async () => {
    await browser?.close();
    await firm?.end();
    await provider?.close();
    await source?.close();
  });
  const goTo = async (page: Page, part: string) => {
    await page.getByRole('link', { name: 'Administration', exact: true }).click();
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: part }).click();
    await page.getByRole('heading', { level: 1, name: part }).waitFor();
    await page.getByText('Asking the server').first().waitFor({ state: 'hidden' });
  };
  const reviewLine = async (page: Page, index: number) => {
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(page, 'LGL-1');
    await page.keyboard.press('Home');
    for (let step = 0; step < index; step += 1) await page.keyboard.press('j');
  };

  it('import a register, and see what is held and of which day', async () => {
    const { page } = office;
    await goTo(page, 'Legal sources');
    await page.getByLabel('Exported on').fill('2026-03-01');
    await page.getByLabel('New York attorney registrations (CSV)').setInputFiles(REGISTER);
    await page.getByRole('region', { name: 'Registers held' }).getByText('1 Mar 2026').waitFor();
    await page.getByText(/1 row without a number or a last name left out/).waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('verify a timekeeper from the roster: a verdict a source, with its evidence and day, and the regulators\u2019 own pages', async () => {
    const { page } = office;
    await goTo(page, 'Rosters and rates');
    for (const file of ROSTER) await importMasters(page, file);
    await page.getByRole('button', { name: /^Verify.*TK1/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Verify the timekeeper' });
    expect(await dialog.getByLabel('Name, as billed').inputValue()).toBe('Okafor, Ada B.');
    await choose(dialog.getByLabel('Admitted in'), /^New York$/);
    await dialog.getByLabel('Registration number').fill('5550001');
    expect(await violationsInBoth(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const register = dialog.getByRole('region', { name: 'New York attorney registration' });
    await register.getByText('Matches').waitFor();
    await register.getByText(/Record as of 1 Mar 2026/).waitFor();
    await register.getByText(/No\. 5550001/).waitFor();
    await dialog.getByRole('region', { name: 'Regulators' }).getByRole('link').first().waitFor();
    const said = await dialog.innerText();
    expect(said).toContain('It does not say whether somebody may practise');
    expect(said).not.toMatch(/good standing/i);
    expect(await violationsInBoth(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Approved timekeepers' }).getByText('Matches').waitFor();
  });

  it('verify whoever worked on a line with one key; a name alone never matches', async () => {
    const { page } = office;
    await reviewLine(page, 1);
    await page.getByRole('heading', { name: /^Lind, Bo/ }).waitFor();
    await page.keyboard.press('v');
    const dialog = page.getByRole('dialog', { name: 'Verify the timekeeper' });
    await dialog.getByRole('button', { name: 'Compare with the records' }).click();
    const register = dialog.getByRole('region', { name: 'New York attorney registration' });
    await register.getByText(/Possibly this person|Not in this record/).waitFor();
    expect(await dialog.getByText('Matches', { exact: true }).count()).toBeLessThanOrEqual(1);
    // The form gives way to its answer: a key may come before anything in the dialog has the focus again.
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    });
    await dialog.waitFor({ state: 'hidden' });
  });

  it('say ML_001 where no model is ready: on the line, and where models are kept; the rules stand', async () => {
    const { page } = office;
    await page
      .getByRole('region', { name: 'Suggestions' })
      .getByText(/No model is ready \(ML_001\)/)
      .waitFor();
    await page.getByRole('region', { name: 'Findings' }).waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await goTo(page, 'Models');
    await page.getByText(/No model is ready \(ML_001\)/).waitFor();
    await page.getByRole('button', { name: 'Train anew' }).click();
    await page.getByText(/Too few approved lines/).waitFor({ timeout: 60_000 });
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('ask nothing of a language model before an administrator turns it on and a client has agreed', async () => {
    const { page } = office;
    await reviewLine(page, 2);
    await page.keyboard.press('o');
    const dialog = page.getByRole('dialog', { name: 'Ask for a second opinion' });
    await dialog
      .getByRole('alert')
      .getByText(/turned off/)
      .waitFor();
    expect(await dialog.getByRole('button', { name: 'Send this' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await goTo(page, 'Second opinions');
    await addPrice(page, provider.baseUrl);
    expect(await violationsInBoth(page)).toEqual([]);
    await reviewLine(page, 2);
    await page.keyboard.press('o');
    await dialog
      .getByRole('alert')
      .getByText(/has not agreed/)
      .waitFor();
    await page.keyboard.press('Escape');
    expect(provider.arrived).toEqual([]);
  });

  it('show the very text before it leaves, quote what comes back, and let a person accept it by key', async () => {
    const { page } = office;
    await goTo(page, 'Second opinions');
    await addConsent(page, /00711/);
    await reviewLine(page, 2);
    await page.keyboard.press('o');
    const dialog = page.getByRole('dialog', { name: 'Ask for a second opinion' });
    const texts = dialog.getByRole('region', { name: 'What would be sent' });
    await texts.getByText('Question 1').waitFor();
    const shown = await texts.innerText();
    expect(shown).toContain('Attention to file');
    expect(shown).not.toMatch(/Okafor|HARBOUR|00711/);
    expect(provider.arrived).toEqual([]);
    expect(await violationsInBoth(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    const opinions = page.getByRole('region', { name: 'Second opinions' });
    await opinions.getByText(/of \d+ questions? answered/).waitFor();
    await opinions.getByRole('article').first().waitFor();
    expect(await opinions.getByRole('article').first().innerText()).toContain('Attention to');
    const packed = (text: string) => text.replaceAll(/\s+/g, '');
    for (const { text } of provider.arrived) expect(packed(shown)).toContain(packed(text));
    expect(await violationsInBoth(page)).toEqual([]);
    await page.keyboard.press('y');
    await opinions
      .getByText(/^Accepted/)
      .first()
      .waitFor();
  });

  it('show what a model says of the whole invoice in the rail; a person accepts it by key, and it is a finding', async () => {
    const { page } = office;
    const whole = page.getByRole('region', { name: 'Opinions on the whole invoice' });
    const remark = whole.getByRole('article', { name: 'A remark' });
    await remark.getByText('R82').waitFor();
    await page.keyboard.press('l');
    await whole.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^1 opinion/ }).click();
    expect(await violationsInBoth(page)).toEqual([]);
    // A line of which nothing was said leaves the keys to the rail. What lies out of view is shown first, and then decided.
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page
      .getByRole('region', { name: 'Narrative' })
      .getByText(/Draft reply brief/)
      .waitFor();
    const rail = page.getByRole('complementary', { name: 'Rules' });
    await rail.evaluate((element) => {
      element.style.maxHeight = '6rem';
      element.scrollTo({ top: 0 });
    });
    await remark.locator('kbd').first().waitFor();
    await page.keyboard.press('y');
    await remark.locator('button:focus').waitFor();
    expect(await remark.getByText(/^Accepted/).count()).toBe(0);
    await page.keyboard.press('y');
    await remark.getByText(/^Accepted/).waitFor();
    await page.keyboard.press('j');
    await rail
      .getByRole('switch', { name: /^Dismiss: .*(reasonable|eight factors|fee)/i })
      .waitFor({ timeout: 20_000 });
  });

  it('propose a narrative, which a person rejects by key', async () => {
    const { page } = office;
    await page.keyboard.press('w');
    const dialog = page.getByRole('dialog', { name: 'Ask for a clearer narrative' });
    await dialog.getByRole('region', { name: 'What would be sent' }).getByText('Question 1').waitFor();
    await page.keyboard.press('Control+Enter');
    const proposal = page.getByRole('article', { name: 'A clearer narrative' });
    await proposal.getByText('Attention to file, in clearer words').waitFor();
    await proposal.getByRole('button', { name: /^Reject/ }).focus();
    await page.keyboard.press('Shift+Y');
    await proposal.getByText(/^Rejected/).waitFor();
  });

  it('tell administrators what was sent, what came back and what it cost', async () => {
    const { page } = office;
    await goTo(page, 'Second opinions');
    const calls = page.getByRole('region', { name: 'Questions that left' });
    await calls.getByRole('button', { name: /^Look/ }).first().click();
    await page
      .getByRole('dialog', { name: 'What was sent and what came back' })
      .getByText(/SHA-256/)
      .waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText(/The firm: \$/).waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('broke no policy and threw no error on the way', () => {
    expect(office.complaints).toEqual([]);
  });
});
