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
    const rowHeight = element.querySelector<HTMLElement>('[data-index]')?.offsetHeight ?? 1;
    const found: (string | undefined)[] = Array.from({ length: total });
    for (let round = 0; round < 5_000; round += 1) {
      for (const row of element.querySelectorAll<HTMLElement>('[role="row"][data-index]')) {
        const cells = [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent?.trim() ?? '');
        // A row whose page is still on its way is one empty cell.
        if (cells.length > 1) found[Number(row.dataset.index)] = cells.join(' | ');
      }
      const missing = found.indexOf(undefined);
      if (missing === -1) break;
      element.scrollTop = missing * rowHeight;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    element.scrollTop = 0;
    return found.map((text) => text ?? 'not drawn');
  });
}
