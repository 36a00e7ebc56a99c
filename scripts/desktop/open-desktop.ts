import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../process/project-root.ts';
import { runCommand } from '../process/run-command.ts';
import { buildDesktop } from './build-desktop.ts';

export type OpenedDesktop =
  | { readonly kind: 'opened'; close(): void }
  /** A sentence for the person at the terminal. */
  | { readonly kind: 'not_opened'; readonly reason: string };

/** So long a first start waits for the binary; after that the browser does as well. */
const LONGEST_FETCH_MS = 180_000;

/**
 * Opens the desktop application on the server at this address, fetching Electron's binary the first time.
 * @param server null for LAIT alone on this machine; `absence` says why the one that was meant is not there
 * @param onExit the person has closed it
 */
export async function openDesktop(
  server: { readonly url: string } | { readonly absence: string } | null,
  onExit: () => void,
): Promise<OpenedDesktop> {
  const obstacle = obstacleTo(process.platform, process.env, process.getuid?.() ?? null);
  if (obstacle !== null) return { kind: 'not_opened', reason: obstacle };
  const binary = electronFile() ?? (await fetchElectron());
  if (binary === null) return { kind: 'not_opened', reason: 'Electron could not be fetched from github.com.' };
  if (!(await buildDesktop())) return { kind: 'not_opened', reason: 'The desktop application could not be built.' };
  const child = spawn(binary, [projectRoot], {
    cwd: projectRoot,
    stdio: 'ignore',
    env: { ...process.env, ...environmentOf(server) },
  });
  child.once('exit', onExit);
  child.once('error', onExit);
  return { kind: 'opened', close: () => void child.kill() };
}

function environmentOf(server: Parameters<typeof openDesktop>[0]): Record<string, string> {
  if (server === null) return {};
  return 'url' in server ? { LAIT_SERVER_URL: server.url } : { LAIT_SERVER_ABSENCE: server.absence };
}

/** What stands in the way of a window, in words; null for nothing. */
export function obstacleTo(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, userId: number | null): string | null {
  if (platform !== 'linux') return null;
  if ((env.DISPLAY ?? '') === '' && (env.WAYLAND_DISPLAY ?? '') === '') return 'There is no display here.';
  // LAIT never runs without Chromium's sandbox.
  return userId === 0 ? "Chromium's sandbox does not start for root; start LAIT as another user." : null;
}

/** Electron's executable, named or fetched before; null while it is not here. */
export function electronFile(): string | null {
  const named = process.env.LAIT_ELECTRON;
  if (named !== undefined && named !== '') return named;
  const inside = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as string];
  const fetched = join(projectRoot, 'node_modules', 'electron', 'dist', inside ?? 'electron');
  return existsSync(fetched) ? fetched : null;
}

async function fetchElectron(): Promise<string | null> {
  process.stderr.write('Fetching Electron (about 110 MB, once) ...\n');
  const script = join(projectRoot, 'node_modules', 'electron', 'install.js');
  const { code } = await runCommand(process.execPath, [script], { output: 'keep', timeoutMs: LONGEST_FETCH_MS });
  return code === 0 ? electronFile() : null;
}
