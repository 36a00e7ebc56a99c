import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A LAIT that somebody else started on the stand-in: an installer, or the system. */
export interface AttachedStandin {
  readonly page: Page;
  /** Closes its window, with which it ends. */
  end(): Promise<void>;
}

const PATIENCE_MS = 40_000;

/** Waits until it shows its page. @param userData where its data lies */
export async function attachToStandin(userData: string): Promise<AttachedStandin> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const browser = await connect(join(userData, 'standin-chromium', 'DevToolsActivePort'));
    const page = browser
      ?.contexts()
      .flatMap((context) => context.pages())
      .find((each) => each.url().startsWith('http://app.lait.localhost/') && !each.url().includes('standin-waiting'));
    if (page !== undefined && browser !== null)
      return attached(page, browser, join(userData, 'standin-instance', 'pid'));
    await browser?.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('Nobody started LAIT on this data.');
}

/** Null: not there yet, or a file that an earlier run left. */
async function connect(portFile: string): Promise<Browser | null> {
  try {
    const [port, path] = readFileSync(portFile, 'utf8').split('\n');
    return await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`);
  } catch {
    return null;
  }
}

function attached(page: Page, browser: Browser, pidFile: string): AttachedStandin {
  return {
    page,
    async end() {
      const pid = Number(readFileSync(pidFile, 'utf8'));
      await page.close();
      await browser.close().catch(() => undefined);
      for (let attempt = 0; attempt < 200 && isRunning(pid); attempt += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
