import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../e2e/find-programs.ts';
import { electronBinary, launchDesktop, type RunningDesktop } from '../../e2e/launch-desktop.ts';
import { buildDesktop } from '../desktop/build-desktop.ts';

/** What the figures were taken on, for the sentence beside them. */
export function driverInWords(): string {
  return electronBinary() === null
    ? 'measured on the stand-in for Electron (Node and Chromium; its own relay counts as ours)'
    : 'measured on the real Electron';
}

/** @throws where there is no Chromium or the build fails */
export async function prepareDesktop(): Promise<void> {
  const chromium = await findBrowser();
  if (chromium === null || !(await buildDesktop())) throw new Error('The desktop application cannot be started here.');
  process.env.LAIT_CHROMIUM = chromium;
}

/** LAIT with these bytes imported, ended again: its next start is that of a laptop at work. */
export async function desktopWith(bytes: Uint8Array, patienceMs: number): Promise<RunningDesktop> {
  const folder = mkdtempSync(join(tmpdir(), 'lait-bench-bill-'));
  const file = join(folder, 'bills.led');
  writeFileSync(file, bytes);
  const app = await launchDesktop();
  try {
    await app.page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
    await app.dropPaths([file]);
    await app.page
      .getByRole('region', { name: 'Imports' })
      .getByRole('button', { name: /1 file read/ })
      .waitFor({ timeout: patienceMs });
    await app.quit();
    return app;
  } catch (error) {
    await app.end();
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resident memory of the process that holds the workspace, in megabytes; NaN where it cannot be told (not on Linux). */
export function workspaceMegabytes(userData: string): number {
  for (const pid of processIds()) {
    try {
      const isOurs = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LAIT_USER_DATA=${userData}\0`);
      if (!isOurs || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('workspace.js')) continue;
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
    } catch {
      // It has ended meanwhile, or is somebody else's.
    }
  }
  return Number.NaN;
}

function processIds(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
