import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SIZES } from './picture-sizes.ts';

export type Shoot = (page: Page, screen: string) => Promise<void>;

/** Takes what is on the page now in both schemes at both sizes. */
export function shooterInto(folder: string, taken: string[]): Shoot {
  return async (page, screen) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const { name, width, height } of SIZES.toReversed()) {
        await page.setViewportSize({ width, height });
        await page.waitForTimeout(300);
        const file = join(folder, `${screen}-${colorScheme}-${name}.png`);
        await page.screenshot({ path: file });
        taken.push(file);
      }
    }
  };
}
