import { buildDesktop } from '../../scripts/desktop/build-desktop.ts';
import { runVitest, type TestCounts } from '../../scripts/process/run-vitest.ts';
import { startDisplay } from '../../scripts/process/start-display.ts';
import { findBrowser, findRedis } from '../find-programs.ts';
import { electronBinary } from '../launch-desktop.ts';

/**
 * Builds the desktop application and runs every specification of this folder: on the real Electron where its binary is
 * found, else on the stand-in, in windows where there is a display or one can be had.
 * @returns one failure, after naming it, where something it needs is missing: never a silent pass
 */
export async function runDesktop(filters: readonly string[] = []): Promise<TestCounts> {
  const [chromium, redis] = [await findBrowser(), await findRedis()];
  if (chromium === null || redis === null || !(await buildDesktop())) return { passed: 0, failed: 1, skipped: 0 };
  const display = await startDisplay();
  const driver = electronBinary() === null ? 'the stand-in for Electron' : 'the real Electron';
  process.stderr.write(
    `desktop: on ${driver}, ${display === null ? 'without a display' : `in windows on ${display.name}`}\n`,
  );
  try {
    const env = { LAIT_CHROMIUM: chromium, ...(display === null ? {} : { DISPLAY: display.name }) };
    return await runVitest('e2e/desktop/vitest.config.ts', filters, env);
  } finally {
    display?.end();
  }
}
