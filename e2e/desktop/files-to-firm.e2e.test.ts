import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReleaseKey, signRelease } from '../../scripts/cli/sign-release.ts';
import { type Desk, signIn } from '../desk.ts';
import { launchDesktop, type RunningDesktop } from '../launch-desktop.ts';
import { launchFirm, type RunningFirm } from '../launch-firm.ts';
import { violationsInBoth } from '../violations.ts';
import { firmHands } from './firm-hands.ts';
import { type NetworkBetween, networkBetween } from './network-between.ts';

const PEOPLE = 60_000;
const HEADINGS =
  'registration_number,first_name,middle_name,last_name,suffix,company_name,city,state,year_admitted,status';
/** More than one piece, and its last one is not full. */
const INSTALLER_BYTES = 2_621_447;
const INSTALLER = 'LAIT-9.1.0-linux-x86_64.AppImage';

/** What an administrator sends from the desktop: files of many megabytes, though its page has no network. */
describe('files to the firm from the desktop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-files-to-firm-'));
  const register = join(folder, 'attorneys.csv');
  const releaseFile = join(folder, 'release.json');
  const installer = join(folder, 'installers', INSTALLER);
  let firm: RunningFirm;
  let network: NetworkBetween;
  let app: RunningDesktop;
  const desk = (): Desk => ({ page: app.page, context: app.page.context(), complaints: app.complaints });

  beforeAll(async () => {
    const rows = Array.from(
      { length: PEOPLE },
      (_, index) => `${5_500_000 + index},PAT,,SURNAME${index},,,ALBANY,NY,${1980 + (index % 40)},Currently registered`,
    );
    writeFileSync(register, `${[HEADINGS, ...rows].join('\r\n')}\r\n`);
    mkdirSync(join(folder, 'installers'));
    writeFileSync(
      installer,
      Buffer.from(Array.from({ length: INSTALLER_BYTES }, (_, index) => (index * 31 + (index >> 8)) & 0xff)),
    );
    firm = await launchFirm();
    network = await networkBetween(firm.address);
    const rosa = await firm.addAccount('Rosa Lindqvist', 'administrator');
    const keyFile = join(folder, 'key');
    const hands = await firmHands(firm, rosa);
    await hands.post('/api/admin/update-keys', { keys: [await makeReleaseKey(keyFile)] });
    const signed = await signRelease({
      folder: join(folder, 'installers'),
      keyFile,
      version: '9.1.0',
      minimumServer: '0.1.0',
      notes: 'Faster.',
    });
    if (signed.kind === 'usage') throw new Error(signed.message);
    writeFileSync(releaseFile, JSON.stringify(signed.release));
    app = await launchDesktop({ env: { LAIT_SERVER_URL: network.address } });
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await signIn(desk(), rosa);
  });
  afterAll(async () => {
    await app?.end();
    network?.close();
    await firm?.end();
    rmSync(folder, { recursive: true, force: true });
  });
  const goTo = async (page: Page, part: string) => {
    await page.getByRole('link', { name: 'Administration', exact: true }).click();
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: part }).click();
    await page.getByRole('heading', { level: 1, name: part }).waitFor();
  };
  const choosesRegister = (path: string) =>
    app.page.getByLabel('New York attorney registrations (CSV)').setInputFiles(path);

  it('import a register piece by piece, and see what is held', async () => {
    const { page } = app;
    await goTo(page, 'Legal sources');
    await page.getByLabel('Exported on').fill('2026-03-01');
    await choosesRegister(register);
    const held = page.getByRole('region', { name: 'Registers held' });
    await held.getByText('60,000').waitFor({ timeout: 60_000 });
    await page.getByText(/Every row was taken/).waitFor();
    const sent = network.asked.filter(({ path }) => path.includes('/import?asOf='));
    expect(sent).toHaveLength(1);
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('say what the server has against a file, in its words, and keep the register before', async () => {
    const { page } = app;
    const other = join(folder, 'other.csv');
    writeFileSync(other, 'name,street\r\nPat,Main\r\n');
    await page.getByLabel('Exported on').fill('2026-04-01');
    await choosesRegister(other);
    const region = page.getByRole('region', { name: 'Import a register' });
    await region
      .getByRole('alert')
      .getByText(/other\.csv: .*The register held before stays\./)
      .waitFor();
    await page.getByRole('region', { name: 'Registers held' }).getByText('1 Mar 2026').waitFor();
  });

  it('is stopped by the person while it is on its way: nothing of it is taken', async () => {
    const { page } = app;
    // A line that takes nothing any more.
    network.become('stuck');
    await choosesRegister(register);
    await page.getByRole('button', { name: 'Stop sending' }).click();
    const region = page.getByRole('region', { name: 'Import a register' });
    await region
      .getByRole('alert')
      .getByText(/Sending was stopped\. Nothing was taken\./)
      .waitFor();
    network.become('open');
    await goTo(page, 'Users');
    await goTo(page, 'Legal sources');
    await page.getByRole('region', { name: 'Registers held' }).getByText('1 Mar 2026').waitFor();
  });

  it('look at a roster of more than a megabyte before it is imported', async () => {
    const { page } = app;
    const rows = Array.from({ length: 9_000 }, (_, index) => `V${index},${'Vendor of long names '.repeat(6)}${index}`);
    const path = join(folder, 'vendors.csv');
    writeFileSync(path, `${['vendor_number,vendor_name', ...rows].join('\r\n')}\r\n`);
    await goTo(page, 'Rosters and rates');
    await page.getByLabel('Import a CSV file of').selectOption('vendors');
    await page.getByLabel('File', { exact: true }).setInputFiles(path);
    await page.getByRole('button', { name: /^Import 9.?000 rows$/ }).waitFor({ timeout: 60_000 });
  });

  it('upload a release: the signed description, then its installer, as it was signed', async () => {
    const { page } = app;
    await goTo(page, 'Versions');
    await page.getByLabel('Signed release').setInputFiles(releaseFile);
    await page.getByText(`Still missing: ${INSTALLER}`).waitFor();
    await page.getByLabel('Its files').setInputFiles(installer);
    await page.getByText(`${INSTALLER} is there, as it was signed.`).first().waitFor({ timeout: 30_000 });
    await page.getByText(/Still missing/).waitFor({ state: 'hidden' });
    expect(await violationsInBoth(page)).toEqual([]);
  });

  it('takes a file nowhere else, whatever a page asks for', async () => {
    const kinds = await app.page.evaluate(async () => {
      const { lait } = globalThis as unknown as {
        lait: {
          shell: Record<string, (input: object) => Promise<{ ok: boolean; error?: { kind: string }; value?: unknown }>>;
        };
      };
      const wish = { method: 'POST', mediaType: 'text/csv', byteLength: 3 };
      const paths = ['/api/invoices', '/api/auth/login', '/api/admin/users'];
      const begun = await Promise.all(paths.map((path) => lait.shell.beginFile?.({ ...wish, path })));
      const piece = await lait.shell.sendPiece?.({ sendId: crypto.randomUUID(), bytes: new Uint8Array(3) });
      return [...begun.map((reply) => reply?.error?.kind), piece?.value];
    });
    expect(kinds).toEqual(['invalid', 'invalid', 'invalid', 'unknown']);
  });

  it('threw no error on the way', () => {
    expect(app.complaints).toEqual([]);
  });
});
