import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchBrowser, openDesk, signIn } from './desk.ts';
import { launchFirm, type RunningFirm } from './launch-firm.ts';

const choose = (page: Page, kind: string, name: string, ...lines: readonly string[]) =>
  page
    .getByLabel('Import a CSV file of')
    .selectOption(kind)
    .then(() =>
      page.getByLabel('File', { exact: true }).setInputFiles({
        name,
        mimeType: 'text/csv',
        buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`),
      }),
    );
const rowsOf = (page: Page, table: string) =>
  page
    .getByRole('region', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')));

/** An administrator keeps rosters and rates: a file is looked at first, then imported, all of it or nothing. */
describe('rosters and rates', () => {
  let firm: RunningFirm;
  let browser: Browser;
  let desk: Desk;
  beforeAll(async () => {
    firm = await launchFirm();
    browser = await launchBrowser();
    desk = await openDesk(browser, firm);
    await desk.page.getByRole('button', { name: 'Sign in', exact: true }).first().waitFor();
    await signIn(desk, await firm.addAccount('Ada Chief', 'administrator'));
    await desk.page.goto(`${firm.address}/admin/rates`);
    await desk.page.getByRole('heading', { name: 'Rosters and rates' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await firm?.end();
  });
  const accessibilityProblems = async () => {
    const { violations } = await new AxeBuilder({ page: desk.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  };

  it('show what a file would do, and import it by keyboard', async () => {
    const { page } = desk;
    await choose(page, 'vendors', 'vendors.csv', 'Firm ID,Firm name,Office', '24-7,Quill LLP,Reno');
    await page.getByText('vendors.csv: 1 new, 0 changed, 0 as they are. Nothing is stored yet.').waitFor();
    await page.getByText('Not read: Office').waitFor();
    const button = page.getByRole('button', { name: 'Import 1 row' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByText('vendors.csv is imported.').first().waitFor();
    await page.getByRole('combobox', { name: 'Vendor', exact: true }).selectOption({ label: '24-7  Quill LLP' });
  });

  it('name what is wrong by row and column, and offer no import until it is mended', async () => {
    const { page } = desk;
    const head = 'vendor_number;timekeeper_id;timekeeper_name;classification;approved_from';
    const good = '24-7;TK1;Okafor, Ada;Partner;2026-01-01';
    await choose(page, 'timekeepers', 'roster.csv', head, good, '24-8;TK2;Lind, Bo;ASSOC;3/4/2026');
    await page.getByText('roster.csv has 1 error.').waitFor();
    expect(await rowsOf(page, 'What is wrong')).toEqual([
      ['3', 'approved_from', 'This date could be 2026-03-04 or 2026-04-03. Write the one that is meant.'],
    ]);
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    expect(await accessibilityProblems()).toEqual([]);
    await choose(page, 'timekeepers', 'roster.csv', head, good);
    await page.getByRole('button', { name: 'Import 1 row' }).click();
    await page.getByRole('cell', { name: 'Okafor, Ada', exact: true }).waitFor();
    expect(await rowsOf(page, 'Approved timekeepers')).toEqual([
      [
        '24-7',
        'TK1',
        'Okafor, Ada',
        'Partner',
        'Verify: TK1 Okafor, Ada',
        'All',
        '',
        'from 1 Jan 2026',
        'End: TK1 Okafor, Ada',
      ],
    ]);
  });

  it('list rates by vendor, end one, and hand them out as a file', async () => {
    const { page } = desk;
    await choose(
      page,
      'rates',
      'rates.csv',
      'vendor;person id;title;rate;ccy;from',
      '24-7;;Partner;612,50;usd;1.1.2026',
    );
    await page.getByRole('button', { name: 'Import 1 row' }).click();
    await page.getByRole('combobox', { name: 'Show', exact: true }).selectOption('rates');
    await page.getByRole('button', { name: /^End ?: Partner/ }).click();
    await page.getByLabel(/^Last day of Partner/).fill('2025-12-31');
    await page.keyboard.press('Enter');
    await page.getByText('A row cannot end before it begins. Choose a later day.').first().waitFor();
    await page.getByLabel(/^Last day of Partner/).fill('2026-06-30');
    await page.keyboard.press('Enter');
    await page.getByText('Partner holds until 30 Jun 2026.').first().waitFor();
    await page.getByRole('cell', { name: '1 Jan \u2013 30 Jun 2026' }).waitFor();
    expect(await rowsOf(page, 'Agreed rates')).toEqual([
      ['24-7', '', 'Partner', '612.50', 'USD', 'All', '', '1 Jan \u2013 30 Jun 2026', 'End: Partner'],
    ]);
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save rates.csv' }).click();
    const stream = await (await download).createReadStream();
    const parts: Uint8Array[] = [];
    for await (const part of stream) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe(
      'vendor_number,timekeeper_id,classification,rate,currency,client_number,matter_number,valid_from,valid_to\r\n24-7,,Partner,612.50,USD,,,2026-01-01,2026-06-30\r\n',
    );
    await page.getByLabel(/^Holds on/).fill('2026-07-01');
    await page.getByText('No rate is on file here.').waitFor();
    expect(await accessibilityProblems()).toEqual([]);
    expect(desk.complaints).toEqual([]);
  });

  it('keep clients and matters the same way', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'Clients and matters' }).click();
    await choose(page, 'clients', 'clients.csv', 'client_number,client_name', 'ACME,Acme Inc');
    await page.getByRole('button', { name: 'Import 1 row' }).click();
    await page.getByText('clients.csv is imported.').first().waitFor();
    await choose(page, 'matters', 'matters.csv', 'client,matter,matter name', 'ACME,M1,Lakeside');
    await page.getByRole('button', { name: 'Import 1 row' }).click();
    await page.getByRole('cell', { name: 'M1 Lakeside' }).waitFor();
    expect(await accessibilityProblems()).toEqual([]);
  });
});
