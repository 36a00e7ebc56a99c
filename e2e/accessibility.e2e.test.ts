import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFile } from './demo-files.ts';
import { dropFiles } from './drop-files.ts';
import { launchApp, type RunningApp } from './launch-app.ts';
import { backToQueue, openInvoice, waitForImports } from './review-page.ts';
import { violations } from './violations.ts';

describe.each(['light', 'dark'] as const)('every screen in %s', (colorScheme) => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launchApp({ colorScheme });
  });
  afterAll(() => app.end());

  it('has nothing for axe to say when empty', async () => {
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    expect(await violations(app.page)).toEqual([]);
  });

  it('has nothing for axe to say on the queue, with a file that could not be read', async () => {
    await dropFiles(app.page, [
      demoFile(5, 1, 80),
      {
        name: 'letter.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('Dear client,\nplease find nothing enclosed.\n'),
      },
    ]);
    await waitForImports(app.page, 2);
    expect(await violations(app.page)).toEqual([]);
  });

  it('has nothing for axe to say on the review, its field, its problems and its keys', async () => {
    await openInvoice(app.page, 'D5-00001');
    await app.page.keyboard.press('f');
    expect(await violations(app.page)).toEqual([]);
    await app.page.keyboard.press('r');
    expect(await violations(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('?');
    await app.page.getByRole('dialog').waitFor();
    expect(await violations(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('Control+k');
    await app.page.getByRole('dialog').waitFor();
    expect(await violations(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
    await backToQueue(app.page);
  });

  it.each(['Guidelines', 'Search', 'Settings'])('has nothing for axe to say on %s', async (place) => {
    await app.page.getByRole('link', { name: place, exact: true }).click();
    await app.page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await violations(app.page)).toEqual([]);
  });

  it('broke no policy and threw no error on the way', () => {
    expect(app.complaints).toEqual([]);
  });
});
