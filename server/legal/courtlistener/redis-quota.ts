import type { Redis } from 'ioredis';
import { longestMs, type Quota, type QuotaWindow } from './quota.ts';

/**
 * One look and, where it is allowed, one entry, in one step: a sorted set of moments, each window counted from it.
 * KEYS: history, hold. ARGV: now, how many places, a mark that is nobody else's, then seconds and limit of each window.
 * Answers 0 where it may leave, else the moment from which on it may. With 0 places it only looks.
 */
const TAKE = `
local now, count = tonumber(ARGV[1]), tonumber(ARGV[2])
local next = tonumber(redis.call('GET', KEYS[2]) or '0')
local longest = 0
for i = 4, #ARGV, 2 do longest = math.max(longest, tonumber(ARGV[i]) * 1000) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - longest)
local total = redis.call('ZCARD', KEYS[1])
local wanted = math.max(count, 1)
for i = 4, #ARGV, 2 do
  local span, limit = tonumber(ARGV[i]) * 1000, tonumber(ARGV[i + 1])
  local within = redis.call('ZCOUNT', KEYS[1], '(' .. string.format('%.0f', now - span), '+inf')
  local surplus = within + wanted - limit
  if surplus > 0 then
    local rank = total - within + math.min(surplus, within) - 1
    local last = within > 0 and redis.call('ZRANGE', KEYS[1], rank, rank, 'WITHSCORES')[2] or now
    next = math.max(next, tonumber(last) + span)
  end
end
if next > now then return string.format('%.0f', next) end
for i = 1, count do redis.call('ZADD', KEYS[1], now, ARGV[3] .. ':' .. i) end
if count > 0 then redis.call('PEXPIRE', KEYS[1], longest) end
return '0'`;

const HOLD = `
local until_ms = tonumber(ARGV[1])
if until_ms > tonumber(redis.call('GET', KEYS[1]) or '0') then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return 1`;

export interface RedisQuotaOptions {
  /** Of the account, never its key: a digest. */
  readonly account: string;
  readonly windows: readonly QuotaWindow[];
  /** Unlike any other; for the entries of the history. */
  newId(): string;
  /** Counts while Redis is gone: never less strict than the windows for one process. */
  readonly insurance: Quota;
}

/** A history that several processes share. */
export function redisQuota(redis: Redis, { account, windows, newId, insurance }: RedisQuotaOptions): Quota {
  const history = `lait:legal:${account}:history`;
  const hold = `lait:legal:${account}:hold`;
  const limits = windows.flatMap(({ seconds, limit }) => [seconds, limit]);
  const take = async (nowMs: number, count: number): Promise<number> =>
    Number(await redis.eval(TAKE, 2, history, hold, nowMs, count, newId(), ...limits));
  return {
    async reserve(nowMs, count = 1) {
      try {
        const next = await take(nowMs, count);
        return next === 0 ? { isAllowed: true } : { isAllowed: false, retryAtMs: next };
      } catch {
        return insurance.reserve(nowMs, count);
      }
    },
    async holdUntil(untilMs) {
      await insurance.holdUntil(untilMs);
      await redis.eval(HOLD, 1, hold, untilMs, longestMs(windows)).catch(() => null);
    },
    async state(nowMs) {
      try {
        const next = await take(nowMs, 0);
        const used = await Promise.all(
          windows.map(({ seconds }) => redis.zcount(history, `(${nowMs - seconds * 1_000}`, '+inf')),
        );
        return {
          windows: windows.map((window, index) => ({ ...window, used: used[index] ?? 0 })),
          nextAtMs: next === 0 ? null : next,
        };
      } catch {
        return insurance.state(nowMs);
      }
    },
  };
}
