import { SYSTEM } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { withChanges } from '../sync/with-changes.ts';
import { endSessions } from './sessions.ts';

/**
 * Disables what `seedDemoAccounts` made on this database before it went into production: accounts with one password for
 * all, of which one is an administrator without a second factor.
 * @returns how many were open
 */
export async function closeDemoAccounts(context: ServerContext): Promise<number> {
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    const closed = await batch.db
      .updateTable('users')
      .set({ state: 'disabled' })
      .where('is_demo', '=', true)
      .where('state', '!=', 'disabled')
      .returning(['id', 'role'])
      .execute();
    for (const { id, role } of closed) {
      await endSessions(batch, { userId: id, except: null }, 'disabled');
      batch.audit({
        action: 'user.change',
        objectType: 'user',
        objectId: id,
        scopeId: null,
        outcome: 'done',
        detail: { role, state: 'disabled', isRenamed: false },
      });
    }
    return closed.length;
  });
  return value;
}
