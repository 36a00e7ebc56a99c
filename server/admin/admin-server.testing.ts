import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';

export interface AdminServer extends TestServer {
  /** A request as somebody, without signing in: these tests are about what comes after. */
  call(
    actor: PersonActor | null,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: unknown;
  /** What stands in the body at this place, as text; '' where nothing does. */
  at(...path: readonly (string | number)[]): string;
}

/**
 * @param parts to lend instead of the usual ones
 * @param sharing another server, on whose database this one stands
 */
export async function adminServer(parts: Partial<ServerContext> = {}, sharing?: TestServer): Promise<AdminServer> {
  const known = new Map<string, PersonActor>();
  const server = await testServer({
    parts,
    sharing,
    authenticate: async ({ headers }) => known.get(headers.authorization?.toString() ?? '') ?? null,
    // Everything comes from one address here.
    environment: { LAIT_LIMIT_INTERACTIVE: '10000' },
  });
  return {
    ...server,
    async call(actor, method, url, body) {
      if (actor !== null) known.set(actor.userId, actor);
      const reply = await server.app.inject({
        method,
        url,
        ...(actor === null ? {} : { headers: { authorization: actor.userId } }),
        ...(body === undefined ? {} : { payload: body }),
      });
      const isJson = String(reply.headers['content-type'] ?? '').includes('application/json');
      const answer: unknown = isJson ? reply.json() : null;
      return {
        status: reply.statusCode,
        headers: reply.headers,
        text: reply.body,
        body: answer,
        at: (...path) => String(path.reduce(memberOf, answer) ?? ''),
      };
    },
  };
}

function memberOf(value: unknown, name: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
