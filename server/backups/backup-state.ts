import { sql } from 'kysely';
import type { ServerContext } from '../context.ts';

/** A night may be missed by two hours: the next one is then late as well, and somebody looks. */
const LONGEST_AGE_MS = 26 * 3_600_000;
/** A week and a day: the drill is the weekly task. */
const LONGEST_DRILL_AGE_MS = 8 * 24 * 3_600_000;

export interface BackupState {
  /** When the record was last backed up, and its files; null: never. */
  readonly backupAt: Date | null;
  readonly filesAt: Date | null;
  /** When a backup was last restored elsewhere and found whole; null: never. */
  readonly drillAt: Date | null;
  /** The last piece of the log that was put away; null: none yet. */
  readonly archivedAt: Date | null;
  /** The last attempt to put one away failed: what is lost with the disk grows until it succeeds. */
  readonly isArchiveFailing: boolean;
}

/** How the backups of this database stand, by the marks that the host's scripts leave and by PostgreSQL's archiver. */
export async function readBackupState({ database }: Pick<ServerContext, 'database'>): Promise<BackupState> {
  const marks = await database.selectFrom('operation_marks').select(['name', 'at']).execute();
  const at = (name: string) => marks.find((mark) => mark.name === name)?.at ?? null;
  const { rows } = await sql<{ last_archived_time: Date | null; is_failing: boolean }>`
    SELECT last_archived_time,
      coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS is_failing
    FROM pg_stat_archiver`.execute(database);
  return {
    backupAt: at('backup'),
    filesAt: at('files'),
    drillAt: at('drill'),
    archivedAt: rows[0]?.last_archived_time ?? null,
    isArchiveFailing: rows[0]?.is_failing ?? false,
  };
}

/** How old the last backup of the record and the last proof that one restores are, in whole seconds; null: never. */
export function backupAges(
  { backupAt, drillAt }: BackupState,
  nowMs: number,
): { readonly backupAgeSeconds: number | null; readonly drillAgeSeconds: number | null } {
  const age = (at: Date | null) => (at === null ? null : Math.max(0, Math.floor((nowMs - at.getTime()) / 1_000)));
  return { backupAgeSeconds: age(backupAt), drillAgeSeconds: age(drillAt) };
}

/** What is wrong with the backups, each a name for readiness and for the alarm; none: all is well. */
export function backupFaults(state: BackupState, nowMs: number): readonly BackupFault[] {
  const isOlder = (at: Date | null, longestMs: number) => at === null || nowMs - at.getTime() > longestMs;
  const faults: BackupFault[] = [];
  if (isOlder(state.backupAt, LONGEST_AGE_MS)) faults.push('backup_overdue');
  if (isOlder(state.filesAt, LONGEST_AGE_MS)) faults.push('files_overdue');
  if (state.isArchiveFailing) faults.push('archive_failing');
  if (isOlder(state.drillAt, LONGEST_DRILL_AGE_MS)) faults.push('drill_overdue');
  return faults;
}

export type BackupFault = 'backup_overdue' | 'files_overdue' | 'archive_failing' | 'drill_overdue';
