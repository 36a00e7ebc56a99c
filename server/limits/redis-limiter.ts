import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Budget, LimitAnswer, Limiter } from './limiter.ts';

/**
 * Counts that several processes share, in fixed windows that begin with a key's first request.
 * @param insurance counts while Redis is gone: never less strict than the budget for one process
 */
export function redisLimiter(redis: Redis, insurance: Limiter): Limiter {
  const limiters = new Map<string, RateLimiterRedis>();
  const limiterOf = ({ name, points, seconds }: Budget): RateLimiterRedis => {
    const key = `${name}:${points}:${seconds}`;
    const known = limiters.get(key);
    if (known !== undefined) return known;
    const limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `lait:limit:${name}`,
      points,
      duration: seconds,
      rejectIfRedisNotReady: true,
    });
    limiters.set(key, limiter);
    return limiter;
  };
  return {
    async consume(budget, key, points = 1) {
      try {
        return answerOf(budget, await limiterOf(budget).consume(key, points));
      } catch (refusal) {
        // The library throws its own answer when the budget is spent, and an error when Redis is gone.
        if (refusal instanceof RateLimiterRes) return answerOf(budget, refusal);
        return insurance.consume(budget, key, points);
      }
    },
  };
}

function answerOf(budget: Budget, { consumedPoints, remainingPoints, msBeforeNext }: RateLimiterRes): LimitAnswer {
  const isAllowed = consumedPoints <= budget.points;
  return {
    isAllowed,
    remaining: Math.max(0, remainingPoints),
    retryAfterSeconds: isAllowed ? 0 : Math.max(1, Math.ceil(msBeforeNext / 1_000)),
  };
}
