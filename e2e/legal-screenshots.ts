import type { Page } from 'playwright-core';
import { LOOPBACK_KEY, type LoopbackProvider, loopbackProvider } from '#server/opinions/loopback-provider.testing.ts';
import {
  type LoopbackCourtListener,
  loopbackCourtListener,
} from '#server/testing/courtlistener/loopback-courtlistener.ts';
import { choose } from './choose.ts';
import { chipSays, type Desk, launchBrowser, openDesk, signIn } from './desk.ts';
import { dropFiles } from './drop-files.ts';
import { launchFirm } from './launch-firm.ts';
import { legalBill } from './legal-bill.ts';
import { addConsent, addPrice, importMasters, REGISTER, ROSTER } from './legal-office.ts';
import { openInvoice, waitForImports } from './review-page.ts';
import { type Shoot, shooterInto } from './shooter.ts';

interface Stage {
  readonly source: LoopbackCourtListener;
  readonly provider: LoopbackProvider;
  readonly desk: Desk;
  readonly page: Page;
  readonly shoot: Shoot;
}

/** Pictures of legal work: what leaves, results, what could not be had, what is saved, who is who, citations, opinions. */
export async function takeLegalScreenshots(folder: string): Promise<readonly string[]> {
  const taken: string[] = [];
  const source = await loopbackCourtListener({ count: 45 });
  const provider = await loopbackProvider();
  const firm = await launchFirm({
    API_KEY_LEGAL_DATABASE: source.token,
    LAIT_LEGAL_BASE_URL: source.baseUrl,
    LAIT_LEGAL_QUOTA: '60/600/6000',
    API_KEY_OPENAI: LOOPBACK_KEY,
    LAIT_OPENAI_URLS: provider.baseUrl,
  });
  const browser = await launchBrowser();
  try {
    const desk = await openDesk(browser, firm);
    const { page } = desk;
    await signIn(desk, await firm.addAccount('Rosa Lindqvist', 'administrator'));
    await dropFiles(page, [legalBill()]);
    await waitForImports(page, 1);
    await page.getByRole('button', { name: 'Clear the list' }).click();
    await chipSays(desk, /^Up to date/);
    const stage: Stage = { source, provider, desk, page, shoot: shooterInto(folder, taken) };
    await shootSearch(stage);
    await shootVerification(stage);
    await shootReview(stage);
    await shootAdministration(stage);
    await shootTrouble(stage);
  } finally {
    await browser.close();
    await firm.end();
    await provider.close();
    await source.close();
  }
  return taken;
}

async function shootSearch({ page, shoot }: Stage): Promise<void> {
  await page.keyboard.press('Control+Shift+L');
  const matters = page.getByRole('combobox', { name: 'For the matter' }).locator('option');
  await matters.filter({ hasText: 'HARBOUR-9' }).waitFor({ state: 'attached' });
  await ask(page, 'Rosa Lindqvist asks: may hours be cut for block billing in HARBOUR-9?');
  await page.getByRole('button', { name: /^Narrow/ }).click();
  await page.getByRole('combobox', { name: 'Courts' }).fill('9th Cir.');
  await shoot(page, 'legal-outgoing');
  await page.getByRole('textbox', { name: 'Question' }).press('Enter');
  await page.getByText('20 of 45').waitFor();
  await page.getByRole('textbox', { name: 'Question' }).press('Escape');
  await page.keyboard.press('j');
  await shoot(page, 'legal-results');
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Save to a matter' });
  await choose(dialog.getByLabel('Matter'), /HARBOUR-9/);
  await dialog.getByLabel('Note').fill('For the hearing on reasonable hours');
  await shoot(page, 'legal-save');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
}

