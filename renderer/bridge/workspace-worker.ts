import { z } from 'zod';
import type { CommandName, QueryName } from '#shared/api/workspace.ts';
import { openWorkspace, type Workspace } from '#shared/workspace/open-workspace.ts';
import { workspaceErrorOf } from '#shared/workspace/workspace-error.ts';
import { openWasmDatabases } from './open-wasm-databases.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';

/** The web worker that holds a workspace: opens it once, then answers calls in the order they come. */

// Compiling schemas to code needs `eval`, which the page's policy forbids.
z.config({ jitless: true });

/** As the desktop has it: 200 MB. */
const MAXIMUM_FILE_BYTES = 200 * 1024 * 1024;

let workspace: Workspace | null = null;

self.addEventListener('message', (message: MessageEvent<ToWorker>) => {
  const { data } = message;
  switch (data.type) {
    case 'open':
      open(data.storage).then(
        () => post({ type: 'opened' }),
        (error: unknown) => post({ type: 'openFailed', error: workspaceErrorOf(error) }),
      );
      break;
    case 'call':
      answer(data.call);
      break;
    case 'close':
      workspace?.close();
      workspace = null;
      break;
  }
});

async function open(storage: 'durable' | 'memory'): Promise<void> {
  const databases = await openWasmDatabases(storage);
  workspace = openWorkspace({
    ...databases,
    clock: { nowMs: () => Date.now() },
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    pause,
    maximumFileBytes: MAXIMUM_FILE_BYTES,
    // The browser's store is not encrypted; the screen says so.
    isEncrypted: false,
  });
  workspace.subscribe((event) => post({ type: 'event', event }));
}

function answer({ callId, kind, name, input }: Extract<ToWorker, { type: 'call' }>['call']): void {
  if (workspace === null) {
    const error = { kind: 'unavailable', message: 'The workspace is not open. Nothing was changed.' } as const;
    post({ type: 'reply', callId, reply: { ok: false, error } });
    return;
  }
  // Names and inputs are checked by the workspace itself.
  const replying =
    kind === 'query'
      ? workspace.query(name as QueryName, input as never)
      : workspace.command(name as CommandName, input as never);
  replying.then((reply) => post({ type: 'reply', callId, reply }));
}

function post(message: FromWorker): void {
  self.postMessage(message);
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** A macrotask without the four milliseconds that repeated timers are made to wait. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
