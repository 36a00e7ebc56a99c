import { runVitest, type TestCounts } from '../scripts/process/run-vitest.ts';
import { buildWeb } from '../scripts/web/build-web.ts';
import { findBrowser, findRedis } from './find-programs.ts';

/**
 * Builds the application and runs every specification of this folder in a real Chromium (Debian's).
 * @returns one failure, after naming it, where there is no Chromium, no Redis or the build fails: never a silent pass
 */
export async function runEndToEnd(filters: readonly string[] = []): Promise<TestCounts> {
  const [chromium, redis] = [await findBrowser(), await findRedis()];
  if (chromium === null || redis === null || !(await buildWeb())) return { passed: 0, failed: 1, skipped: 0 };
  return runVitest('e2e/vitest.config.ts', filters, { LAIT_CHROMIUM: chromium });
}
