import { randomUUID } from 'node:crypto';
import { type ModelServer, modelServer } from '#shared/sync/simulation/model-server.ts';
import type { Sent, SyncTransport } from '#shared/workspace/sync/transport.ts';
import { readSimFile, scopeOfInvoice, simFile } from '../sim/sim-files.ts';
import { SCOPES, USERS } from '../sim/sim-world.ts';

const LEASE_MS = 7 * 86_400_000;
const FIRST_BILLS = 6;

/** The model of the server, with two people, two matters and a few bills: it outlives the processes that are killed. */
export function crashServer(): ModelServer {
  const server = modelServer({
    users: USERS,
    newId: randomUUID,
    nowMs: () => Date.now(),
    leaseMs: LEASE_MS,
    readFile: readSimFile,
    scopeOfInvoice,
  });
  for (const { userId } of USERS) for (const scopeId of SCOPES) server.lowerWall(userId, scopeId);
  for (let number = 1; number <= FIRST_BILLS; number += 1) {
    const { bytes, name } = simFile(number);
    server.upload({ deviceId: '', userId: USERS[0]?.userId ?? '' }, bytes, name, `first ${number}`);
  }
  return server;
}

/** A call of the transport as it crosses to the process that holds the server. */
export interface ServerCall {
  readonly id: number;
  readonly call: keyof SyncTransport;
  readonly args: readonly unknown[];
}

export interface ServerAnswer {
  readonly id: number;
  readonly sent: Sent<unknown>;
}

/** A way to the server within one process. */
export function directTransport(server: ModelServer, userId: string): SyncTransport {
  const answered = <Value>(value: Value): Promise<Sent<Value>> =>
    Promise.resolve({ ok: true, value: structuredClone(value) });
  return {
    push: (request) => answered(server.push({ deviceId: request.deviceId, userId }, structuredClone(request))),
    pull: (request) => answered(server.pull({ deviceId: request.deviceId, userId }, request)),
    bootstrap: (request) => answered(server.bootstrap({ deviceId: request.deviceId, userId }, request)),
    uploadInvoice(bytes, name, key) {
      server.upload({ deviceId: '', userId }, Uint8Array.from(bytes), name, key);
      return answered({ kind: 'accepted' as const });
    },
    markRead(ids) {
      server.markRead(userId, ids);
      return answered(null);
    },
  };
}

/** Answers a call that came from another process. */
export function answerCall(transport: SyncTransport, { call, args }: ServerCall): Promise<Sent<unknown>> {
  // Sound: `parentTransport` sends the arguments of the method it names.
  const method = transport[call] as (...given: readonly unknown[]) => Promise<Sent<unknown>>;
  return method(...args);
}

/** The way to the server from the process that is killed: over its parent. */
export function parentTransport(): SyncTransport {
  const waiting = new Map<number, (sent: Sent<unknown>) => void>();
  let last = 0;
  process.on('message', ({ id, sent }: ServerAnswer) => {
    waiting.get(id)?.(sent);
    waiting.delete(id);
  });
  const ask =
    (call: keyof SyncTransport) =>
    (...args: readonly unknown[]): Promise<Sent<never>> =>
      new Promise((resolve) => {
        last += 1;
        // Sound: the parent answers with what the method of this name gives.
        waiting.set(last, resolve as (sent: Sent<unknown>) => void);
        process.send?.({ id: last, call, args } satisfies ServerCall);
      });
  return {
    push: ask('push'),
    pull: ask('pull'),
    bootstrap: ask('bootstrap'),
    uploadInvoice: ask('uploadInvoice'),
    markRead: ask('markRead'),
  };
}
