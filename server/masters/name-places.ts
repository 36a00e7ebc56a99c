import { sql } from 'kysely';
import type { ImportError, MasterKind } from '#shared/api/masters.ts';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import type { MasterColumn } from './master-columns.ts';
import type { DbRow, DbValue } from './master-kinds.ts';
import type { Candidate } from './plan-import.ts';
import type { FileRow } from './read-rows.ts';
import type { TableColumn } from './read-table.ts';

/** What a row may name: as far as whoever imports may see it. */
interface Known {
  /** By number in lower case. */
  readonly vendors: ReadonlyMap<string, string>;
  readonly clients: ReadonlyMap<string, string>;
  /** By client's id and number. */
  readonly matters: ReadonlyMap<string, string>;
  readonly guidelines: ReadonlySet<string>;
}

/**
 * Puts ids in the place of numbers. A matter behind a wall is as unknown as one that is not there: row security
 * decides what these queries see.
 */
export async function namePlaces(
  db: ReadTransaction,
  kind: MasterKind,
  rows: readonly FileRow[],
  columns: readonly TableColumn[],
): Promise<{ readonly candidates: readonly Candidate[]; readonly errors: readonly ImportError[] }> {
  const known = await loadKnown(db, rows);
  const errors: ImportError[] = [];
  const candidates: Candidate[] = [];
  const headingOf = new Map(columns.map(({ column, heading }) => [column, heading]));
  for (const each of rows) {
    const wrong = (column: MasterColumn, code: ImportError['code'], message: string) => {
      errors.push({ row: each.row, column: headingOf.get(column) ?? null, code, message });
    };
    const before = errors.length;
    const candidate = candidateOf(kind, each, known, wrong);
    if (errors.length === before) candidates.push({ row: each.row, columns: candidate });
  }
  return { candidates, errors };
}

function candidateOf(
  kind: MasterKind,
  { values }: FileRow,
  known: Known,
  wrong: (column: MasterColumn, code: ImportError['code'], message: string) => void,
): DbRow {
  const value = (column: MasterColumn): DbValue => values.get(column) ?? null;
  const given = (column: MasterColumn, name: string): DbRow => (values.has(column) ? { [name]: value(column) } : {});
  const textOf = (column: MasterColumn): string | null => {
    const found = value(column);
    return typeof found === 'string' ? found : null;
  };
  const vendorId = (): string | null => {
    const number = textOf('vendorNumber');
    const found = number === null ? null : (known.vendors.get(number.toLowerCase()) ?? null);
    if (number !== null && found === null) {
      wrong('vendorNumber', 'UNKNOWN_VENDOR', 'There is no vendor of this number. Import vendors first.');
    }
    return found;
  };
  const clientId = (): string | null => {
    const number = textOf('clientNumber');
    const found = number === null ? null : (known.clients.get(number) ?? null);
    if (number !== null && found === null) {
      wrong('clientNumber', 'UNKNOWN_CLIENT', 'There is no client of this number. Import clients first.');
    }
    return found;
  };
  const matterId = (client: string | null): string | null => {
    const number = textOf('matterNumber');
    if (number === null || client === null) return null;
    const found = known.matters.get(`${client}\n${number}`) ?? null;
    if (found === null) {
      wrong('matterNumber', 'UNKNOWN_MATTER', 'This client has no matter of this number. Import matters first.');
    }
    return found;
  };
  const guideline = (): DbRow => {
    const name = textOf('guideline');
    if (name !== null && !known.guidelines.has(name)) {
      wrong('guideline', 'UNKNOWN_GUIDELINE', 'There is no guideline of this name.');
    }
    return given('guideline', 'guideline_name');
  };
  switch (kind) {
    case 'vendors':
      return { number: value('vendorNumber'), name: value('vendorName') };
    case 'clients':
      return { number: value('clientNumber'), name: value('clientName'), ...guideline() };
    case 'matters':
      return {
        client_id: clientId(),
        number: value('matterNumber'),
        name: value('matterName'),
        ...guideline(),
        // Blank says nothing: a matter is not opened again by an empty cell.
        ...(value('closed') === null ? {} : { is_closed: value('closed') }),
        // An administrator's own list is the register.
        is_confirmed: true,
      };
    case 'timekeepers': {
      const client = clientId();
      return {
        vendor_id: vendorId(),
        number: value('timekeeperNumber'),
        name: value('timekeeperName'),
        ...given('classification', 'classification'),
        client_id: client,
        matter_id: matterId(client),
        approved_from: value('from'),
        ...given('to', 'approved_to'),
      };
    }
    case 'rates': {
      const client = clientId();
      return {
        vendor_id: vendorId(),
        timekeeper_number: value('timekeeperNumber'),
        classification: value('classification'),
        client_id: client,
        matter_id: matterId(client),
        rate_e4: value('rate'),
        currency: value('currency'),
        valid_from: value('from'),
        ...given('to', 'valid_to'),
      };
    }
    case 'discounts': {
      const client = clientId();
      return {
        vendor_id: vendorId(),
        client_id: client,
        matter_id: matterId(client),
        percent_e4: value('percent'),
        valid_from: value('from'),
        ...given('to', 'valid_to'),
      };
    }
  }
}

async function loadKnown(db: ReadTransaction, rows: readonly FileRow[]): Promise<Known> {
  const named = (column: MasterColumn): readonly string[] => [
    ...new Set(
      rows.flatMap(({ values }) => {
        const value = values.get(column);
        return typeof value === 'string' ? [value] : [];
      }),
    ),
  ];
  const vendors = await sql<{ id: string; number: string }>`
    SELECT id, lower(number) AS number FROM vendors
    WHERE lower(number) = ANY(${named('vendorNumber').map((number) => number.toLowerCase())}::text[])`.execute(db);
  const clients = await sql<{ id: string; number: string }>`
    SELECT id, number FROM clients WHERE number = ANY(${named('clientNumber')}::text[])`.execute(db);
  const matters = await sql<{ id: string; client_id: string; number: string }>`
    SELECT id, client_id, number FROM matters
    WHERE client_id = ANY(${clients.rows.map(({ id }) => id)}::uuid[]) AND number = ANY(${named('matterNumber')}::text[])
      AND deleted_at IS NULL`.execute(db);
  const saved = await sql<{ name: string }>`
    SELECT DISTINCT name FROM guidelines WHERE name = ANY(${named('guideline')}::text[]) AND deleted_at IS NULL`.execute(
    db,
  );
  return {
    vendors: new Map(vendors.rows.map(({ id, number }) => [number, id])),
    clients: new Map(clients.rows.map(({ id, number }) => [number, id])),
    matters: new Map(matters.rows.map(({ id, client_id, number }) => [`${client_id}\n${number}`, id])),
    guidelines: new Set([...builtInGuidelines, ...saved.rows].map(({ name }) => name)),
  };
}
