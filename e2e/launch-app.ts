import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { webFolder } from '../scripts/web/build-web.ts';
import { serveWeb } from '../scripts/web/serve-web.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export interface RunningApp {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly address: string;
  /** Everything the page complained about: uncaught errors, console errors, policy violations. */
  readonly complaints: readonly string[];
  /** Kills the browser's processes at once, as a power cut would; the profile stays. */
  kill(): Promise<void>;
  /** Opens the same profile at the same address again, after `kill` or a close. */
  reopen(): Promise<RunningApp>;
  /** Ends browser and server and deletes the profile. */
  end(): Promise<void>;
}

/** Serves the built application on a free loopback port and opens it in a fresh browser profile. */
export async function launchApp(
  options: { readonly width?: number; readonly height?: number; readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<RunningApp> {
  const server = await serveWeb(webFolder, 0);
  const profile = mkdtempSync(join(tmpdir(), 'lait-profile-'));
  return open(server, profile, options);
}

async function open(server: Server, profile: string, options: Parameters<typeof launchApp>[0]): Promise<RunningApp> {
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.LAIT_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ARGUMENTS,
    viewport: { width: options?.width ?? 1440, height: options?.height ?? 900 },
    colorScheme: options?.colorScheme ?? 'light',
    acceptDownloads: true,
  });
  const complaints: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(address);
  return {
    page,
    context,
    address,
    complaints,
    async kill() {
      const session = await context.browser()?.newBrowserCDPSession();
      // Crash the browser process itself: no unload handlers, no flushing on the way out.
      await session?.send('Browser.crash').catch(() => undefined);
      await context.close().catch(() => undefined);
    },
    reopen: () => open(server, profile, options),
    async end() {
      await context.close().catch(() => undefined);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
