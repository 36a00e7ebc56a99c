import { z } from 'zod';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** RFC 9116 wants an end; asked for anew it is always this far off. */
const GOOD_FOR_DAYS = 30;

/** `GET /.well-known/security.txt` (RFC 9116): where this firm wants to hear of a vulnerability. 404 where it does not say. */
export async function securityContactRoutes(app: App, { clock, config }: ServerContext): Promise<void> {
  app.get(
    '/.well-known/security.txt',
    { config: { policy: { kind: 'public' }, budget: 'interactive' }, schema: { response: { 200: z.string() } } },
    async (_, reply) => {
      const { securityContact } = config.http;
      if (securityContact === null) throw new HttpFailure('NOT_FOUND', 'This server names no contact for this.');
      const expires = new Date(clock.nowMs() + GOOD_FOR_DAYS * DAY_MS).toISOString();
      return reply
        .type('text/plain; charset=utf-8')
        .send(`Contact: ${securityContact}\nExpires: ${expires}\nPreferred-Languages: en\n`);
    },
  );
}
