import type { ServerContext } from '../context.ts';
import type { ReadinessProbe } from '../ops/health-routes.ts';
import { backupFaults, readBackupState } from './backup-state.ts';

/**
 * For readiness: an installation that makes backups says so where they are missing, late, failing or unproved. The log
 * is told when that changes, not as often as somebody asks.
 */
export function backupProbe(context: Pick<ServerContext, 'database' | 'clock' | 'config' | 'log'>): ReadinessProbe {
  let told = '';
  return async () => {
    if (!context.config.backups.areExpected) return 'disabled';
    const faults = backupFaults(await readBackupState(context), context.clock.nowMs());
    const now = faults.join(' ');
    if (now !== told && faults.length > 0) {
      context.log.warn({ category: 'backup', faults }, 'the backups are not as they should be');
    } else if (now !== told) context.log.info({ category: 'backup' }, 'the backups are as they should be');
    told = now;
    return faults.length === 0 ? 'ok' : 'down';
  };
}
