import './schemas-without-eval.ts';
import type { CommandName, QueryName } from '#shared/api/workspace.ts';
import type { FromWorker, ToWorker } from '#shared/api/workspace-wire.ts';
import { openWorkspace, type Workspace } from '#shared/workspace/open-workspace.ts';
import { httpConnection } from '#shared/workspace/sync/http-transport.ts';
import { workspaceErrorOf } from '#shared/workspace/workspace-error.ts';
import { version } from '../../package.json';
import { fetchLine } from './fetch-line.ts';
import { openWasmDatabases } from './open-wasm-databases.ts';

/** The web worker that holds a workspace: opens it once, then answers calls in the order they come. */

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
    case 'token':
      waitingTokens.get(data.requestId)?.resolve(data.token);
      waitingTokens.delete(data.requestId);
      break;
    case 'tokenUnreached':
      waitingTokens.get(data.requestId)?.reject(new Error('The server is not reached.'));
      waitingTokens.delete(data.requestId);
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
    randomBytes,
    pause,
    maximumFileBytes: MAXIMUM_FILE_BYTES,
    // The browser's store is not encrypted; the screen says so.
    isEncrypted: false,
    network: {
      appVersion: version,
      connect: (baseUrl) => httpConnection({ baseUrl, line: fetchLine(), accessToken: askForToken, randomBytes }),
      monotonicMs: () => performance.now(),
      random: () => Math.random(),
      after(milliseconds, work) {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
    },
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

function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}

const waitingTokens = new Map<number, PromiseWithResolvers<string | null>>();
let nextTokenRequest = 1;

/** Cookies and refresh tokens are the page's business; the worker only ever holds an access token. */
function askForToken(isRefused: boolean): Promise<string | null> {
  const requestId = nextTokenRequest;
  nextTokenRequest += 1;
  const waiting = Promise.withResolvers<string | null>();
  waitingTokens.set(requestId, waiting);
  post({ type: 'tokenNeeded', requestId, isRefused });
  return waiting.promise;
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
