import type { Locator } from 'playwright-core';

/** Chooses the one option of a list whose words fit. */
export async function choose(list: Locator, words: RegExp): Promise<void> {
  // The list is there before its entries are.
  await list.locator('option').filter({ hasText: words }).first().waitFor({ state: 'attached' });
  const labels = await list.locator('option').allTextContents();
  const [label, ...others] = labels.filter((each) => words.test(each));
  if (label === undefined || others.length > 0) throw new Error(`${words} fits not one of: ${labels.join(', ')}`);
  await list.selectOption({ label });
}
