import type { WorkspaceEnvironment } from '../workspace-environment.ts';
import { isDamaged } from '../workspace-error.ts';
import { CACHE_MIGRATIONS } from './cache-migrations.ts';
import { migrate, NewerSchemaError } from './migrate.ts';
import type { Outbox } from './outbox.ts';
import { type PreparedSql, preparedSqlOf } from './prepared-sql.ts';
import { beginProgress, markOpen, readProgress } from './progress.ts';

export interface OpenedCache {
  readonly cache: PreparedSql;
  readonly appliedSeq: number;
  /** Why it was begun anew, as a sentence; `null` when it stands, or when there was nothing to lose. */
  readonly notice: string | null;
}

/**
 * Opens `cache.db` if it can be trusted, and begins it anew if not: it belongs to this outbox, is not ahead
 * of it, has a known schema and, after an unclean end, passes SQLite's own check. Behind is fine: the
 * caller replays.
 */
export function openCache(environment: WorkspaceEnvironment, outbox: Outbox): OpenedCache {
  const found = tryOpen(environment, outbox);
  if (typeof found !== 'string') return { ...found, notice: null };
  environment.deleteDatabase('cache');
  const cache = open(environment);
  beginProgress(cache, outbox.outboxId);
  const notice =
    outbox.lastSeq() === 0
      ? null
      : `The working copy ${found} and was rebuilt from your imports and decisions. Nothing was lost.`;
  return { cache, appliedSeq: 0, notice };
}

function open(environment: WorkspaceEnvironment): PreparedSql {
  const database = environment.openDatabase('cache');
  try {
    migrate(database, CACHE_MIGRATIONS);
    return preparedSqlOf(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** @returns the cache, or what is the matter with it in words that follow "The working copy" */
function tryOpen(
  environment: WorkspaceEnvironment,
  outbox: Outbox,
): { readonly cache: PreparedSql; readonly appliedSeq: number } | string {
  let cache: PreparedSql | null = null;
  try {
    cache = open(environment);
    const progress = readProgress(cache);
    const fault = faultOf(cache, outbox, progress);
    if (fault === null && progress !== null) {
      markOpen(cache, true);
      return { cache, appliedSeq: progress.appliedSeq };
    }
    cache.close();
    return fault ?? 'was missing';
  } catch (error) {
    cache?.close();
    if (error instanceof NewerSchemaError) return 'was written by a later version of LAIT';
    if (isDamaged(error)) return 'was damaged';
    throw error;
  }
}

function faultOf(cache: PreparedSql, outbox: Outbox, progress: ReturnType<typeof readProgress>): string | null {
  if (progress === null) return 'was missing';
  if (progress.outboxId !== outbox.outboxId) return 'belonged to other data';
  if (progress.appliedSeq > outbox.lastSeq()) return 'was ahead of your recorded actions';
  if (!progress.isOpen) return null;
  const check = cache.get<{ quick_check: string }>('PRAGMA quick_check(1)');
  return check?.quick_check === 'ok' ? null : 'was damaged';
}
