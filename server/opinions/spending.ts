import { type Kysely, sql } from 'kysely';
import type { Spending } from '#shared/api/opinions.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import type { Database } from '../db/database.ts';
import { loadSettings } from './settings.ts';

/** The firm's row among the clients of a month. */
const FIRM = '00000000-0000-0000-0000-000000000000';

export interface Reservation {
  /** The first day of the month. */
  readonly month: string;
  readonly clientId: string;
  readonly amountMicro: number;
}

/**
 * Sets an amount aside for a call before it leaves, from the firm's month and the client's. Each is one statement that
 * moves the row only where the limit allows it, so that no number of calls at once can pass a limit together.
 * @returns the limit that stands in the way; the caller's transaction must then not commit
 */
export async function reserve(
  db: Kysely<Database>,
  { month, clientId, amountMicro }: Reservation,
): Promise<'firm_cap' | 'client_cap' | null> {
  const settings = await loadSettings(db);
  const own = await db
    .selectFrom('opinion_client_caps')
    .select('cap_micro')
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  const clientCapMicro = own?.cap_micro ?? settings.client_cap_micro;
  // The firm's row first, always: two calls wait for each other, never crosswise.
  if (!(await moveUp(db, { month, clientId: FIRM, amountMicro }, settings.firm_cap_micro))) return 'firm_cap';
  return (await moveUp(db, { month, clientId, amountMicro }, clientCapMicro)) ? null : 'client_cap';
}

async function moveUp(db: Kysely<Database>, reservation: Reservation, capMicro: number): Promise<boolean> {
  const { month, clientId, amountMicro } = reservation;
  if (amountMicro > capMicro) return false;
  const { rows } = await sql`
    INSERT INTO opinion_months AS m (month, client_id, reserved_micro) VALUES (${month}, ${clientId}, ${amountMicro})
    ON CONFLICT (month, client_id) DO UPDATE SET reserved_micro = m.reserved_micro + excluded.reserved_micro
    WHERE m.spent_micro + m.reserved_micro + excluded.reserved_micro <= ${capMicro}
    RETURNING 1`.execute(db);
  return rows.length === 1;
}

/** Puts what a call cost in the place of what was set aside for it. More than that is counted as well: it was spent. */
export async function settle(db: Kysely<Database>, reservation: Reservation, costMicro: number): Promise<void> {
  const { month, clientId, amountMicro } = reservation;
  for (const id of [FIRM, clientId]) {
    await sql`UPDATE opinion_months
      SET reserved_micro = greatest(0, reserved_micro - ${amountMicro}), spent_micro = spent_micro + ${costMicro}
      WHERE month = ${month} AND client_id = ${id}`.execute(db);
  }
}

/** Whether an amount would be refused just now; for a preview, which reserves nothing. */
export async function capInTheWay(
  db: Kysely<Database>,
  { month, clientId, amountMicro }: Reservation,
): Promise<'firm_cap' | 'client_cap' | null> {
  const settings = await loadSettings(db);
  const { rows } = await sql<{ client_id: string; used: number }>`
    SELECT client_id, spent_micro + reserved_micro AS used FROM opinion_months
    WHERE month = ${month} AND client_id IN (${FIRM}, ${clientId})`.execute(db);
  const own = await db
    .selectFrom('opinion_client_caps')
    .select('cap_micro')
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  const used = (id: string) => Number(rows.find((row) => row.client_id === id)?.used ?? 0);
  if (used(FIRM) + amountMicro > settings.firm_cap_micro) return 'firm_cap';
  return used(clientId) + amountMicro > (own?.cap_micro ?? settings.client_cap_micro) ? 'client_cap' : null;
}

export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** When a limit is open again. */
export function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString();
}

/** What the firm has spent and set aside in a month, and its limit. */
export async function readFirmSpending(db: ReadTransaction, month: string) {
  const { firm_cap_micro } = await loadSettings(db);
  const row = await db
    .selectFrom('opinion_months')
    .selectAll()
    .where('month', '=', month)
    .where('client_id', '=', FIRM)
    .executeTakeFirst();
  return {
    spentMicro: Number(row?.spent_micro ?? 0),
    reservedMicro: Number(row?.reserved_micro ?? 0),
    capMicro: firm_cap_micro,
  };
}

/** Of a month, for administrators: the firm, and each client that spent something or has a limit of its own. */
export async function readSpending(db: ReadTransaction, month: string): Promise<Spending> {
  const settings = await loadSettings(db);
  const months = await db.selectFrom('opinion_months').selectAll().where('month', '=', month).execute();
  const caps = await db.selectFrom('opinion_client_caps').selectAll().execute();
  const ids = [...new Set([...months.map((row) => row.client_id), ...caps.map((row) => row.client_id)])].filter(
    (id) => id !== FIRM,
  );
  const clients =
    ids.length === 0
      ? []
      : await db
          .selectFrom('clients')
          .select(['id', 'number', 'name'])
          .where('id', 'in', ids)
          .orderBy('number')
          .execute();
  const of = (id: string, capMicro: number) => {
    const row = months.find((each) => each.client_id === id);
    return { spentMicro: Number(row?.spent_micro ?? 0), reservedMicro: Number(row?.reserved_micro ?? 0), capMicro };
  };
  return {
    month: month.slice(0, 7),
    firm: of(FIRM, settings.firm_cap_micro),
    clients: clients.map(({ id, number, name }) => {
      const own = caps.find((row) => row.client_id === id);
      return {
        clientId: id,
        number,
        name,
        hasOwnCap: own !== undefined,
        ...of(id, own?.cap_micro ?? settings.client_cap_micro),
      };
    }),
  };
}
