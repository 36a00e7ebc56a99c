import type { ServerContext } from '../context.ts';
import type { ReadinessProbe } from '../ops/health-routes.ts';
import { backupFaults, readBackupState } from './backup-state.ts';

/** For readiness: an installation that makes backups says so where they are missing, late, failing or unproved. */
export function backupProbe(context: Pick<ServerContext, 'database' | 'clock' | 'config' | 'log'>): ReadinessProbe {
  // Readiness and the figures ask again and again; the log is told when something else is wrong than before.
  let told = '';
  return async () => {
    if (!context.config.backups.areExpected) return 'disabled';
    const faults = backupFaults(await readBackupState(context), context.clock.nowMs());
    if (told !== faults.join() && faults.length > 0) {
      context.log.warn({ category: 'backup', faults }, 'the backups are not as they should be');
    }
    told = faults.join();
    return faults.length === 0 ? 'ok' : 'down';
  };
}
