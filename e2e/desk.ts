import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './launch-app.ts';
import type { Account, RunningFirm } from './launch-firm.ts';

/** One person's browser: its own storage, its own cookies. */
export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught errors and policy violations; what the network did is no complaint here. */
  readonly complaints: readonly string[];
}

export interface DeskLook {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args: CHROMIUM_ARGUMENTS });
}

/** Opens the firm's address in a browser of its own, nobody signed in. */
export async function openDesk(browser: Browser, firm: RunningFirm, look: DeskLook = {}): Promise<Desk> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.colorScheme ?? 'light',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  await page.goto(firm.address);
  return { page, context, complaints };
}

/** Fills in the dialog and sends it; what comes of it is the caller's to see. */
export async function tryToSignIn({ page }: Desk, { email, password }: Account): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Sign in' });
  const button = page.getByRole('button', { name: 'Sign in', exact: true });
  // Nobody ever signed in here: the button stands in the bar. Somebody has, and signed out: it is in the chip's menu.
  await button.or(syncChip(page)).first().waitFor();
  if (!(await button.isVisible())) await syncChip(page).click();
  await button.click();
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
}

export async function signIn(desk: Desk, account: Account): Promise<void> {
  await tryToSignIn(desk, account);
  await desk.page.getByRole('dialog', { name: 'Sign in' }).waitFor({ state: 'hidden' });
  await chipSays(desk, /^Up to date/);
}

/** From the sync chip's own menu. */
export async function signOut({ page }: Desk): Promise<void> {
  await syncChip(page).click();
  await page.getByRole('dialog', { name: 'Sync' }).getByRole('button', { name: 'Sign out' }).click();
}

/** Waits until the sync chip says so. */
export async function chipSays({ page }: Desk, words: RegExp, timeout = 30_000): Promise<void> {
  await syncChip(page).filter({ hasText: words }).waitFor({ timeout });
}

export function syncChip(page: Page) {
  return page.getByRole('button', { name: /: Sync: / });
}
