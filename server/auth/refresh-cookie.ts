import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerContext } from '../context.ts';

const NAME = 'lait_refresh';
const PATH = '/api/auth';

/** The browser's refresh token: out of reach of the page's code, and sent to `/api/auth` of this site alone. */
export function setRefreshCookie(
  { config }: Pick<ServerContext, 'config'>,
  reply: FastifyReply,
  token: string,
  expiresAt: Date,
): void {
  reply.setCookie(NAME, token, { ...optionsOf(config), expires: expiresAt });
}

export function clearRefreshCookie({ config }: Pick<ServerContext, 'config'>, reply: FastifyReply): void {
  reply.clearCookie(NAME, optionsOf(config));
}

export function refreshCookieOf(request: FastifyRequest): string | null {
  return request.cookies[NAME] ?? null;
}

function optionsOf(config: ServerContext['config']) {
  const isSecure = config.isProduction || config.http.publicUrl?.startsWith('https:') === true;
  return { path: PATH, httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
}
