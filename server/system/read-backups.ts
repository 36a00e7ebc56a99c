import { z } from 'zod';
import type { SystemBackups } from '#shared/api/system.ts';
import { backupFaults, readBackupState } from '../backups/backup-state.ts';
import type { ServerContext } from '../context.ts';
import { readBounded } from './read-bounded.ts';

/** What the host's scripts note with their marks, as far as it is understood. */
const backupDetail = z.object({
  type: z.enum(['full', 'diff', 'incr']).optional().catch(undefined),
  fullAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  oldestAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
});
const seconds = z.int().min(0).optional().catch(undefined);
const drillDetail = z.object({ seconds, rtoSeconds: seconds, rpoSeconds: seconds });

/** How the backups stand; times that no script noted are null. */
export async function readBackups(
  context: Pick<ServerContext, 'database' | 'clock' | 'config'>,
): Promise<SystemBackups> {
  return readBounded(context, async (db) => {
    const state = await readBackupState({ database: db });
    const details = await db.selectFrom('operation_marks').select(['name', 'detail']).execute();
    const detailOf = (name: string) => details.find((mark) => mark.name === name)?.detail ?? {};
    const backup = backupDetail.parse(detailOf('backup'));
    const drill = drillDetail.parse(detailOf('drill'));
    const { areExpected } = context.config.backups;
    return {
      areExpected,
      faults: areExpected ? [...backupFaults(state, context.clock.nowMs())] : [],
      lastFullAt: backup.type === 'full' ? isoOf(state.backupAt) : utcOf(backup.fullAt),
      lastAt: isoOf(state.backupAt),
      lastType: backup.type ?? null,
      filesAt: isoOf(state.filesAt),
      drillAt: isoOf(state.drillAt),
      drillRtoSeconds: drill.rtoSeconds ?? drill.seconds ?? null,
      drillRpoSeconds: drill.rpoSeconds ?? null,
      archivedAt: isoOf(state.archivedAt),
      isArchiveFailing: state.isArchiveFailing,
      oldestRestorableAt: utcOf(backup.oldestAt),
    };
  });
}

const isoOf = (at: Date | null) => at?.toISOString() ?? null;
const utcOf = (text: string | undefined) => (text === undefined ? null : new Date(text).toISOString());
