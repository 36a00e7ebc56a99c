import { ensureDebianPackage } from '../scripts/process/ensure-debian-package.ts';

/** Where a real Chromium is, installed when it may be; null after saying what is missing. */
export async function findBrowser(): Promise<string | null> {
  const named = process.env.LAIT_CHROMIUM;
  if (named !== undefined && named !== '') return named;
  return ensureDebianPackage(
    ['chromium', 'fonts-liberation'],
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  );
}

export function findRedis(): Promise<string | null> {
  return ensureDebianPackage(['redis-server'], ['/usr/bin/redis-server', '/usr/local/bin/redis-server']);
}
