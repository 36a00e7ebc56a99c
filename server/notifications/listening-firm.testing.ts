import { type PersonActor, type Role, SYSTEM } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { signAccessToken } from '../auth/access-tokens.ts';
import { openSession } from '../auth/sessions.ts';
import type { NewEvent } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import type { TestContext } from '../testing/test-context.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';

export interface SignedInPerson {
  readonly actor: PersonActor;
  readonly token: string;
}

/** A firm whose people have real sessions and tokens, and a server that answers them on a real socket. */
export interface ListeningFirm {
  readonly server: TestServer;
  readonly url: string;
  readonly firm: TestFirm;
  person(role?: Role): Promise<SignedInPerson>;
  /** Another session of the same person. */
  signIn(actor: PersonActor): Promise<SignedInPerson>;
  /** A matter with a grant for each of these people. @returns its scope */
  matter(...people: readonly SignedInPerson[]): Promise<string>;
  wall(person: SignedInPerson, scopeId: string): Promise<void>;
  /** Says that something happened, as any part of the server does. */
  happen(
    event: Partial<NewEvent> & Pick<NewEvent, 'type' | 'scopeId'>,
    context?: TestContext['context'],
  ): Promise<void>;
  close(): Promise<void>;
}

export async function listeningFirm(options: Parameters<typeof testServer>[0] = {}): Promise<ListeningFirm> {
  const server = await testServer({
    ...options,
    environment: { LAIT_LIMIT_EVENTS: '100000', LAIT_LIMIT_INTERACTIVE: '100000', ...options.environment },
  });
  const { context } = server;
  const firm = testFirm(server);
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 });

  async function signIn(actor: PersonActor): Promise<SignedInPerson> {
    const { value } = await withChanges(context, SYSTEM, (batch) =>
      openSession(context, batch, actor.userId, 'desktop', { ip: '127.0.0.1', userAgent: 'test' }),
    );
    const { token } = await signAccessToken(context, { userId: actor.userId, sessionId: value.sessionId });
    return { actor: { ...actor, sessionId: value.sessionId }, token };
  }

  return {
    server,
    url,
    firm,
    signIn,
    person: async (role) => signIn(await firm.user(role)),
    async matter(...people) {
      const id = await firm.matter();
      for (const { actor } of people) await firm.grant(actor, id);
      await withChanges(context, SYSTEM, (batch) => refreshAccess(batch, { matterIds: [id] }));
      return `matter:${id}`;
    },
    async wall({ actor }, scopeId) {
      await firm.wall(actor, scopeId.slice('matter:'.length));
      await withChanges(context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [actor.userId] }));
    },
    async happen(event, through = context) {
      await withChanges(through, SYSTEM, async (batch) => {
        batch.event({ subjectId: null, data: {}, ...event });
      });
    },
    close: () => server.close(),
  };
}
