import { ensureDebianPackage } from '../scripts/process/ensure-debian-package.ts';
import { runVitest, type TestCounts } from '../scripts/process/run-vitest.ts';
import { buildWeb } from '../scripts/web/build-web.ts';

const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Builds the application and runs every specification of this folder in a real Chromium (Debian's).
 * @returns one failure, after naming it, where there is no Chromium, no Redis or the build fails: never a silent pass
 */
export async function runEndToEnd(filters: readonly string[] = []): Promise<TestCounts> {
  const chromium =
    process.env.LAIT_CHROMIUM ?? (await ensureDebianPackage(['chromium', 'fonts-liberation'], CHROMIUM_PATHS));
  const redis = await ensureDebianPackage(['redis-server'], ['/usr/bin/redis-server', '/usr/local/bin/redis-server']);
  if (chromium === null || redis === null || !(await buildWeb())) return { passed: 0, failed: 1, skipped: 0 };
  return runVitest('e2e/vitest.config.ts', filters, { LAIT_CHROMIUM: chromium });
}
