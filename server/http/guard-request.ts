import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerContext } from '../context.ts';
import { authenticateDevice } from '../updates/device-tokens.ts';
import type { Authenticate } from './app.ts';
import { HttpFailure } from './http-failure.ts';
import type { RouteBudget } from './policy.ts';
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
  if (policy.kind === 'device') return guardDevice(context, budget, request, reply);
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

async function guardDevice(
  context: ServerContext,
  budget: RouteBudget,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const device = await authenticateDevice(context, request.headers.authorization);
  const key = device === null ? `ip:${request.ip}` : `device:${device.deviceId}`;
  await spendBudget(context, { budget: device === null ? 'interactive' : budget, key }, reply);
  if (device === null) {
    throw new HttpFailure('UNAUTHENTICATED', 'This device is not enrolled, or was removed. Sign in on it to enrol it.');
  }
  request.device = device;
}
