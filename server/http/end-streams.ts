import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import type { App } from './app.ts';

/**
 * Ends open streams (replies that a route has taken over) when the server stops: they would hold it open for
 * ever, and a client that sees its stream end connects again, to another process or to this one once it is
 * back. Ordinary requests are answered to their end, and their connections close with the answer: one kept alive
 * would hold the server open for as long as the client likes. So would one that was opened ahead of a request which never
 * came, as browsers and HTTP libraries do.
 */
export function endStreamsAtClose(app: App): void {
  const open = new Set<FastifyReply>();
  const connections = new Set<Socket>();
  let isClosing = false;
  app.server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  app.addHook('onRequest', async (_request, reply) => {
    open.add(reply);
    reply.raw.once('close', () => open.delete(reply));
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    for (const { sent, raw } of open) if (sent && !raw.writableEnded) raw.end();
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
}
