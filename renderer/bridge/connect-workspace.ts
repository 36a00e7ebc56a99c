import type { Reply, WorkspaceClient, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { TokenSource, WorkspaceCall } from '#shared/api/workspace-wire.ts';
import { type OwnedWorker, startOwnedWorker } from './owned-worker.ts';
import { CHANNEL_NAME, LOCK_NAME, type TabMessage } from './tab-channel.ts';

interface OpenCall {
  readonly call: WorkspaceCall;
  settle(reply: Reply<unknown>): void;
  /** The owner it was sent to; `null` while none is known. */
  sentTo: string | null;
}

/**
 * Reaches the workspace of this browser. One tab owns the files (Web Lock) and runs the worker; the others
 * send their calls through it. When the owner goes, the next tab takes over: its queries are asked again,
 * and commands under way answer `unavailable`, because they may or may not have been done.
 * @param options.storage by default durable on loopback and in memory elsewhere (DESIGN section 2)
 * @param options.accessToken how the workspace gets at the server; without it nobody is ever signed in
 */
export async function connectWorkspace(
  options: { readonly storage?: 'durable' | 'memory' | undefined; readonly accessToken?: TokenSource | undefined } = {},
): Promise<WorkspaceClient> {
  const storage = options.storage ?? (isLoopback(location.hostname) ? 'durable' : 'memory');
  const tab = crypto.randomUUID();
  const channel = new BroadcastChannel(CHANNEL_NAME);
  const listeners = new Set<(event: WorkspaceEvent) => void>();
  const open = new Map<number, OpenCall>();
  let own: OwnedWorker | null = null;
  let owner: string | null = null;
  let nextId = 1;

  const say = (message: TabMessage) => channel.postMessage(message);
  const emit = (event: WorkspaceEvent) => {
    for (const listener of listeners) listener(event);
  };

  channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
    switch (data.type) {
      case 'whoOwns':
        if (owner === tab) say({ type: 'owner', tab });
        break;
      case 'owner':
        followOwner(data.tab);
        break;
      case 'call':
        own?.call(data.call).then((reply) => say({ type: 'reply', to: data.from, callId: data.call.callId, reply }));
        break;
      case 'reply':
        if (data.to === tab) settle(data.callId, data.reply);
        break;
      case 'event':
        emit(data.event);
        break;
    }
  });

  // Held until the tab goes; whoever waits longest gets it next.
  navigator.locks.request(LOCK_NAME, async () => {
    const worker = startOwnedWorker(storage, options.accessToken ?? (async () => null), (event) => {
      emit(event);
      say({ type: 'event', event });
    });
    addEventListener('pagehide', () => worker.close());
    await worker.opened;
    own = worker;
    followOwner(tab);
    say({ type: 'owner', tab });
    await new Promise(() => {});
  });
  say({ type: 'whoOwns' });

  return {
    query: (name, input) => ask('query', name, input),
    command: (name, input) => ask('command', name, input),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  function ask<Value>(kind: WorkspaceCall['kind'], name: WorkspaceCall['name'], input: unknown): Promise<Reply<Value>> {
    const callId = nextId;
    nextId += 1;
    return new Promise((resolve) => {
      // The workspace answers each name with that name's output (`QueryOutputs`, `CommandOutputs`).
      const settleThis = (reply: Reply<unknown>) => resolve(reply as Reply<Value>);
      const call: OpenCall = { call: { callId, kind, name, input }, settle: settleThis, sentTo: null };
      open.set(callId, call);
      send(call);
    });
  }

  function send(each: OpenCall): void {
    if (owner === null) return;
    each.sentTo = owner;
    try {
      if (owner === tab) own?.call(each.call).then((reply) => settle(each.call.callId, reply));
      else say({ type: 'call', from: tab, call: each.call });
    } catch {
      // Something in the input cannot be sent at all (a function, a detached buffer).
      settle(each.call.callId, {
        ok: false,
        error: { kind: 'invalid', message: 'The input cannot be sent to the workspace.' },
      });
    }
  }

  function settle(callId: number, reply: Reply<unknown>): void {
    open.get(callId)?.settle(reply);
    open.delete(callId);
  }

  function followOwner(next: string): void {
    if (owner === next) return;
    const isTakeover = owner !== null;
    owner = next;
    for (const each of [...open.values()]) {
      if (each.sentTo === null || each.call.kind === 'query') send(each);
      else {
        const message =
          'The window that held the store was closed meanwhile. Look whether this was done, and repeat it if not.';
        settle(each.call.callId, { ok: false, error: { kind: 'unavailable', message } });
      }
    }
    if (isTakeover) emit({ type: 'statusChanged' });
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
