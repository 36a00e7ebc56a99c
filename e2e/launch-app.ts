import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { webFolder } from '../scripts/web/build-web.ts';
import { serveWeb } from '../scripts/web/serve-web.ts';

export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export function chromiumPath(): string {
  return process.env.LAIT_CHROMIUM ?? '/usr/bin/chromium';
}

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
    executablePath: chromiumPath(),
    headless: true,
    args: CHROMIUM_ARGUMENTS,
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
  // Until the workspace is open there is nobody to take a drop.
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
  return {
    page,
    context,
    address,
    complaints,
    async kill() {
      for (const pid of processesOf(profile)) process.kill(pid, 'SIGKILL');
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

// The processes that were started on this profile, told by their command lines: Playwright keeps no handle
// on them, and a kill must be a real SIGKILL, with no unload handler and no flush on the way out.
function processesOf(profile: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile);
      } catch {
        return false; // It ended between the listing and the look.
      }
    });
}
