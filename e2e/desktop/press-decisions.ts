import type { Page } from 'playwright-core';
import { figuresOf } from '../review-page.ts';

/**
 * Decides flagged lines of the open invoice, one key a line, as a reviewer goes down a bill: each is cut, and accepted
 * where there is nothing to cut.
 * @param most no more than these
 * @returns how many there were
 */
export async function pressDecisions(page: Page, most: number): Promise<number> {
  const { decisions: before, open } = await figuresOf(page);
  const count = Math.min(most, open);
  await page.keyboard.press('f');
  for (let done = 0; done < count; ) {
    await page.keyboard.press('x');
    // A person looks before the next key: a credit cannot be cut, and the line in focus may be the one just decided.
    const after = await decisionsAfter(page, before + done + 1);
    if (after === before + done) await page.keyboard.press('a');
    done = (after === before + done ? await decisionsAfter(page, before + done + 1) : after) - before;
  }
  return count;
}

const GLANCE_MS = 1_000;

/** @returns how many there are once there are so many, or after a glance */
async function decisionsAfter(page: Page, wanted: number): Promise<number> {
  const until = Date.now() + GLANCE_MS;
  for (;;) {
    const { decisions } = await figuresOf(page);
    if (decisions >= wanted || Date.now() > until) return decisions;
    await page.waitForTimeout(15);
  }
}
