import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  honestModel,
  LOOPBACK_KEY,
  type LoopbackProvider,
  loopbackProvider,
  type Model,
} from '#server/opinions/loopback-provider.testing.ts';
import { choose } from './choose.ts';
import { chipSays, type Desk, launchBrowser, openDesk, signIn } from './desk.ts';
import { dropFiles } from './drop-files.ts';
import { launchFirm, type RunningFirm } from './launch-firm.ts';
import { legalBill } from './legal-bill.ts';
import { addConsent, addPrice } from './legal-office.ts';
import { openInvoice, waitForImports } from './review-page.ts';
import { violationsInBoth } from './violations.ts';

const PROSE = [
  '4.1 Block billing',
  'Client pays only for entries that state one task each.',
  '4.2 Hours',
  'No timekeeper may bill more than 9 hours a day.',
  `Questions to Zbigniew Krawczyk, telephone 415-555-0117.`,
].join('\n');

/** What a model makes of the prose: two rules that quote it, and one that quotes what is not there. */
const drafting: Model = ({ text }) => {
  const { code, guideline } = JSON.parse(text) as { code: number; guideline: string };
  const [, block = '', , day = ''] = guideline.split('\n');
  const rule = (more: object) => ({ section: '4', severity: null, parameters: [], quote: '', ...more });
  return JSON.stringify({
    control: code,
    rules: [
      rule({ rule: 'R32', section: '4.1 Block billing', quote: block, severity: 'must_fix' }),
      rule({ rule: 'R26', section: '4.2 Hours', quote: day, parameters: [{ name: 'maximumHours', value: '9' }] }),
      rule({ rule: 'R56', quote: 'Travel is never paid.' }),
    ],
  });
};

