import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { demoFile } from './demo-files.ts';
import { dropFiles } from './drop-files.ts';
import { launchApp } from './launch-app.ts';
import { SIZES } from './picture-sizes.ts';
import { backToQueue, openInvoice, waitForImports } from './review-page.ts';

/** Takes a picture of every screen that needs no server, light and dark, at two sizes, with real work in it. */
export async function takeScreenshots(folder: string): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { name, width, height } of SIZES) {
      const app = await launchApp({ width, height, colorScheme });
      const shoot = async (screen: string) => {
        await app.page.waitForTimeout(500);
        const file = join(folder, `${screen}-${colorScheme}-${name}.png`);
        await app.page.screenshot({ path: file });
        taken.push(file);
      };
      await visitScreens(app.page, shoot);
      await app.end();
    }
  }
  return taken;
}

async function visitScreens(page: Page, shoot: (screen: string) => Promise<void>): Promise<void> {
  await page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
  await shoot('empty');
  await dropFiles(page, [
    demoFile(5, 1, 80),
    demoFile(5, 2, 2000),
    demoFile(5, 4, 120),
    {
      name: 'letter.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Dear client,\nplease find nothing enclosed.\n'),
    },
  ]);
  await waitForImports(page, 4);
  await shoot('queue');
  await page.getByRole('button', { name: 'Clear the list' }).click();
  await openInvoice(page, 'D5-00002');
  for (const key of ['f', 'x', 'a', 'f']) await page.keyboard.press(key);
  await page.waitForTimeout(1500);
  await shoot('review');
  await page.keyboard.press('r');
  await page.keyboard.type('-20%');
  await shoot('reduce');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await shoot('keys');
  await page.keyboard.press('Escape');
  await backToQueue(page);
  for (const place of ['Guidelines', 'Search', 'Settings']) {
    await page.getByRole('link', { name: place, exact: true }).click();
    if (place === 'Search') await page.getByRole('searchbox').first().fill('deposition');
    await shoot(place.toLowerCase());
  }
}
