import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { databasesInFolder } from '#electron/workspace/better-sqlite3-driver.ts';
import { fetchLine } from '#renderer/bridge/fetch-line.ts';
import { openWorkspace, type Workspace } from '#shared/workspace/open-workspace.ts';
import { httpConnection } from '#shared/workspace/sync/http-transport.ts';

export interface ListeningDesk {
  readonly workspace: Workspace;
  close(): void;
}

/** A laptop with the real workspace on real files, signed in, that has fetched everything and listens for more. */
export async function listeningDesk(given: {
  readonly folder: string;
  readonly url: string;
  readonly userId: string;
  readonly token: string;
}): Promise<ListeningDesk> {
  const { folder, url, userId, token } = given;
  const workspace = openWorkspace({
    ...databasesInFolder(folder),
    clock: { nowMs: () => Date.now() },
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    maximumFileBytes: 1_000_000,
    storage: 'durable',
    isEncrypted: false,
    network: {
      appVersion: '1.0.0',
      connect: (baseUrl) =>
        httpConnection({
          baseUrl,
          line: fetchLine(),
          accessToken: async (isRefused) => (isRefused ? null : token),
          randomBytes: (count) => new Uint8Array(randomBytes(count)),
        }),
      monotonicMs: () => performance.now(),
      random: () => Math.random(),
      after(milliseconds, work) {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
    },
  });
  for (const done of [
    await workspace.command('signIn', { baseUrl: url, userId, displayName: 'Reviewer', role: 'reviewer' }),
    await workspace.command('syncNow', {}),
  ]) {
    if (!done.ok) throw new Error(done.error.message);
  }
  return { workspace, close: () => workspace.close() };
}
