import { bootstrapRequest, type PushRequest, pullRequest, pushRequest, type ScopePage } from '#shared/api/sync.ts';
import type { ModelDevice, ModelServer } from '#shared/sync/simulation/model-server.ts';
import type { Sent, SyncTransport, TransportFailure } from '#shared/workspace/sync/transport.ts';

/** What happens to the next call of one device. */
export type NetworkFault =
  | 'loseRequest'
  | 'loseReply'
  | 'duplicateRequest'
  | 'lateDuplicate'
  | 'garbledReply'
  | 'serverBusy'
  | 'serverRestart'
  | 'tokenExpired'
  | 'wrongChecksum';

/** What the server does to a person's access while they load a matter. */
export type LoadingFault = 'wallRaisedWhileLoading' | 'grantedWhileLoading';

export interface SimNetwork {
  readonly transport: SyncTransport;
  isOnline: boolean;
  /** Faults wait for the calls to come, one each. */
  readonly waiting: (NetworkFault | 'none')[];
  /** Happens once, when the next page of a matter's fresh image has been asked for. */
  whileLoading: { readonly fault: LoadingFault; readonly work: () => void } | null;
  /** Requests that arrive a second time, long after. */
  deliverLate(): void;
}

/** Pages are small, so that a run crosses their edges all the time. */
const PAGE_ROWS = 9;

const OFFLINE: TransportFailure = { kind: 'offline' };

/**
 * The way from one device to the model server, and what can become of a call on it. Requests are checked against the
 * protocol and travel as text.
 * @param onFault told when a fault has struck
 * @param onPull told of the cursors a device sends, and when it was told to begin anew
 */
export function simNetwork(
  server: ModelServer,
  deviceOf: () => ModelDevice,
  onFault: (fault: NetworkFault | LoadingFault) => void,
  onPull: (
    kind: 'sent' | 'reset',
    scopes: readonly { readonly scopeId: string; readonly epoch: number; readonly cursor: number }[],
  ) => void,
): SimNetwork {
  const late: PushRequest[] = [];

  const network: SimNetwork = {
    isOnline: true,
    waiting: [],
    whileLoading: null,
    deliverLate() {
      for (const request of late.splice(0)) server.push({ ...deviceOf(), deviceId: request.deviceId }, request);
    },
    transport: {
      push(request) {
        const sent = pushRequest.parse(overTheWire(request));
        return call(
          (fault) => {
            const half = Math.ceil(sent.mutations.length / 2);
            const arrived = fault === 'serverRestart' ? { ...sent, mutations: sent.mutations.slice(0, half) } : sent;
            return told(server.push({ ...deviceOf(), deviceId: sent.deviceId }, arrived));
          },
          () => late.push(sent),
        );
      },
      pull(request) {
        const sent = pullRequest.parse(overTheWire(request));
        onPull('sent', sent.scopes);
        return call((fault) => {
          const reply = server.pull(
            { ...deviceOf(), deviceId: sent.deviceId },
            { ...sent, limit: Math.min(sent.limit, PAGE_ROWS) },
          );
          told(reply);
          if (fault !== 'wrongChecksum' || reply.kind !== 'page') return reply;
          return { ...reply, scopes: reply.scopes.map(withWrongChecksum) };
        });
      },
      bootstrap(request) {
        const sent = bootstrapRequest.parse(overTheWire(request));
        return call(() => {
          const reply = server.bootstrap(
            { ...deviceOf(), deviceId: sent.deviceId },
            { ...sent, limit: Math.min(sent.limit, PAGE_ROWS) },
          );
          told(reply);
          const { whileLoading } = network;
          if (whileLoading !== null && sent.scopeId.startsWith('matter:')) {
            network.whileLoading = null;
            onFault(whileLoading.fault);
            whileLoading.work();
          }
          return reply;
        });
      },
      uploadInvoice(bytes, fileName, idempotencyKey) {
        const copy = Uint8Array.from(bytes);
        return call(() => {
          server.upload(deviceOf(), copy, fileName, idempotencyKey);
          return { kind: 'accepted' as const };
        });
      },
      markRead: (ids) =>
        call(() => {
          server.markRead(deviceOf().userId, ids);
          return null;
        }),
    },
  };
  return network;

  /** A device that is told to begin anew may send lower cursors. */
  function told<Reply extends { readonly kind: string }>(reply: Reply): Reply {
    if (reply.kind === 'reset') onPull('reset', []);
    return reply;
  }

  async function call<Value>(
    work: (fault: NetworkFault | null) => Value,
    keepForLate?: () => void,
  ): Promise<Sent<Value>> {
    await null;
    if (!network.isOnline) return failed(OFFLINE);
    const next = network.waiting.shift() ?? 'none';
    const fault = next === 'none' ? null : next;
    if (fault !== null) onFault(fault);
    switch (fault) {
      case 'loseRequest':
        return failed(OFFLINE);
      case 'serverBusy':
        return failed({ kind: 'busy', retryAfterMs: 1000 });
      case 'tokenExpired':
        return failed({ kind: 'unauthenticated' });
      case 'serverRestart':
        // Killed half way: what it had committed stays, nobody is told.
        work(fault);
        return failed({ kind: 'server_error', retryAfterMs: null });
      case 'loseReply':
        work(fault);
        return failed(OFFLINE);
      case 'garbledReply':
        work(fault);
        return failed({ kind: 'not_understood' });
      case 'duplicateRequest':
        work(fault);
        return { ok: true, value: overTheWire(work(fault)) };
      case 'lateDuplicate':
        keepForLate?.();
        return { ok: true, value: overTheWire(work(fault)) };
      case 'wrongChecksum':
      case null:
        return { ok: true, value: overTheWire(work(fault)) };
    }
  }
}

function failed<Value>(failure: TransportFailure): Sent<Value> {
  return { ok: false, failure };
}

function overTheWire<Value>(value: Value): Value {
  // Sound: what is sent is JSON-like data.
  return JSON.parse(JSON.stringify(value)) as Value;
}

function withWrongChecksum(page: ScopePage): ScopePage {
  return page.checksum === null ? page : { ...page, checksum: '0123456789abcdef' };
}
