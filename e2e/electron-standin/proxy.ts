import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { policyToChromium, toElectron } from './address.ts';
import { pageSession } from './session.ts';

/** Where a window waits until it is attached to; answered here, never by LAIT. */
export const WAITING_PATH = '/standin-waiting';

/** What Chromium itself asks for in spite of every switch; no page of ours has any part in it. */
const CHROMIUMS_OWN = /(?:^|\.)(?:google|googleapis|gstatic|gvt1)\.com$/;

/** Every request of a page to somewhere else, in order. The proof that there is none. */
export const foreignRequests: { readonly url: string; readonly isCancelled: boolean }[] = [];

/** Chromium's only way out: our own schemes go to LAIT's handlers, everything else is written down and refused. */
export async function startProxy(): Promise<{ readonly port: number; close(): void }> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      response.writeHead(500);
      response.end();
    });
  });
  server.on('connect', (request, socket) => {
    const host = request.url ?? '';
    note(`https://${host}`, host.replace(/:\d+$/, ''));
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = request.url ?? '';
  const url = toElectron(asked);
  const scheme = /^(lait|lait-doc):/.exec(url)?.[1];
  if (scheme === undefined) {
    note(asked, URL.canParse(asked) ? new URL(asked).hostname : '');
    response.writeHead(403);
    response.end();
    return;
  }
  if (new URL(asked).pathname === WAITING_PATH) {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<!doctype html><title>LAIT</title><link rel="icon" href="data:,">');
    return;
  }
  const session = pageSession();
  const handler = session?.handlers.get(scheme);
  if (handler === undefined || session?.isCancelled(url) === true) {
    response.writeHead(403);
    response.end();
    return;
  }
  const reply = await handler(new Request(url, { method: request.method ?? 'GET' }));
  const headers = Object.fromEntries(reply.headers);
  const policy = reply.headers.get('content-security-policy');
  if (policy !== null) headers['content-security-policy'] = policyToChromium(policy);
  response.writeHead(reply.status, headers);
  response.end(Buffer.from(await reply.arrayBuffer()));
}

function note(url: string, host: string): void {
  if (CHROMIUMS_OWN.test(host)) return;
  foreignRequests.push({ url, isCancelled: pageSession()?.isCancelled(url) ?? false });
}
