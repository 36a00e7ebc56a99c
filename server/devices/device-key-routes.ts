import type { FastifyRequest } from 'fastify';
import { deviceParams, keyDeposit, keyRecovery, recoveredKey } from '#shared/api/devices.ts';
import type { PersonActor } from '../access/actor.ts';
import { requirePassword } from '../auth/require-password.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { auditRefusal, depositKey, recoverKey } from './device-keys.ts';

const SIGNED_IN = { config: { policy: { kind: 'signed_in' }, budget: 'interactive' } } as const;

/** A device leaves the key of its files here, and gets it back when its own key store has lost it. */
export async function deviceKeyRoutes(app: App, context: ServerContext): Promise<void> {
  app.put(
    '/api/devices/:id/key',
    { ...SIGNED_IN, schema: { params: deviceParams, body: keyDeposit } },
    async (request, reply) => {
      await depositKey(context, actorOf(request), request.params.id, request.body.keyHex);
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/devices/:id/key/recover',
    { ...SIGNED_IN, schema: { params: deviceParams, body: keyRecovery, response: { 200: recoveredKey } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const keyHex = await auditRefusal(context, actor, id, async () => {
        await requirePassword(context, { userId: actor.userId, ip: request.ip }, request.body.password);
        return recoverKey(context, actor, id);
      });
      reply.header('cache-control', 'no-store');
      return { keyHex };
    },
  );
}

function actorOf(request: FastifyRequest): PersonActor {
  if (request.actor === null) throw new HttpFailure('UNAUTHENTICATED', 'Sign in first.');
  return request.actor;
}
