import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerContext } from '../context.ts';
import type { Authenticate } from './app.ts';
import { HttpFailure } from './http-failure.ts';
import { spendBudget } from './rate-limits.ts';

/**
 * Before any handler: who calls, whether they may, and whether their budget allows it. A route that the
 * router does not know spends the address's budget too, so that guessing is not free.
 */
export async function guardRequest(
  context: ServerContext,
  authenticate: Authenticate,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { policy, budget = 'interactive' } = request.routeOptions.config;
  if (policy === undefined || policy.kind === 'public') {
    await spendBudget(context, { budget, key: `ip:${request.ip}` }, reply);
    return;
  }
  const actor = await authenticate(request);
  const key = actor === null ? `ip:${request.ip}` : `user:${actor.userId}`;
  await spendBudget(context, { budget: actor === null ? 'interactive' : budget, key }, reply);
  if (actor === null) {
    throw new HttpFailure('UNAUTHENTICATED', 'Sign in first: the token is missing, wrong, expired or withdrawn.');
  }
  if (policy.kind === 'roles' && !policy.roles.includes(actor.role)) {
    throw new HttpFailure('FORBIDDEN', 'Your role does not allow this. Nothing was done.');
  }
  request.actor = actor;
}
