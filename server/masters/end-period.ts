import { sql } from 'kysely';
import type { PeriodKind } from '#shared/api/masters.ts';
import type { PersonActor } from '../access/actor.ts';
import { notVisible } from '../access/not-visible.ts';
import { matterScope } from '../access/scope-access.ts';
import { queueChecks } from '../analysis/queue-checks.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import { MASTERS_LOCK } from './import-masters.ts';
import { loadStored } from './load-stored.ts';
import { type DbRow, KINDS } from './master-kinds.ts';
import { periodErrors } from './plan-import.ts';

const OBJECT = { timekeepers: 'timekeeper', rates: 'rate', discounts: 'discount' } as const;

/**
 * Sets the last day on which a row holds; open invoices it is about are checked again.
 * @throws BAD_REQUEST for a day before the row begins, CONFLICT where another row holds by then, NOT_FOUND
 */
export async function endPeriod(
  context: ServerContext,
  actor: PersonActor,
  { kind, id, to }: { readonly kind: PeriodKind; readonly id: string; readonly to: string },
): Promise<void> {
  const { value: isThere } = await withChanges(context, actor, async (batch) => {
    await sql`SELECT pg_advisory_xact_lock(${MASTERS_LOCK})`.execute(batch.db);
    const table = sql.table(kind);
    const { rows } = await sql<DbRow & { readonly id: string }>`
      SELECT * FROM ${table} WHERE id = ${id}`.execute(batch.db);
    const [row] = rows;
    const { period } = KINDS[kind];
    if (row === undefined || period === null) return false;
    const from = row[period.from];
    if (typeof from === 'string' && to < from) {
      throw new HttpFailure('BAD_REQUEST', 'A row cannot end before it begins. Choose a later day.');
    }
    const after: DbRow = { ...row, [period.to]: to };
    const others = await loadStored(batch.db, kind, [{ row: 0, columns: row }]);
    const standing = others.filter((each) => each.id !== id).map(({ columns }) => ({ row: null, columns }));
    if (periodErrors(KINDS[kind], [...standing, { row: 1, columns: after }]).length > 0) {
      throw new HttpFailure('CONFLICT', 'Another row holds by then. Choose an earlier day.');
    }
    await sql`UPDATE ${table} SET ${sql.ref(period.to)} = ${to}::date WHERE id = ${id}`.execute(batch.db);
    await queueChecks(context, batch, kind, [{ after }]);
    batch.audit({
      action: 'masters.end',
      objectType: OBJECT[kind],
      objectId: id,
      scopeId: typeof row.matter_id === 'string' ? matterScope(row.matter_id) : null,
      outcome: 'done',
      detail: { to },
    });
    return true;
  });
  if (!isThere) await notVisible(context, actor, { objectType: OBJECT[kind], objectId: id });
}
