import type { Reply, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { FromWorker, TokenSource, ToWorker, WorkspaceCall } from '#shared/api/workspace-wire.ts';
import { trustedWorkerUrl } from './worker-url.ts';

/** The worker of the tab that owns the files. */
export interface OwnedWorker {
  /** Settles when the workspace is open, or can be known not to open; never rejects. */
  readonly opened: Promise<void>;
  call(call: WorkspaceCall): Promise<Reply<unknown>>;
  close(): void;
}

export function startOwnedWorker(
  storage: 'durable' | 'memory',
  accessToken: TokenSource,
  onEvent: (event: WorkspaceEvent) => void,
): OwnedWorker {
  const worker = new Worker(trustedWorkerUrl(), { type: 'module', name: 'lait-workspace' });
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  let failure: Reply<never> | null = null;
  let nextId = 1;
  let settleOpened: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    settleOpened = resolve;
  });

  const failWith = (reply: Reply<never>) => {
    failure = reply;
    for (const settle of waiting.values()) settle(reply);
    waiting.clear();
    settleOpened();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    switch (data.type) {
      case 'opened':
        settleOpened();
        break;
      case 'openFailed':
        failWith({ ok: false, error: data.error });
        break;
      case 'reply':
        waiting.get(data.callId)?.(data.reply);
        waiting.delete(data.callId);
        break;
      case 'event':
        onEvent(data.event);
        break;
      case 'tokenNeeded': {
        const { requestId } = data;
        accessToken(data.isRefused).then(
          (token) => post({ type: 'token', requestId, token }),
          () => post({ type: 'tokenUnreached', requestId }),
        );
        break;
      }
    }
  });
  worker.addEventListener('error', () => failWith(failed('The workspace stopped working.')));
  worker.addEventListener('messageerror', () => failWith(failed('The workspace could not be understood.')));
  const post = (message: ToWorker) => worker.postMessage(message);
  post({ type: 'open', storage });

  return {
    opened,
    async call(call) {
      await opened;
      if (failure !== null) return failure;
      // Calls of several tabs meet here; each gets a number of this worker's own.
      const callId = nextId;
      nextId += 1;
      return new Promise((resolve) => {
        waiting.set(callId, resolve);
        try {
          post({ type: 'call', call: { ...call, callId } });
        } catch {
          // Something in the input cannot be sent at all (a function, a detached buffer).
          waiting.delete(callId);
          const message = 'The input cannot be sent to the workspace.';
          resolve({ ok: false, error: { kind: 'invalid', message } });
        }
      });
    },
    close: () => post({ type: 'close' }),
  };
}

function failed(what: string): Reply<never> {
  const message = `${what} What was confirmed is kept; reload the page to go on.`;
  return { ok: false, error: { kind: 'failed', message } };
}
