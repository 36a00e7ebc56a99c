import pg from 'pg';
import { BESIDE, GROWING_TABLES, type Kept } from './growing-tables.ts';

export interface TableSize {
  readonly table: string;
  /** `other`: what does not grow with bills. */
  readonly kept: Kept | 'other';
  readonly rows: number;
  readonly heapBytes: number;
  readonly indexBytes: number;
  /** Long values, kept apart. */
  readonly toastBytes: number;
  readonly totalBytes: number;
}

export interface RecordSize {
  readonly lines: number;
  readonly invoices: number;
  /** Of the whole database, catalogue and job queue included. */
  readonly databaseBytes: number;
  /** The largest first. */
  readonly tables: readonly TableSize[];
}

/** Vacuums, so that what PostgreSQL says of itself is true, and reads what each table takes. As the owner. */
export async function readSizes(adminUrl: string): Promise<RecordSize> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'lait-capacity' });
  await client.connect();
  try {
    await client.query('VACUUM (ANALYZE)');
    const { rows } = await client.query<Record<'table' | 'rows' | 'heap' | 'indexes' | 'total', string>>(
      `SELECT relname AS table, greatest(reltuples, 0)::bigint AS rows, pg_relation_size(oid) AS heap,
         pg_indexes_size(oid) AS indexes, pg_total_relation_size(oid) AS total
       FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY total DESC`,
    );
    const { rows: counts } = await client.query<Record<'lines' | 'invoices' | 'bytes', string>>(
      `SELECT (SELECT count(*) FROM line_items) AS lines, (SELECT count(*) FROM invoices) AS invoices,
         pg_database_size(current_database()) AS bytes`,
    );
    const kept = new Map([...GROWING_TABLES, ...BESIDE].map((table) => [table.name, table.kept]));
    return {
      lines: Number(counts[0]?.lines),
      invoices: Number(counts[0]?.invoices),
      databaseBytes: Number(counts[0]?.bytes),
      tables: rows.map((row) => {
        const [heapBytes, indexBytes, totalBytes] = [Number(row.heap), Number(row.indexes), Number(row.total)];
        return {
          table: row.table,
          kept: kept.get(row.table) ?? 'other',
          rows: Number(row.rows),
          heapBytes,
          indexBytes,
          // Maps of free space and visibility among them: a few pages.
          toastBytes: totalBytes - heapBytes - indexBytes,
          totalBytes,
        };
      }),
    };
  } finally {
    await client.end();
  }
}

/** Lines whose arrival still stands in the feed: those that came within the window. As the owner. */
export async function linesOfTheWindow(adminUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'lait-capacity' });
  await client.connect();
  try {
    const { rows } = await client.query<{ lines: string }>(
      `SELECT count(*) AS lines FROM change WHERE table_name = 'line' AND row_version = 1`,
    );
    return Number(rows[0]?.lines);
  } finally {
    await client.end();
  }
}
