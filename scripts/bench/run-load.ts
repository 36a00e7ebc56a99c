import { Agent, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { PlannedRequest } from './plan-load.ts';
import type { Answered } from './summarise-load.ts';

export interface OutgoingRequest {
  readonly method?: 'GET' | 'POST';
  /** Where, on the server under load, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** After so long a request is lost. */
const GIVEN_UP_MS = 30_000;

/** Sends requests to one server over connections that stay open, as many at once as there are. */
export interface Sender {
  /** @returns status 0 where there was no answer */
  send(outgoing: OutgoingRequest): Promise<Reply>;
  close(): void;
}

export function senderTo(url: string): Sender {
  const { protocol, hostname, port } = new URL(url);
  const isSecure = protocol === 'https:';
  const lines = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 256 };
  const agent = isSecure ? new SecureAgent(lines) : new Agent(lines);
  const begin = isSecure ? secureRequest : request;
  const send = ({ method = 'GET', path, headers = {}, body }: OutgoingRequest) =>
    new Promise<Reply>((resolve) => {
      const nothing = () => resolve({ status: 0, text: '' });
      const length = body === undefined ? {} : { 'content-length': String(body.byteLength) };
      const outgoing = begin(
        { agent, hostname, port, method, path, headers: { ...headers, ...length }, timeout: GIVEN_UP_MS },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
          );
          incoming.on('error', nothing);
        },
      );
      outgoing.on('timeout', () => outgoing.destroy());
      outgoing.on('error', nothing);
      outgoing.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/**
 * Sends every request at its time, whether or not earlier ones were answered (open loop), and counts the latency from
 * that time, so that a server that stalls is charged for everybody who would have come meanwhile.
 */
export async function runLoad(
  sender: Sender,
  plan: readonly PlannedRequest[],
  requestOf: (planned: PlannedRequest) => OutgoingRequest,
  onReply: (planned: PlannedRequest, reply: Reply) => void = () => {},
): Promise<readonly Answered[]> {
  const startedAt = performance.now();
  const pending: Promise<Answered>[] = [];
  for (const planned of plan) {
    const wait = planned.atMs - (performance.now() - startedAt);
    if (wait > 0) await setTimeout(wait);
    const lagMs = performance.now() - startedAt - planned.atMs;
    pending.push(
      sender.send(requestOf(planned)).then((reply) => {
        const latencyMs = performance.now() - startedAt - planned.atMs;
        onReply(planned, reply);
        return { latencyMs, lagMs: Math.max(0, lagMs), status: reply.status };
      }),
    );
  }
  return Promise.all(pending);
}
