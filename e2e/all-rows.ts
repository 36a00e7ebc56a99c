import type { Page } from 'playwright-core';

/**
 * Every line of the invoice as the grid shows it, from first to last: scrolls through all of it, because only what
 * is in view is drawn. Each is the words of its cells.
 */
export async function allRows(page: Page): Promise<readonly string[]> {
  const grid = page.getByRole('grid', { name: 'Lines of the invoice' });
  await grid.locator('[data-index]').first().waitFor();
  return grid.evaluate(async (element) => {
    // The heading counts as a row.
    const total = Number(element.getAttribute('aria-rowcount')) - 1;
    const found = new Map<number, string>();
    const nextFrame = () => new Promise((resolve) => setTimeout(resolve, 30));
    element.scrollTop = 0;
    for (let round = 0; found.size < total && round < 2_000; round += 1) {
      await nextFrame();
      let isWaiting = false;
      for (const row of element.querySelectorAll<HTMLElement>('[role="row"][data-index]')) {
        const cells = [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent?.trim() ?? '');
        if (cells.length > 1) found.set(Number(row.dataset.index), cells.join(' | '));
        else isWaiting = true;
      }
      if (!isWaiting) element.scrollTop += element.clientHeight / 2;
    }
    element.scrollTop = 0;
    return [...found].sort(([a], [b]) => a - b).map(([, text]) => text);
  });
}
