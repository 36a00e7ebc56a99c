import { sql } from 'kysely';
import type { ImportError, MasterKind } from '#shared/api/masters.ts';
import { asSystem } from '../access/as-system.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import { type DbRow, KINDS } from './master-kinds.ts';
import type { Candidate, StoredRow } from './plan-import.ts';

/** What of a table an import may touch; numbers it keeps itself (`row_version`, moments) are not among it. */
const COLUMNS: Readonly<Record<MasterKind, readonly string[]>> = {
  clients: ['id', 'number', 'name', 'guideline_name'],
  matters: ['id', 'client_id', 'number', 'name', 'guideline_name', 'is_closed', 'is_confirmed'],
  vendors: ['id', 'number', 'name'],
  timekeepers: [
    'id', 'vendor_id', 'number', 'name', 'classification', 'client_id', 'matter_id', 'approved_from', 'approved_to',
  ],
  rates: [
    'id', 'vendor_id', 'timekeeper_number', 'classification', 'client_id', 'matter_id', 'rate_e4', 'currency',
    'valid_from', 'valid_to',
  ],
  discounts: ['id', 'vendor_id', 'client_id', 'matter_id', 'percent_e4', 'valid_from', 'valid_to'],
}; // biome-ignore format: one table a line

/** By what the rows of a file are found among those of their table. */
const FOUND_BY: Readonly<Record<MasterKind, string>> = {
  clients: 'number',
  matters: 'client_id',
  vendors: 'number',
  timekeepers: 'vendor_id',
  rates: 'vendor_id',
  discounts: 'client_id',
};

/** Rows on file that a file's rows could be about or meet, as far as the reader may see them. */
export async function loadStored(
  db: ReadTransaction,
  kind: MasterKind,
  candidates: readonly Candidate[],
): Promise<readonly StoredRow[]> {
  const by = FOUND_BY[kind];
  const wanted = new Set(candidates.flatMap(({ columns }) => (columns[by] === null ? [] : [String(columns[by])])));
  const isNumber = by === 'number';
  const folded = kind === 'vendors';
  const values = [...wanted].map((value) => (folded ? value.toLowerCase() : value));
  const column = folded ? sql`lower(number)` : sql.ref(by);
  const list = sql.join(COLUMNS[kind].map((name) => sql.ref(name)));
  const { rows } = await sql<DbRow & { readonly id: string }>`
    SELECT ${list} FROM ${sql.table(KINDS[kind].table)}
    WHERE ${column} = ANY(${isNumber ? sql`${values}::text[]` : sql`${values}::uuid[]`})
      ${kind === 'matters' ? sql`AND deleted_at IS NULL` : sql``}
    ORDER BY id`.execute(db);
  return rows.map(({ id, ...columns }) => ({ id, columns }));
}

/**
 * Numbers of matters that are taken although the reader sees no such matter: a wall hides it, or it was removed. The
 * database would refuse them; which of the two it is, and what it is, stays unsaid.
 */
export async function takenMatters(db: ReadTransaction, added: readonly Candidate[]): Promise<readonly ImportError[]> {
  if (added.length === 0) return [];
  const { rows } = await asSystem(db, () =>
    sql<{ client_id: string; number: string }>`
      SELECT m.client_id, m.number FROM matters m
      JOIN unnest(${added.map(({ columns }) => columns.client_id)}::uuid[],
        ${added.map(({ columns }) => columns.number)}::text[]) AS a (client_id, number)
        ON a.client_id = m.client_id AND a.number = m.number`.execute(db),
  );
  const taken = new Set(rows.map(({ client_id, number }) => `${client_id}\n${number}`));
  return added
    .filter(({ columns }) => taken.has(`${columns.client_id}\n${columns.number}`))
    .map(({ row }) => ({
      row,
      column: null,
      code: 'TAKEN' as const,
      message: 'This client has a matter of this number already, and it cannot be changed by this file.',
    }));
}
