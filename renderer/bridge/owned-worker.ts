import type { Reply, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { FromWorker, TokenSource, ToWorker } from '#shared/api/workspace-wire.ts';
import { trustedWorkerUrl } from './worker-url.ts';
import { type WorkspaceCalls, workspaceCalls } from './workspace-calls.ts';

/** The worker of the tab that owns the files. */
export interface OwnedWorker extends Pick<WorkspaceCalls, 'opened' | 'call'> {
  close(): void;
}

export function startOwnedWorker(
  storage: 'durable' | 'memory',
  accessToken: TokenSource,
  onEvent: (event: WorkspaceEvent) => void,
): OwnedWorker {
  const worker = new Worker(trustedWorkerUrl(), { type: 'module', name: 'lait-workspace' });
  const post = (message: ToWorker) => worker.postMessage(message);
  const calls = workspaceCalls(post, onEvent);

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.type !== 'tokenNeeded') {
      calls.take(data);
      return;
    }
    const { requestId } = data;
    accessToken(data.isRefused).then(
      (token) => post({ type: 'token', requestId, token }),
      () => post({ type: 'tokenUnreached', requestId }),
    );
  });
  worker.addEventListener('error', () => calls.failWith(failed('The workspace stopped working.')));
  worker.addEventListener('messageerror', () => calls.failWith(failed('The workspace could not be understood.')));
  post({ type: 'open', storage });

  return { opened: calls.opened, call: calls.call, close: () => post({ type: 'close' }) };
}

function failed(what: string): Reply<never> {
  const message = `${what} What was confirmed is kept; reload the page to go on.`;
  return { ok: false, error: { kind: 'failed', message } };
}
