import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFile } from './demo-files.ts';
import { dropFiles } from './drop-files.ts';
import { launchApp, type RunningApp } from './launch-app.ts';
import { waitForImports } from './review-page.ts';

const HEADER = demoFile(9, 1, 30).buffer.toString().split('\n').slice(0, 2);

describe('files that are not what they should be', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launchApp();
  });
  afterAll(() => app.end());

  it('names the record and the field that could not be read, and reads the rest', async () => {
    const [first = '', second = ''] = demoFile(9, 1, 30).buffer.toString().split('\n').slice(2, 4);
    // Fields 11 and 13, units and total, by position in a file that is otherwise in order.
    const fields = second.split('|');
    fields[10] = 'two hours';
    const text = [...HEADER, first, fields.join('|'), ''].join('\n');
    await dropFiles(app.page, [{ name: 'half-broken.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
    await waitForImports(app.page, 1);
    const tray = app.page.getByRole('region', { name: 'Imports' });
    await tray
      .getByText(/problems? in this file/)
      .first()
      .click();
    await expect.poll(() => tray.innerText()).toMatch(/record 2/i);
    expect(await tray.innerText()).toContain('LINE_ITEM_NUMBER_OF_UNITS');
    expect(await tray.innerText()).toMatch(/1 line\b/);
  });

  it('says what it reads when it is given something else, and keeps what it had', async () => {
    await dropFiles(app.page, [
      {
        name: 'scan.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n'),
      },
      {
        name: 'noise.bin',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)),
      },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ]);
    const tray = app.page.getByRole('region', { name: 'Imports' });
    await expect.poll(() => tray.innerText(), { timeout: 20_000 }).toContain('scan.pdf');
    await expect.poll(() => tray.innerText()).toContain('LEDES 1998B');
    const rows = await app.page.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount');
    expect(rows).toBe('2');
  });

  it('shows one and the same work in a second tab, and goes on in it when the first is closed', async () => {
    const second = await app.context.newPage();
    await second.goto(app.address);
    await expect.poll(() => second.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount')).toBe('2');
    await app.page.close();
    await dropFiles(second, [demoFile(9, 2, 30)]);
    await expect
      .poll(() => second.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount'), { timeout: 20_000 })
      .toBe('3');
  });
});
