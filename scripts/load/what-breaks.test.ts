import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { senderTo } from '../bench/run-load.ts';
import { holdStream } from './held-stream.ts';
import { killAtRandom } from './kill-at-random.ts';
import { sendUntilAnswered } from './persistent-sender.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function serverThat(answer: (request: IncomingMessage, response: ServerResponse, turn: number) => void) {
  let turn = 0;
  const server = createServer((request, response) => {
    turn += 1;
    answer(request, response, turn);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('what a killed process breaks', () => {
  it('a request is sent again as it was until it is answered, and each try is told', async () => {
    const bodies: string[] = [];
    const url = await serverThat(async (request, response, turn) => {
      const [body] = await once(request, 'data');
      bodies.push(String(body));
      if (turn === 1) request.socket.destroy();
      else response.writeHead(turn === 2 ? 503 : 200).end('kept');
    });
    const sender = senderTo(url);
    ends.push(() => sender.close());
    const outgoing = { method: 'POST', path: '/', body: new TextEncoder().encode('a bill') } as const;
    const { status, text, failedTries } = await sendUntilAnswered(sender, outgoing, () => 0);
    expect({ status, text, failedTries }).toEqual({ status: 200, text: 'kept', failedTries: ['no answer', '503'] });
    expect(bodies).toEqual(['a bill', 'a bill', 'a bill']);
  });

  it('a request that is refused for good is not sent again', async () => {
    const url = await serverThat((_, response) => response.writeHead(404).end());
    const sender = senderTo(url);
    ends.push(() => sender.close());
    expect(await sendUntilAnswered(sender, { path: '/' }, () => 0)).toMatchObject({ status: 404, failedTries: [] });
  });

  it('a stream is opened again from where it was; nothing is told twice', async () => {
    const from: unknown[] = [];
    const url = await serverThat((request, response, turn) => {
      from.push(request.headers['last-event-id']);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const event = (id: number, type: string) => `id: ${id}\nevent: ${type}\ndata: {"subjectId":"bill-${id}"}\n\n`;
      response.write(turn === 1 ? event(1, 'ready') + event(2, 'invoice.processed') : event(3, 'invoice.processed'));
      if (turn === 1) setTimeout(() => request.socket.destroy(), 20);
    });
    const told: unknown[] = [];
    const stream = holdStream({
      url,
      token: 't',
      chance: () => 0,
      againMs: 10,
      onTold: (type, id) => told.push([type, id]),
    });
    ends.push(() => stream.close());
    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(told).toEqual([
      ['invoice.processed', 'bill-2'],
      ['invoice.processed', 'bill-3'],
    ]);
    expect(from).toEqual([undefined, '2']);
    expect(stream.reopened()).toBe(1);
  });

  it('kills go through the services in turn, and one that fails is told', async () => {
    const asked: string[] = [];
    const end = killAtRandom(
      async (service) => {
        asked.push(service);
        if (service === 'worker') throw new Error('none runs');
        return `${service} 1`;
      },
      { services: ['backend', 'worker'], everyMs: 10, draw: () => 0 },
    );
    await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(3));
    const killed = await end();
    expect(asked.slice(0, 3)).toEqual(['backend', 'worker', 'backend']);
    expect(killed.slice(0, 2)).toEqual(['backend 1', 'worker: not killed, Error: none runs']);
  });
});
