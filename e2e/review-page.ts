import type { Page } from 'playwright-core';
import { parseE4 } from '#shared/money/e4.ts';

export interface Figures {
  /** Ten-thousandths, read from what the page shows. */
  readonly billed: number;
  readonly proposed: number;
  readonly saved: number;
  readonly open: number;
  readonly decisions: number;
}

/** What the footer of the review screen says. */
export async function figuresOf(page: Page): Promise<Figures> {
  const totals = page.getByRole('region', { name: 'Totals of the invoice' });
  await totals.waitFor();
  const shown = await totals.evaluate((region) => {
    const terms = [...region.querySelectorAll('dt')].map((term) => [
      term.textContent ?? '',
      term.nextElementSibling?.textContent ?? '',
    ]);
    return { entries: terms, remark: region.textContent ?? '' };
  });
  const amount = (label: string): number => {
    const entry = shown.entries.find(([term]) => term?.startsWith(label))?.[1] ?? '';
    const parsed = parseE4(
      entry
        .replaceAll(/[,\s]/g, '')
        .replace('\u2212', '-')
        .replace(/[A-Z]{3}$/, ''),
    );
    if (parsed.kind !== 'value') throw new Error(`${label} shows "${entry}"`);
    return parsed.valueE4;
  };
  const decisions = /([\d,]+) decision/.exec(shown.remark)?.[1] ?? '0';
  return {
    billed: amount('Billed'),
    proposed: amount('Proposed'),
    saved: amount('Saved'),
    open: amount('Open') / 10_000,
    decisions: Number(decisions.replaceAll(',', '')),
  };
}

/** Opens an invoice from the queue with the keyboard: its row takes the focus, Enter opens it. */
export async function openInvoice(page: Page, invoiceNumber: string): Promise<void> {
  const row = page.getByRole('row', { name: new RegExp(`^${invoiceNumber} `) }).first();
  await row.waitFor();
  await row.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'Lines of the invoice' }).waitFor();
  await page.getByRole('heading', { level: 1, name: invoiceNumber }).waitFor();
}

/** Waits until so many files of the present list of imports have been read. */
export async function waitForImports(page: Page, count: number): Promise<void> {
  await page
    .getByRole('region', { name: 'Imports' })
    .getByRole('button', { name: new RegExp(`${count} files? read`) })
    .waitFor({ timeout: 60_000 });
}

/** Goes back to the queue with Escape alone, out of whatever dialog, field or selection is open. */
export async function backToQueue(page: Page): Promise<void> {
  const queue = page.getByRole('grid', { name: 'Invoices' });
  for (let press = 0; press < 5; press += 1) {
    if (await queue.isVisible()) return;
    await page.keyboard.press('Escape');
    await page.waitForTimeout(150);
  }
  await queue.waitFor();
}
