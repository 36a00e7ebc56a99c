import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The network between a laptop and the firm, with everything that a network may do. */
export interface NetworkBetween {
  /** What the laptop knows as its server. */
  readonly address: string;
  /** `sign_in_page`: a hotel answers every question with its own page. `stuck`: what is sent goes nowhere. */
  become(state: 'open' | 'down' | 'sign_in_page' | 'stuck'): void;
  /** Changes what is answered to an address; null: nothing is changed. */
  tamper: ((path: string, body: Buffer) => Buffer | null) | null;
  /** Bytes of an answer below `/updates/…/files/` after which the line breaks; null: never. */
  breaksFilesAfter: number | null;
  readonly asked: readonly { readonly path: string; readonly range: string | undefined }[];
  close(): void;
}

const SIGN_IN_PAGE = '<!doctype html><title>Hotel</title><h1>Please accept the conditions of this network</h1>';

export async function networkBetween(firmAddress: string): Promise<NetworkBetween> {
  const target = new URL(firmAddress);
  const sockets = new Set<Socket>();
  const asked: { path: string; range: string | undefined }[] = [];
  let state: 'open' | 'down' | 'sign_in_page' | 'stuck' = 'open';

  function answer(incoming: IncomingMessage, response: ServerResponse): void {
    const path = incoming.url ?? '/';
    asked.push({ path, range: incoming.headers.range });
    if (state === 'sign_in_page') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(SIGN_IN_PAGE);
      return;
    }
    if (state === 'stuck') return;
    const headers = { ...incoming.headers, host: target.host };
    const { method } = incoming;
    const outgoing = request({ host: target.hostname, port: target.port, method, path, headers }, (reply) => {
      passBack(path, reply, response).catch(() => response.destroy());
    });
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  async function passBack(path: string, reply: IncomingMessage, response: ServerResponse): Promise<void> {
    const isUpdate = path.startsWith('/updates/');
    reply.on('error', () => response.destroy());
    if (!isUpdate) {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
      return;
    }
    const body = await buffer(reply);
    const sent = network.tamper?.(path, body) ?? body;
    const breaksAfter = path.includes('/files/') ? network.breaksFilesAfter : null;
    response.writeHead(reply.statusCode ?? 502, { ...reply.headers, 'content-length': sent.length });
    if (breaksAfter === null) response.end(sent);
    else response.write(sent.subarray(0, breaksAfter), () => setTimeout(() => response.destroy(), 50));
  }

  const server = createServer(answer);
  server.on('connection', (socket) => {
    if (state === 'down') {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const network: NetworkBetween = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    become(next) {
      state = next;
      // What is open goes with the network it came by.
      for (const socket of sockets) socket.destroy();
    },
    tamper: null,
    breaksFilesAfter: null,
    asked,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return network;
}
