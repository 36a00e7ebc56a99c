import type { ServerContext } from '../context.ts';
import type { ReadinessProbe } from '../ops/health-routes.ts';
import { backupFaults, readBackupState } from './backup-state.ts';

/** For readiness: an installation that makes backups says so where they are missing, late, failing or unproved. */
export function backupProbe(context: Pick<ServerContext, 'database' | 'clock' | 'config' | 'log'>): ReadinessProbe {
  return async () => {
    if (!context.config.backups.areExpected) return 'disabled';
    const faults = backupFaults(await readBackupState(context), context.clock.nowMs());
    if (faults.length === 0) return 'ok';
    context.log.warn({ category: 'backup', faults }, 'the backups are not as they should be');
    return 'down';
  };
}
