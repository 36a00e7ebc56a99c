import type { ImportOutcome, MasterKind } from '#shared/api/masters.ts';
import type { PersonActor } from '../access/actor.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';

export interface MasterAnswer {
  readonly status: number;
  readonly text: string;
  readonly body: ReturnType<typeof JSON.parse>;
}

export interface MasterServer extends TestServer {
  call(actor: PersonActor, method: 'GET' | 'PATCH' | 'POST', url: string, body?: object): Promise<MasterAnswer>;
  /** A file as the body of its own, unless `headers` say otherwise. */
  send(
    actor: PersonActor,
    kind: MasterKind,
    file: string | Uint8Array,
    options?: { readonly isDryRun?: boolean; readonly contentType?: string },
  ): Promise<MasterAnswer & { readonly body: ImportOutcome & MasterAnswer['body'] }>;
}

/** The application, called as somebody without signing in. */
export async function masterServer(environment: Readonly<Record<string, string>> = {}): Promise<MasterServer> {
  const known = new Map<string, PersonActor>();
  const server = await testServer({
    authenticate: async ({ headers }) => known.get(String(headers.authorization)) ?? null,
    environment: { LAIT_LIMIT_INTERACTIVE: '100000', LAIT_LIMIT_UPLOAD: '100000', ...environment },
  });
  const answer = (reply: { readonly statusCode: number; readonly body: string; json(): unknown }): MasterAnswer => ({
    status: reply.statusCode,
    text: reply.body,
    body: reply.body.startsWith('{') ? reply.json() : null,
  });
  return {
    ...server,
    async call(actor, method, url, body) {
      known.set(actor.userId, actor);
      const payload = body === undefined ? {} : { payload: body };
      return answer(await server.app.inject({ method, url, headers: { authorization: actor.userId }, ...payload }));
    },
    async send(actor, kind, file, { isDryRun = false, contentType = 'text/csv' } = {}) {
      known.set(actor.userId, actor);
      return answer(
        await server.app.inject({
          method: 'POST',
          url: `/api/admin/masters/${kind}/import?dryRun=${isDryRun}`,
          headers: { authorization: actor.userId, 'content-type': contentType },
          payload: Buffer.from(file),
        }),
      );
    },
  };
}

export function csv(...lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}
