import type { FastifyReply } from 'fastify';
import type { App } from './app.ts';

/**
 * Ends open streams (replies that a route has taken over) when the server stops: they would hold it open for
 * ever, and a client that sees its stream end connects again, to another process or to this one once it is
 * back. Ordinary requests are answered to their end.
 */
export function endStreamsAtClose(app: App): void {
  const open = new Set<FastifyReply>();
  app.addHook('onRequest', async (_request, reply) => {
    open.add(reply);
    reply.raw.once('close', () => open.delete(reply));
  });
  app.addHook('preClose', async () => {
    for (const { sent, raw } of open) if (sent && !raw.writableEnded) raw.end();
  });
}
