import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { net } from 'electron';
import { httpConnection } from '#shared/workspace/sync/http-transport.ts';
import { arrivals } from './arrivals.ts';
import type { FromHost, ToHost } from './host-wire.ts';
import { netLine } from './net-line.ts';
import { openDesktopWorkspace } from './open-desktop-workspace.ts';
import { takeOverSetAside } from './take-over-set-aside.ts';
import { type Line, workspaceHost } from './workspace-host.ts';

/** The utility process that holds the workspace: what Electron and Node lend it, put together. */

/** As in the browser: 200 MB. */
const MAXIMUM_FILE_BYTES = 200 * 1024 * 1024;

const host = workspaceHost({
  tellMain: (message: FromHost) => process.parentPort.postMessage(message),
  takeOver: (workspace, from) =>
    takeOverSetAside(workspace, from, {
      clock: { nowMs: () => Date.now() },
      randomBytes: (count) => randomBytes(count),
    }) !== null,
  arrivals: arrivals(MAXIMUM_FILE_BYTES, randomUUID),
  exit: (code) => process.exit(code),
  later: (milliseconds, work) => void setTimeout(work, milliseconds),
  open: ({ folder, keyHex, appVersion, isCacheDropped, accessToken, onDamage }) =>
    openDesktopWorkspace({
      folder,
      keyHex,
      isCacheDropped,
      onDamage,
      surroundings: {
        clock: { nowMs: () => Date.now() },
        randomBytes: (count) => randomBytes(count),
        pause: () => new Promise((resolve) => setImmediate(resolve)),
        maximumFileBytes: MAXIMUM_FILE_BYTES,
        sha256Hex: (bytes) => createHash('sha256').update(bytes).digest('hex'),
        network: {
          appVersion,
          connect: (baseUrl) =>
            httpConnection({
              baseUrl,
              line: netLine((url, init) => net.fetch(url, init)),
              accessToken,
              randomBytes: (count) => randomBytes(count),
            }),
          monotonicMs: () => performance.now(),
          random: () => Math.random(),
          after(milliseconds, work) {
            const timer = setTimeout(work, milliseconds);
            return () => clearTimeout(timer);
          },
        },
      },
    }),
});

process.parentPort.on('message', ({ data, ports }) => {
  const [port] = ports;
  // Sound: only main posts here, and it says what its types say.
  host.take(data as ToHost, (port as Line | undefined) ?? null);
});
