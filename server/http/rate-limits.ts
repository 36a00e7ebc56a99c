import type { FastifyReply } from 'fastify';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from './http-failure.ts';
import type { RouteBudget } from './policy.ts';

/**
 * Takes one point of a budget. The key is the user after sign-in and the address before it.
 * @throws 429 RATE_LIMITED with Retry-After once the budget is spent
 */
export async function spendBudget(
  context: Pick<ServerContext, 'config' | 'limiter' | 'metrics'>,
  spending: { readonly budget: RouteBudget; readonly key: string },
  reply: FastifyReply,
): Promise<void> {
  if (spending.budget === 'none') return;
  const answer = await context.limiter.consume(context.config.limits[spending.budget], spending.key);
  reply.header('x-ratelimit-remaining', String(answer.remaining));
  if (answer.isAllowed) return;
  context.metrics?.countRateLimited(spending.budget);
  throw new HttpFailure('RATE_LIMITED', 'Too many requests. Wait for the time given, then go on.', {
    retryAfterSeconds: answer.retryAfterSeconds,
  });
}
