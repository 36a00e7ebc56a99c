import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { performance } from 'node:perf_hooks';
import { eventStreamReader } from '#shared/workspace/sync/event-stream.ts';

/** One open stream among very many: what it was told, and when. */
export interface SseListener {
  /** Of durable events, in the order in which they came. */
  readonly heard: readonly Heard[];
  /** Resolves once everything missed has been told. */
  open(): Promise<void>;
  /** The line breaks; `open` again goes on where it was. */
  cut(): void;
}

export interface Heard {
  readonly seq: number;
  readonly subjectId: string | null;
  readonly atMs: number;
}

/** For whoever does something about what is told. */
export interface SseHooks {
  /** A durable event or a poke. */
  onTold?(type: string, subjectId: string | null): void;
  /** The line ended without having been cut, after it was open. */
  onEnded?(): void;
}

export function sseListener(
  address: string,
  headers: Readonly<Record<string, string>>,
  hooks: SseHooks = {},
): SseListener {
  const begin = address.startsWith('https:') ? secureRequest : request;
  const heard: Heard[] = [];
  let lastId: string | null = null;
  let outgoing: ClientRequest | null = null;
  return {
    heard,
    open() {
      return new Promise((resolve, reject) => {
        const read = eventStreamReader(({ type, id, data }) => {
          // A poke has no place in the log; the reader keeps the last id for it.
          if (type === 'sync.poke') {
            hooks.onTold?.(type, null);
            return;
          }
          lastId = id;
          if (type === 'ready') resolve();
          else {
            const subjectId = subjectOf(data);
            heard.push({ seq: Number(id), subjectId, atMs: performance.now() });
            hooks.onTold?.(type, subjectId);
          }
        });
        const sent = begin(
          address,
          {
            agent: false,
            headers: {
              ...headers,
              accept: 'text/event-stream',
              ...(lastId === null ? {} : { 'last-event-id': lastId }),
            },
          },
          (incoming: IncomingMessage) => {
            if (incoming.statusCode !== 200) reject(new Error(`A stream was answered with ${incoming.statusCode}.`));
            else incoming.on('close', () => outgoing === sent && hooks.onEnded?.());
            incoming.setEncoding('utf8');
            incoming.on('data', read);
            // Cut on purpose; a stream that ends by itself shows as events that never came.
            incoming.on('error', () => {});
          },
        );
        sent.on('error', reject);
        sent.end();
        outgoing = sent;
      });
    },
    cut() {
      outgoing?.destroy();
      outgoing = null;
    },
  };
}

function subjectOf(data: string): string | null {
  const { subjectId } = JSON.parse(data) as { readonly subjectId?: string | null };
  return subjectId ?? null;
}
