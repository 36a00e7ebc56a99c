import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFile } from './demo-files.ts';
import { dropFiles } from './drop-files.ts';
import { launchApp, type RunningApp } from './launch-app.ts';
import { openInvoice, waitForImports } from './review-page.ts';

describe('the field in which a line is reduced, in a small window', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launchApp({ width: 1100, height: 700 });
    await dropFiles(app.page, [demoFile(5, 2, 300)]);
    await waitForImports(app.page, 1);
    await openInvoice(app.page, 'D5-00002');
  });
  afterAll(() => app.end());

  it.each(['Home', 'PageDown', 'End'])('is whole in view, with what it would take off, after %s', async (key) => {
    const { page } = app;
    await page.keyboard.press(key);
    await page.keyboard.press('r');
    await page.keyboard.type('20%');
    const editor = page.locator('[data-editor]');
    await editor.waitFor();
    const grid = page.getByRole('grid', { name: 'Lines of the invoice' });
    await expect
      .poll(async () => {
        const [field, frame] = [await editor.boundingBox(), await grid.boundingBox()];
        if (field === null || frame === null) return 'not drawn';
        return field.y >= frame.y && field.y + field.height <= frame.y + frame.height + 1 ? 'whole' : 'cut off';
      })
      .toBe('whole');
    await page.keyboard.press('Escape');
  });
});
