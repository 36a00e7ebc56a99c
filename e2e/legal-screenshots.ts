import type { Page } from 'playwright-core';
import { loopbackCourtListener } from '#server/testing/courtlistener/loopback-courtlistener.ts';
import { choose } from './choose.ts';
import { chipSays, launchBrowser, openDesk, signIn } from './desk.ts';
import { dropFiles } from './drop-files.ts';
import { launchFirm } from './launch-firm.ts';
import { legalBill } from './legal-bill.ts';
import { openInvoice, waitForImports } from './review-page.ts';
import { shooterInto } from './shooter.ts';

/** Pictures of legal work: what leaves, results, what could not be had, what is saved, citations, verification, models. */
export async function takeLegalScreenshots(folder: string): Promise<readonly string[]> {
  const taken: string[] = [];
  const shoot = shooterInto(folder, taken);
  const source = await loopbackCourtListener({ count: 45 });
  const firm = await launchFirm({
    API_KEY_LEGAL_DATABASE: source.token,
    LAIT_LEGAL_BASE_URL: source.baseUrl,
    LAIT_LEGAL_QUOTA: '60/600/6000',
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
    await page.keyboard.press('Control+Shift+L');
    const matters = page.getByRole('combobox', { name: 'For the matter' }).locator('option');
    await matters.filter({ hasText: 'HARBOUR-9' }).waitFor({ state: 'attached' });
    await shoot(page, 'legal');
    await ask(page, 'Rosa Lindqvist asks: may hours be cut for block billing in HARBOUR-9?');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Narrow/ }).click();
    await page.getByRole('combobox', { name: 'Courts' }).fill('9th Cir.');
    await shoot(page, 'legal-outgoing');
    await page.getByRole('button', { name: /^Narrow/ }).click();
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
    await page.getByRole('radio', { name: 'Verify a lawyer' }).click();
    await page.getByLabel('Name, as billed').fill('Okafor, Ada B.');
    await shoot(page, 'legal-verify');
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await openInvoice(page, 'LGL-1');
    await page.getByRole('region', { name: 'Citations' }).waitFor();
    await page.keyboard.press('i');
    await page.getByText('Does not exist as far as CourtListener knows.').waitFor();
    await page.getByRole('region', { name: 'Citations' }).scrollIntoViewIfNeeded();
    await shoot(page, 'review-citations');
    await page.getByRole('link', { name: 'Administration' }).click();
    for (const [part, name] of [
      ['Legal sources', 'admin-legal'],
      ['Models', 'admin-models'],
      ['Second opinions', 'admin-opinions'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: part }).click();
      await page.getByText('Asking the server').first().waitFor({ state: 'hidden' });
      await shoot(page, name);
    }
    await page.getByRole('link', { name: 'Legal', exact: true }).click();
    source.failAlways('server_html');
    await ask(page, 'port records discovery');
    await page.getByRole('textbox', { name: 'Question' }).press('Enter');
    await page.getByRole('region', { name: 'Results' }).getByRole('alert').waitFor();
    await shoot(page, 'legal-partial');
    source.failAlways(null);
    await desk.context.setOffline(true);
    await chipSays(desk, /^Offline/);
    await page.getByText('For the hearing on reasonable hours').waitFor();
    await shoot(page, 'legal-offline');
  } finally {
    await browser.close();
    await firm.end();
    await source.close();
  }
  return taken;
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Question' }).fill(question);
  await page.getByRole('region', { name: 'What leaves for CourtListener' }).getByText('Nothing has left yet').waitFor();
}
