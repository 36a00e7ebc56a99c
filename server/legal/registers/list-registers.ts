import type { Kysely, Selectable } from 'kysely';
import type { z } from 'zod';
import type { RegisterKind, register } from '#shared/api/legal-verification.ts';
import type { Database } from '../../db/database.ts';
import { NEW_YORK } from './new-york.ts';
import type { BarRegistersTable } from './register-tables.ts';

export type Register = z.infer<typeof register>;

/** Registers that may be asked. They are public records: no wall hides one. */
export async function listRegisters(db: Kysely<Database>): Promise<Register[]> {
  const rows = await db
    .selectFrom('bar_registers')
    .selectAll()
    .where('state', '=', 'current')
    .orderBy('kind')
    .execute();
  return rows.map(registerView);
}

export function registerView(row: Selectable<BarRegistersTable>): Register {
  return {
    id: row.id,
    // Sound: checked when it was written.
    kind: row.kind as RegisterKind,
    title: NEW_YORK.title,
    jurisdiction: NEW_YORK.jurisdiction,
    asOf: row.as_of,
    importedAt: row.imported_at.toISOString(),
    rowCount: row.row_count,
    sha256: row.sha256 ?? '',
  };
}
