import {
  bootstrapRequest,
  MAXIMUM_PUSH_BYTES,
  type PullReply,
  type PushReply,
  type PushRequest,
  pullRequest,
  pushRequest,
} from '#shared/api/sync.ts';
import type { PersonActor } from '../access/actor.ts';
import { noteOwnWrites } from '../cache/own-writes.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { bootstrap } from './bootstrap.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';

/** One action over every line of the largest invoice travels alone and may be as long as this. */
const LONGEST_ACTION_BYTES = 32 * 1024 * 1024;
/** Names, quotes and the envelope around the mutations that the device has counted. */
const ENVELOPE_BYTES = 64 * 1024;

const CONFIG = { policy: { kind: 'signed_in' }, budget: 'sync' } as const;

/** `/api/sync`: push, pull and bootstrap, as in shared/sync/README.md. */
export async function syncRoutes(app: App, context: ServerContext): Promise<void> {
  app.post(
    '/api/sync/push',
    { config: CONFIG, bodyLimit: LONGEST_ACTION_BYTES, schema: { body: pushRequest } },
    async (request): Promise<PushReply> => {
      const length = Number(request.headers['content-length'] ?? 0);
      if (request.body.mutations.length > 1 && length > MAXIMUM_PUSH_BYTES + ENVELOPE_BYTES) {
        throw new HttpFailure('TOO_LARGE', 'Too much in one push. Nothing was taken; send fewer mutations at once.');
      }
      const actor = personOf(request.actor);
      const reply = await push(context, actor, request.body);
      countPush(context, request.body, reply);
      const isWritten = reply.kind === 'results' && reply.results.some(({ outcome }) => outcome === 'applied');
      if (isWritten) await noteOwnWrites(context, actor.userId);
      return reply;
    },
  );
  app.post(
    '/api/sync/pull',
    { config: CONFIG, schema: { body: pullRequest } },
    async (request): Promise<PullReply> => pull(context, personOf(request.actor), request.body),
  );
  app.post('/api/sync/bootstrap', { config: CONFIG, schema: { body: bootstrapRequest } }, async (request) =>
    bootstrap(context, personOf(request.actor), request.body),
  );
}

/** An answer given once more counts once more: it is what devices were told. */
function countPush({ metrics }: ServerContext, { mutations }: PushRequest, reply: PushReply): void {
  metrics?.countPush(reply.kind);
  if (reply.kind !== 'results') return;
  const outcomes = new Map(reply.results.map(({ clientSeq, outcome }) => [clientSeq, outcome]));
  for (const { clientSeq, name } of mutations) {
    const outcome = outcomes.get(clientSeq);
    if (outcome !== undefined) metrics?.countMutation(name, outcome);
  }
}

function personOf(actor: PersonActor | null): PersonActor {
  if (actor === null) throw new HttpFailure('UNAUTHENTICATED', 'Sign in first.');
  return actor;
}
