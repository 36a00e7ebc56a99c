import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInvoiceFile } from '#shared/formats/read-file.ts';
import { formatE4 } from '#shared/money/e4.ts';
import { demoFile } from './demo-files.ts';
import { dropFiles } from './drop-files.ts';
import { launchApp, type RunningApp } from './launch-app.ts';
import { backToQueue, figuresOf, openInvoice, waitForImports } from './review-page.ts';

/**
 * The whole job as a reviewer does it, in a real browser on a real file system: drop, review by keyboard,
 * undo, reload, lose the power, come back, export, and import what was exported. One story; each step
 * stands on the one before.
 */
describe('the main job on one machine', () => {
  let app: RunningApp;
  const small = demoFile(11, 1, 60);
  const large = demoFile(11, 2, 2000);
  let exported: { name: string; text: string };

  beforeAll(async () => {
    app = await launchApp();
  });
  afterAll(() => app.end());

  it('reads two dropped bills, one of two thousand lines, and keeps them on this device', async () => {
    await dropFiles(app.page, [small, large]);
    await waitForImports(app.page, 2);
    await expect.poll(() => app.page.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount')).toBe('3');
    expect(await app.page.getByText('Kept on this device').count()).toBeGreaterThan(0);
  });

  it('knows a bill that is dropped again, and makes no second invoice of it', async () => {
    await dropFiles(app.page, [small]);
    await app.page
      .getByText(/already here/i)
      .first()
      .waitFor();
    expect(await app.page.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount')).toBe('3');
  });

  it('is reviewed with the keyboard alone: accept, cut, reduce, and the money moves with each key', async () => {
    const { page } = app;
    await openInvoice(page, 'D11-00001');
    const before = await figuresOf(page);
    expect(before.decisions).toBe(0);
    await page.keyboard.press('f');
    await page.keyboard.press('a');
    await expect.poll(async () => (await figuresOf(page)).decisions).toBe(1);
    expect((await figuresOf(page)).saved).toBe(0);
    await page.keyboard.press('x');
    await expect.poll(async () => (await figuresOf(page)).decisions).toBe(2);
    const afterCut = await figuresOf(page);
    expect(afterCut.saved).toBeGreaterThan(0);
    await page.keyboard.press('r');
    await page.keyboard.type('20%');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await figuresOf(page)).decisions).toBe(3);
    expect((await figuresOf(page)).saved).toBeGreaterThan(afterCut.saved);
    expect((await figuresOf(page)).billed).toBe(before.billed);
  });

  it('takes back the last decision, and does it again', async () => {
    const { page } = app;
    const { saved } = await figuresOf(page);
    await page.keyboard.press('z');
    await expect.poll(async () => (await figuresOf(page)).decisions).toBe(2);
    expect((await figuresOf(page)).saved).toBeLessThan(saved);
    await page.keyboard.press('Shift+Z');
    await expect.poll(async () => (await figuresOf(page)).saved).toBe(saved);
  });

  it('has everything still there after a reload, on the same invoice', async () => {
    const { page } = app;
    const before = await figuresOf(page);
    const address = page.url();
    await page.reload();
    await page.getByRole('grid', { name: 'Lines of the invoice' }).waitFor();
    expect(page.url().split('?')[0]).toBe(address.split('?')[0]);
    await expect.poll(() => figuresOf(page)).toEqual(before);
  });

  it('keeps every decision it showed when the browser is killed in the middle of deciding', async () => {
    const { page } = app;
    await backToQueue(page);
    await openInvoice(page, 'D11-00002');
    let shown = await figuresOf(page);
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press(press % 3 === 0 ? 'x' : 'a');
      await page.keyboard.press('j');
    }
    // Keys wait for one another; the power goes while most of them are still waiting. What is shown is what
    // the workspace has answered, not what the page hopes for.
    while (shown.decisions <= 10) shown = await figuresOf(page);
    await app.kill();
    app = await app.reopen();
    await openInvoice(app.page, 'D11-00002');
    await expect.poll(async () => (await figuresOf(app.page)).decisions).toBeGreaterThanOrEqual(shown.decisions);
    const found = await figuresOf(app.page);
    expect(found.saved).toBeGreaterThanOrEqual(shown.saved);
  });

  it('exports the corrected bill as LEDES 1998B once every finding that must be fixed is answered', async () => {
    const { page } = app;
    await backToQueue(page);
    await openInvoice(page, 'D11-00001');
    // The flagged lines that are left are looked at, and accepted as billed.
    for (let { open } = await figuresOf(page); open > 0; open -= 1) {
      await page.keyboard.press('f');
      await page.keyboard.press('a');
    }
    await expect.poll(async () => (await figuresOf(page)).open, { timeout: 20_000 }).toBe(0);
    const { billed, saved } = await figuresOf(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Approved. It can be exported now.').waitFor();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Export the corrected bill' });
    await dialog.getByRole('button', { name: 'Export', exact: true }).focus();
    await page.keyboard.press('Enter');
    const save = dialog.getByRole('link', { name: 'Save the file' });
    await save.focus();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    const text = readFileSync(await download.path(), 'utf8');
    exported = { name: download.suggestedFilename(), text };
    const outcome = readInvoiceFile(new TextEncoder().encode(text), { fileName: exported.name });
    if (outcome.kind !== 'read') throw new Error('cancelled');
    const [invoice] = outcome.file.invoices;
    expect(invoice?.format).toBe('ledes1998b');
    expect(invoice?.computedTotalE4).toBe(billed - saved);
    expect(invoice?.declaredTotalE4).toBe(invoice?.computedTotalE4);
    expect(invoice?.problems.filter(({ severity }) => severity === 'does_not_add_up')).toEqual([]);
  });

  it('imports what it exported with the same totals', async () => {
    const { page } = app;
    const { billed, saved } = await figuresOf(page);
    await backToQueue(page);
    await dropFiles(page, [{ name: exported.name, mimeType: 'text/plain', buffer: Buffer.from(exported.text) }]);
    await waitForImports(page, 1);
    await page
      .getByRole('row', { name: new RegExp(exported.name.replaceAll('.', '\\.')) })
      .first()
      .dblclick();
    await page.getByRole('grid', { name: 'Lines of the invoice' }).waitFor();
    await expect.poll(async () => formatE4((await figuresOf(page)).billed)).toBe(formatE4(billed - saved));
  });

  it('broke no policy and threw no error on the way', () => {
    expect(app.complaints).toEqual([]);
  });
});
