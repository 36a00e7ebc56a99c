import type { PersonActor, Role } from '#server/access/actor.ts';
import type { ServerContext } from '#server/context.ts';
import { push } from '#server/sync/push.ts';
import { type MutationResult, SYNC_PROTOCOL, SYNC_SCHEMA } from '#shared/api/sync.ts';
import { uuidV7 } from '#shared/domain/ids.ts';

export interface NamedMutation {
  readonly name: string;
  readonly args: unknown;
  /** Field groups that nobody has written yet. */
  readonly untouched?: readonly string[];
}

/** A person with one device, who pushes within this process. */
export interface Reviewer {
  readonly userId: string;
  /** @throws where one was not applied */
  act(atMs: number, mutations: readonly NamedMutation[]): Promise<readonly MutationResult[]>;
}

export function reviewerOn(context: ServerContext, userId: string, role: Role): Reviewer {
  const deviceId = context.newId();
  const actor: PersonActor = {
    kind: 'person',
    userId,
    role,
    displayName: '',
    sessionId: context.newId(),
    deviceId,
    ip: '10.20.0.1',
    accessVersion: 1,
  };
  let clientSeq = 0;
  return {
    userId,
    async act(atMs, mutations) {
      if (mutations.length === 0) return [];
      const then: ServerContext = {
        ...context,
        clock: { nowMs: () => atMs },
        newId: () => uuidV7(atMs, context.randomBytes(10)),
      };
      const { id: generation } = await context.database
        .selectFrom('server_generation')
        .select('id')
        .executeTakeFirstOrThrow();
      const reply = await push(then, actor, {
        protocol: SYNC_PROTOCOL,
        schema: SYNC_SCHEMA,
        generation,
        deviceId,
        appVersion: '1.0.0',
        mutations: mutations.map(({ name, args, untouched = [] }) => {
          clientSeq += 1;
          return {
            clientSeq,
            mutationId: then.newId(),
            name,
            argVersion: 1,
            args,
            base: Object.fromEntries(untouched.map((group) => [group, { version: 0, after: null }])),
            at: new Date(atMs).toISOString(),
          };
        }),
      });
      const results = reply.kind === 'results' ? reply.results : [];
      const refused = results.find(({ outcome }) => outcome !== 'applied');
      if (results.length !== mutations.length || refused !== undefined) {
        throw new Error(`A push was answered with ${JSON.stringify(refused ?? reply).slice(0, 500)}`);
      }
      return results;
    },
  };
}