async function shootVerification({ page, shoot }: Stage): Promise<void> {
  await goTo(page, 'Legal sources');
  await page.getByLabel('Exported on').fill('2026-03-01');
  await page.getByLabel('New York attorney registrations (CSV)').setInputFiles(REGISTER);
  await page.getByRole('region', { name: 'Registers held' }).getByText('1 Mar 2026').waitFor();
  await shoot(page, 'admin-legal');
  await goTo(page, 'Rosters and rates');
  for (const file of ROSTER) await importMasters(page, file);
  await page.getByRole('link', { name: 'Legal', exact: true }).click();
  await page.getByRole('radio', { name: 'Verify a lawyer' }).click();
  await page.getByLabel('Name, as billed').fill('Okafor, Ada B.');
  await choose(page.getByLabel('Admitted in'), /^New York$/);
  await page.getByLabel('Registration number').fill('5550001');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Regulators' }).waitFor();
  await shoot(page, 'legal-verify');
}

async function shootReview({ page, shoot, provider }: Stage): Promise<void> {
  await goTo(page, 'Second opinions');
  await addPrice(page, provider.baseUrl);
  await addConsent(page, /00711/);
  await page.getByRole('link', { name: 'Invoices', exact: true }).click();
  await openInvoice(page, 'LGL-1');
  await page.getByRole('region', { name: 'Citations' }).waitFor();
  await page.keyboard.press('i');
  await page.getByText('Does not exist as far as CourtListener knows.').waitFor();
  await page.getByRole('region', { name: 'Saved to the matter' }).scrollIntoViewIfNeeded();
  await shoot(page, 'review-citations');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.getByRole('region', { name: 'Suggestions' }).waitFor();
  await page.keyboard.press('o');
  await page.getByRole('region', { name: 'What would be sent' }).getByText('Question 1').waitFor();
  await shoot(page, 'review-opinion-preview');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('region', { name: 'Second opinions' }).getByRole('article').first().waitFor();
  await shoot(page, 'review-opinions');
  const whole = page.getByRole('region', { name: 'Opinions on the whole invoice' }).getByRole('article');
  await whole.scrollIntoViewIfNeeded();
  await shoot(page, 'review-opinion-whole');
  await page.keyboard.press('l');
  await page.getByRole('button', { name: /^1 opinion/ }).waitFor();
  await shoot(page, 'review-opinion-hidden');
  await page.keyboard.press('l');
}

async function shootAdministration({ page, shoot }: Stage): Promise<void> {
  await goTo(page, 'Models');
  await shoot(page, 'admin-models');
  await goTo(page, 'Second opinions');
  await shoot(page, 'admin-opinions');
}

/** CourtListener fails, then the network. */
async function shootTrouble({ page, shoot, source, desk }: Stage): Promise<void> {
  await page.getByRole('link', { name: 'Legal', exact: true }).click();
  source.failAlways('server_html');
  await ask(page, 'port records discovery');
  await page.getByRole('textbox', { name: 'Question' }).press('Enter');
  await page.getByRole('region', { name: 'Results' }).getByRole('alert').waitFor();
  await shoot(page, 'legal-partial');
  source.failAlways(null);
  await desk.context.setOffline(true);
  await chipSays(desk, /^Offline/);
  await page.getByRole('searchbox', { name: 'Words in what this device holds' }).fill('reasonable hours');
  await page.getByRole('article').filter({ hasText: 'Saved result' }).first().waitFor();
  await shoot(page, 'legal-offline');
  await desk.context.setOffline(false);
  await chipSays(desk, /^Up to date/);
  await page.getByRole('radio', { name: 'Saved to matters' }).click();
  await page
    .getByRole('article')
    .first()
    .getByRole('button', { name: /^Take off/ })
    .click();
  await page.getByRole('dialog', { name: 'Take off the matter' }).waitFor();
  await shoot(page, 'legal-take-off');
}

async function goTo(page: Page, part: string): Promise<void> {
  await page.getByRole('link', { name: 'Administration', exact: true }).click();
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: part }).click();
  await page.getByRole('heading', { level: 1, name: part }).waitFor();
  await page.getByText('Asking the server').first().waitFor({ state: 'hidden' });
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Question' }).fill(question);
  await page.getByRole('region', { name: 'What leaves for CourtListener' }).getByText('Nothing has left yet').waitFor();
}
