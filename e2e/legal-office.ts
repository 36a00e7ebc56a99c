import type { Page } from 'playwright-core';
import { choose } from './choose.ts';

interface CsvFile {
  readonly kind: string;
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function csv(kind: string, name: string, ...lines: readonly string[]): CsvFile {
  return { kind, name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) };
}

/** A register of made-up people as New York exports it; one row holds nobody. */
export const REGISTER = csv(
  'register',
  'register.csv',
  'registration_number,first_name,middle_name,last_name,suffix,company_name,city,state,year_admitted,status',
  '5550001,ADA,B,OKAFOR,,OKAFOR & LIND LLP,RENO,NV,2012,Currently registered',
  '5550002,BO,,LIND,,OKAFOR & LIND LLP,ALBANY,NY,2019,Delinquent',
  '5550003,BO,,LIND,JR,,BUFFALO,NY,1988,Deceased',
  ',NOBODY,,,,,,,,',
  ...Array.from(
    { length: 240 },
    (_, index) => `${5_560_000 + index},PAT,,SURNAME${index},,,ALBANY,NY,${1980 + (index % 40)},Currently registered`,
  ),
);

/** The vendor of `legalBill` and who may bill for it. */
export const ROSTER: readonly CsvFile[] = [
  csv('vendors', 'vendors.csv', 'vendor_number,vendor_name', '24-6437381,Okafor & Lind LLP'),
  csv(
    'timekeepers',
    'roster.csv',
    'vendor_number,timekeeper_id,timekeeper_name,classification,approved_from',
    '24-6437381,TK1,"Okafor, Ada B.",Partner,2026-01-01',
    '24-6437381,TK2,"Lind, Bo",Partner,2026-01-01',
  ),
];

export async function importMasters(page: Page, { kind, name, mimeType, buffer }: CsvFile): Promise<void> {
  await page.getByLabel('Import a CSV file of').selectOption(kind);
  await page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType, buffer });
  await page.getByRole('button', { name: /^Import \d+ rows?$/ }).click();
  await page.getByText(`${name} is imported.`).first().waitFor();
}

/** Turns second opinions on as an administrator does: address, model, limits, a price, then the switch. */
export async function addPrice(page: Page, address: string): Promise<void> {
  const model = 'test-model-2026-03-01';
  const settings = page.getByRole('form', { name: 'Settings of second opinions' });
  await settings.getByLabel('Address').selectOption(address);
  await settings.getByLabel('Model', { exact: true }).fill(model);
  await settings.getByLabel(/The firm may spend/).fill('50');
  await settings.getByLabel(/Each client/).fill('20');
  await settings.getByRole('button', { name: 'Store the settings' }).click();
  await page.getByText('The settings are stored.').first().waitFor();
  const price = page.getByRole('form', { name: 'Add a price' });
  await price.getByLabel('Price of model').fill(model);
  await price.getByLabel(/^Input/).fill('2');
  await price.getByLabel(/^Kept input/).fill('0.5');
  await price.getByLabel(/^Output/).fill('8');
  await price.getByLabel('Holds from').fill('2026-01-01');
  await price.getByRole('button', { name: 'Add price' }).click();
  await page
    .getByRole('region', { name: 'Prices of models' })
    .getByRole('cell', { name: model, exact: true })
    .waitFor();
  await page.getByText('Second opinions may be asked', { exact: true }).first().click();
  await page.getByText('Second opinions may be asked.').first().waitFor();
}

/** Writes down that a client agrees to second opinions on every matter. */
export async function addConsent(page: Page, client: RegExp): Promise<void> {
  const form = page.getByRole('form', { name: 'Write down what a client says' });
  await choose(form.getByRole('combobox', { name: 'Client', exact: true }), client);
  await form.getByLabel('Given by, at the client').fill('General counsel');
  await form.getByLabel('On', { exact: true }).fill('2026-03-02');
  await form.getByRole('button', { name: 'Write it down' }).click();
  await page.getByRole('region', { name: 'Consents' }).getByText('General counsel').waitFor();
}
