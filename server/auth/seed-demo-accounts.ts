import { type Role, SYSTEM } from '../access/actor.ts';
import { refreshAccess } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import { withChanges } from '../sync/with-changes.ts';
import { addUser } from './accounts.ts';
import { hashPassword } from './passwords.ts';

export interface DemoAccount {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'rosa@demo.lait.example', displayName: 'Rosa Reviewer', role: 'reviewer' },
  { email: 'remy@demo.lait.example', displayName: 'Remy Reviewer', role: 'reviewer' },
  { email: 'ada@demo.lait.example', displayName: 'Ada Approver', role: 'approver' },
  { email: 'max@demo.lait.example', displayName: 'Max Administrator', role: 'administrator' },
];

/**
 * Accounts to try LAIT with: no second factor, access to every matter, one password for all. Repeated starts
 * set the password anew.
 * @throws in production
 */
export async function seedDemoAccounts(context: ServerContext, password: string): Promise<readonly DemoAccount[]> {
  if (context.config.isProduction) throw new Error('Demo accounts are not for production.');
  const passwordHash = await hashPassword(password);
  await withChanges(context, SYSTEM, async (batch) => {
    const known = await batch.db
      .selectFrom('users')
      .select(['id', 'email'])
      .where(
        'email',
        'in',
        DEMO_ACCOUNTS.map(({ email }) => email),
      )
      .execute();
    const added: string[] = [];
    for (const account of DEMO_ACCOUNTS) {
      const before = known.find(({ email }) => email === account.email);
      if (before !== undefined) {
        await batch.db
          .updateTable('users')
          .set({ password_hash: passwordHash, state: 'active' })
          .where('id', '=', before.id)
          .execute();
        continue;
      }
      const id = context.newId();
      added.push(id);
      await addUser(batch, { id, ...account, state: 'active', passwordHash, isDemo: true });
      await batch.db
        .insertInto('grants')
        .values({ id: context.newId(), user_id: id, matter_id: null, granted_by: null, granted_at: batch.now })
        .execute();
    }
    if (added.length > 0) await refreshAccess(batch, { userIds: added });
  });
  return DEMO_ACCOUNTS;
}