/** A client's rules in prose become a guideline that a person has read; and a client's money ends where its limit is. */
describe('drafts of guidelines, and the limit of a client', () => {
  let provider: LoopbackProvider;
  let firm: RunningFirm;
  let browser: Browser;
  let office: Desk;
  beforeAll(async () => {
    provider = await loopbackProvider();
    firm = await launchFirm({
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
    await goTo(office.page, 'Second opinions');
    await addPrice(office.page, provider.baseUrl);
  });
  afterAll(async () => {
    await browser?.close();
    await firm?.end();
    await provider?.close();
  });
  const goTo = async (page: Page, part: string) => {
    await page.getByRole('link', { name: 'Administration', exact: true }).click();
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: part }).click();
    await page.getByRole('heading', { level: 1, name: part }).waitFor();
    await page.getByText('Asking the server').first().waitFor({ state: 'hidden' });
  };
  /** Writes the prose down and looks at what would be sent. */
  const lookAtDraft = async (page: Page) => {
    await page.getByRole('button', { name: /^Draft a guideline from prose/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Draft a guideline from prose' });
    await choose(dialog.getByRole('combobox', { name: 'Client' }), /00711/);
    await dialog.getByLabel(/^Name of the guideline/).fill('harbour-2026');
    await dialog.getByLabel('Title', { exact: true }).fill('Harbour 2026');
    await dialog.getByLabel(/in its own words/).fill(PROSE);
    await dialog.getByRole('button', { name: 'Look at what would be sent' }).click();
    return dialog;
  };

  it('ask nothing before the client has agreed', async () => {
    const { page } = office;
    const dialog = await lookAtDraft(page);
    await dialog
      .getByRole('alert')
      .getByText(/has not agreed/)
      .waitFor();
    expect(await dialog.getByRole('button', { name: 'Send this' }).isDisabled()).toBe(true);
    expect(provider.arrived).toEqual([]);
    await dialog.getByRole('button', { name: 'Leave it' }).click();
    // The client is known here since its bill was read on the server; the list was made before.
    await goTo(page, 'Users');
    await goTo(page, 'Second opinions');
    await addConsent(page, /00711/);
  });

  it('show the prose without names before it leaves, and wait for a person with what came', async () => {
    const { page } = office;
    provider.answerAs(drafting);
    const dialog = await lookAtDraft(page);
    const shown = await dialog.getByRole('region', { name: 'What would be sent' }).innerText();
    expect(shown).toContain('entries that state one task each');
    expect(shown).not.toMatch(/Krawczyk|415-555/);
    expect(await violationsInBoth(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send this' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const drafts = page.getByRole('region', { name: 'Drafts of guidelines' });
    await drafts.getByText('Waits for you').waitFor({ timeout: 20_000 });
    const packed = (text: string) => text.replaceAll(/\s+/g, '');
    for (const { text } of provider.arrived) {
      const { guideline } = JSON.parse(text) as { guideline: string };
      expect(packed(shown)).toContain(packed(JSON.stringify(guideline).slice(1, -1)));
    }
    provider.answerAs(honestModel);
  });

  it('say what was left out; a text that is no guideline is refused and stays to be mended', async () => {
    const { page } = office;
    const drafts = page.getByRole('region', { name: 'Drafts of guidelines' });
    await drafts.getByRole('button', { name: /^Look.*Harbour 2026/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Harbour 2026' });
    await dialog.getByRole('list', { name: 'Left out of it' }).getByText(/R56/).waitFor();
    const text = dialog.getByLabel('The guideline, to be read and mended');
    const yaml = await text.inputValue();
    expect(yaml).toContain('Client pays only for entries that state one task each.');
    expect(yaml).toContain('maximumHours: 9');
    expect(yaml).not.toContain('R56');
    await text.fill(yaml.replace('R32', 'R999'));
    await dialog.getByRole('button', { name: 'Save as a guideline' }).click();
    await dialog.getByRole('alert').filter({ hasText: /R999/ }).waitFor();
    expect(await text.inputValue()).toContain('R999');
    expect(await violationsInBoth(page)).toEqual([]);
    await text.fill(yaml.replace('maximumHours: 9', 'maximumHours: 8'));
    await dialog.getByRole('button', { name: 'Save as a guideline' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await drafts.getByText('Saved as a guideline').waitFor();
  });

  it('are used by nobody until an administrator assigns them', async () => {
    const { page } = office;
    await goTo(page, 'Guidelines in use');
    const held = page.getByRole('region', { name: 'Guidelines held' });
    const row = held.getByRole('row').filter({ hasText: 'harbour-2026' });
    await row.getByText('0 clients, 0 matters').waitFor();
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(page, 'LGL-1');
    await page.getByRole('button', { name: /Guideline of this invoice/ }).click();
    await page.getByRole('menuitemradio', { name: /Harbour 2026/ }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('count against the client; beyond its own limit nothing is asked, and the screen says whose limit it is', async () => {
    const { page } = office;
    await goTo(page, 'Second opinions');
    const costs = page.getByRole('region', { name: 'Costs by client' });
    const row = costs.getByRole('row').filter({ hasText: '00711' });
    await row.getByText('Of each client').waitFor();
    await row.getByRole('button', { name: /^Change the limit/ }).click();
    const limit = page.getByRole('form', { name: /^Limit of/ });
    await limit.getByLabel(/may spend a month/).fill('0.001');
    await limit.getByRole('button', { name: 'Store' }).click();
    await row.getByText('Its own').waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    const before = provider.arrived.length;
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(page, 'LGL-1');
    await page.keyboard.press('o');
    const dialog = page.getByRole('dialog', { name: 'Ask for a second opinion' });
    await dialog
      .getByRole('alert')
      .getByText(/The client\u2019s limit for this month would be passed/)
      .waitFor();
    expect(await dialog.getByRole('button', { name: 'Send this' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await goTo(page, 'Second opinions');
    await row.getByRole('button', { name: /^Change the limit/ }).click();
    await limit.getByRole('button', { name: 'As each client' }).click();
    await row.getByText('Of each client').waitFor();
    expect(provider.arrived).toHaveLength(before);
  });

  it('broke no policy and threw no error on the way', () => {
    expect(office.complaints).toEqual([]);
  });
});
