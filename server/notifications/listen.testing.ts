import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { eventStreamReader, type StreamEvent } from '#shared/workspace/sync/event-stream.ts';

/** A listener on a real socket, which takes the stream apart as the workspace does. */
export interface Listening {
  readonly status: number;
  readonly heard: readonly StreamEvent[];
  /** Everything that came, comments included. */
  readonly raw: () => string;
  /** The number of the last event that had one: what a listener comes back with. */
  readonly lastId: () => string;
  /** Of durable events and pokes, without `ready`. */
  types(): readonly string[];
  /** Waits until an event of this type has come. */
  hears(type: string, count?: number): Promise<void>;
  readonly ended: Promise<'end' | 'cut'>;
  readonly isEnded: () => boolean;
  /** Stops reading: what comes piles up on the way. */
  pause(): void;
  resume(): void;
  close(): void;
}

const LONGEST_WAIT_MS = 15_000;

export async function listenTo(
  url: string,
  token: string,
  lastEventId: string | null = null,
  headers: Readonly<Record<string, string>> = {},
): Promise<Listening> {
  const heard: StreamEvent[] = [];
  let text = '';
  const read = eventStreamReader((event) => heard.push(event));
  const { outgoing, incoming } = await new Promise<{ outgoing: ClientRequest; incoming: IncomingMessage }>(
    (resolve, reject) => {
      const sent = request(
        `${url}/api/events`,
        {
          // A connection of its own, as each window has.
          agent: false,
          headers: {
            authorization: `Bearer ${token}`,
            accept: 'text/event-stream',
            ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
            ...headers,
          },
        },
        (answer) => resolve({ outgoing: sent, incoming: answer }),
      );
      sent.once('error', reject);
      sent.end();
    },
  );
  outgoing.on('error', () => {});
  let isEnded = false;
  incoming.setEncoding('utf8');
  incoming.on('data', (chunk: string) => {
    text += chunk;
    read(chunk);
  });
  const ended = new Promise<'end' | 'cut'>((resolve) => {
    incoming.on('end', () => resolve('end'));
    incoming.on('error', () => resolve('cut'));
    incoming.on('close', () => {
      isEnded = true;
      resolve('cut');
    });
  });
  return {
    status: incoming.statusCode ?? 0,
    heard,
    raw: () => text,
    lastId: () => heard.findLast(({ id }) => id !== null)?.id ?? '',
    types: () => heard.map(({ type }) => type).filter((type) => type !== 'ready'),
    async hears(type, count = 1) {
      const has = () => heard.filter((event) => event.type === type).length >= count;
      const until = Date.now() + LONGEST_WAIT_MS;
      while (!has()) {
        if (Date.now() > until)
          throw new Error(`${type} never came; heard ${heard.map((each) => each.type).join(' ')}.`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    ended,
    isEnded: () => isEnded,
    pause: () => incoming.pause(),
    resume: () => incoming.resume(),
    close() {
      incoming.destroy();
      outgoing.destroy();
    },
  };
}
