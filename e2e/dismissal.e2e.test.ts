import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFile } from './demo-files.ts';
import { dropFiles } from './drop-files.ts';
import { launchApp, type RunningApp } from './launch-app.ts';
import { openInvoice, waitForImports } from './review-page.ts';
import { violationsInBoth } from './violations.ts';

describe('a finding that is dismissed', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launchApp();
    await dropFiles(app.page, [demoFile(5, 1, 80)]);
    await waitForImports(app.page, 1);
    await openInvoice(app.page, 'D5-00001');
  });
  afterAll(() => app.end());

  it('takes a reason by keyboard, which is there again after a reload; Esc leaves it as it was', async () => {
    const { page } = app;
    const notes = page.getByRole('region', { name: 'Findings' });
    const reason = notes.getByRole('textbox', { name: /^Why .* is dismissed$/ });
    // The first line has two: the first of them is offered, and the next press switches it.
    await expect.poll(() => notes.getByRole('switch').count()).toBe(2);
    await page.keyboard.press('t');
    await page.keyboard.press('t');
    await reason.waitFor();
    expect(await violationsInBoth(page)).toEqual([]);
    await reason.focus();
    await page.keyboard.type('Agreed with the client on 3 March');
    await page.keyboard.press('Enter');
    await page.getByText('The reason is kept.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
    await page.reload();
    await expect.poll(() => reason.inputValue()).toBe('Agreed with the client on 3 March');
    await reason.focus();
    await page.keyboard.type(', and again');
    await page.keyboard.press('Escape');
    await expect.poll(() => reason.inputValue()).toBe('Agreed with the client on 3 March');
    expect(app.complaints).toEqual([]);
  });
});
