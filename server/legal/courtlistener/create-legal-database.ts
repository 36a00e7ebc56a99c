import type { Redis } from 'ioredis';
import type { ServerConfig } from '../../config/server-config.ts';
import type { ServerContext } from '../../context.ts';
import { circuitBreaker } from './circuit-breaker.ts';
import { digest } from './digest.ts';
import { keptAnswers } from './kept-answers.ts';
import { type LegalDatabase, type LegalDatabaseParts, legalDatabase } from './legal-database.ts';
import { memoryQuota } from './memory-quota.ts';
import type { Quota, QuotaWindow } from './quota.ts';
import { redisQuota } from './redis-quota.ts';

const FAILURES = { failures: 5, withinMs: 60_000, restMs: 60_000 };
const CITATIONS: readonly QuotaWindow[] = [{ seconds: 60, limit: 60 }];

export interface LegalDatabaseOptions {
  /** Counts of all processes; null: this one's own. */
  readonly redis: Redis | null;
  wait?(milliseconds: number): Promise<void>;
  report?(code: 'LEGAL_AUTH' | 'LEGAL_CONTRACT'): void;
  /** Told how each request ended: `answered`, `question`, or a failure's reason. */
  observe?(outcome: string): void;
}

/** @returns null where the legal database is turned off */
export function createLegalDatabase(
  { config, clock, database, newId }: Pick<ServerContext, 'config' | 'clock' | 'database' | 'newId'>,
  options: LegalDatabaseOptions,
): LegalDatabase | null {
  const token = config.apiKeys.legalDatabase;
  if (token === null) return null;
  const quota = quotaOf(options.redis, token, windowsOf(config), newId);
  const parts: LegalDatabaseParts = {
    line: { baseUrl: config.legal.baseUrl, token, clock, fetch },
    clock,
    quota,
    citationQuota: quotaOf(options.redis, `${token} citations`, CITATIONS, newId),
    breaker: circuitBreaker({ clock, ...FAILURES }),
    kept: keptAnswers(database, clock),
    wait: options.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
    report: options.report ?? (() => {}),
    observe: options.observe ?? (() => {}),
  };
  return legalDatabase(parts);
}

function windowsOf({ legal }: ServerConfig): readonly QuotaWindow[] {
  const { perMinute, perHour, perDay } = legal.quota;
  return [
    { seconds: 60, limit: perMinute },
    { seconds: 3_600, limit: perHour },
    { seconds: 86_400, limit: perDay },
  ];
}

function quotaOf(redis: Redis | null, account: string, windows: readonly QuotaWindow[], newId: () => string): Quota {
  const insurance = memoryQuota(windows);
  if (redis === null) return insurance;
  return redisQuota(redis, { account: digest('account', account).slice(0, 16), windows, newId, insurance });
}
