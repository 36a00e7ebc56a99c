import type { SqliteDatabase, SqlRow, SqlValue } from '#shared/workspace/sqlite-driver.ts';
import { migrate } from '#shared/workspace/store/migrate.ts';
import { OUTBOX_MIGRATIONS } from '#shared/workspace/store/outbox-migrations.ts';

/** What could be taken over from a damaged outbox. */
export interface Salvage {
  readonly actionCount: number;
  readonly fileCount: number;
  /** Whether every row of every table was read; if not, something is missing. */
  readonly isComplete: boolean;
}

/** Written first what others point to. Columns are those of the present schema that the damaged file has as well. */
const TABLES = ['device', 'mutation', 'blob', 'blob_part', 'conflict', 'discarded'] as const;
/** Rows read at once; parts of files are a megabyte each. */
const RANGE = 200;
const RANGE_OF_PARTS = 8;
const ROWS_A_PAGE = 32;

/**
 * Copies every row that can still be read into a new, empty outbox. Reading goes by row number, a range at a time
 * and one by one where a range fails, so that a damaged page costs the rows on it and no others.
 * @param damaged opened as it is; null when not even that works
 * @param target a new file; gets the present schema
 */
export function salvageOutbox(damaged: SqliteDatabase | null, target: SqliteDatabase): Salvage {
  migrate(target, OUTBOX_MIGRATIONS);
  let isComplete = damaged !== null;
  if (damaged !== null) {
    for (const table of TABLES) {
      if (!copyTable(damaged, target, table)) isComplete = false;
    }
  }
  if (dropBrokenFiles(target)) isComplete = false;
  return {
    actionCount: countOf(target, "SELECT count(*) AS n FROM mutation WHERE state <> 'done'"),
    fileCount: countOf(target, 'SELECT count(*) AS n FROM blob'),
    isComplete,
  };
}

/** @returns whether every row was read */
function copyTable(damaged: SqliteDatabase, target: SqliteDatabase, table: (typeof TABLES)[number]): boolean {
  try {
    const columns = sharedColumns(damaged, target, table);
    if (columns.length === 0) return false;
    const last = lastRow(damaged, table);
    const list = columns.join(', ');
    const read = damaged.prepare(`SELECT ${list} FROM ${table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`);
    const insert = target.prepare(
      `INSERT OR IGNORE INTO ${table} (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    let isComplete = last.isKnown;
    const take = (from: number, to: number): void => {
      const rows = tryRead(() => read.all(from, to));
      if (rows !== null) {
        target.transaction(() => {
          for (const row of rows) insert.run(...columns.map((column): SqlValue => row[column] ?? null));
        });
      } else if (from === to) isComplete = false;
      else {
        const middle = Math.floor((from + to) / 2);
        take(from, middle);
        take(middle + 1, to);
      }
    };
    const range = table === 'blob_part' ? RANGE_OF_PARTS : RANGE;
    for (let from = 1; from <= last.row; from += range) take(from, Math.min(from + range - 1, last.row));
    return isComplete;
  } catch {
    return false;
  }
}

function sharedColumns(damaged: SqliteDatabase, target: SqliteDatabase, table: string): readonly string[] {
  const namesIn = (database: SqliteDatabase) =>
    database
      .prepare(`PRAGMA table_info(${table})`)
      .all()
      .map(({ name }) => String(name));
  const there = new Set(namesIn(damaged));
  return namesIn(target).filter((name) => there.has(name));
}

/** The highest row number; where its page is damaged, more than there can be. */
function lastRow(damaged: SqliteDatabase, table: string): { readonly row: number; readonly isKnown: boolean } {
  const found = tryRead(() => damaged.prepare(`SELECT max(rowid) AS n FROM ${table}`).all());
  if (found !== null) return { row: Number(found[0]?.n ?? 0), isKnown: true };
  const pages = tryRead(() => damaged.prepare('PRAGMA page_count').all());
  return { row: Number(pages?.[0]?.page_count ?? 0) * ROWS_A_PAGE, isKnown: false };
}

/**
 * Files of which a part is missing are of no use, and an import without its file cannot be replayed: both go.
 * @returns whether there were any
 */
function dropBrokenFiles(target: SqliteDatabase): boolean {
  return target.transaction(() => {
    const broken = target
      .prepare(
        `SELECT sha256 FROM blob WHERE byte_length <> (SELECT coalesce(sum(octet_length(bytes)), 0) FROM blob_part
          WHERE blob_part.sha256 = blob.sha256)`,
      )
      .all();
    target.exec(`DELETE FROM blob_part WHERE sha256 NOT IN (SELECT sha256 FROM blob)`);
    for (const { sha256 } of broken) {
      target.prepare('DELETE FROM blob_part WHERE sha256 = ?').run(sha256 ?? '');
      target.prepare('DELETE FROM blob WHERE sha256 = ?').run(sha256 ?? '');
    }
    const orphaned = target
      .prepare(
        `UPDATE mutation SET state = 'done' WHERE name = 'importFile' AND state <> 'done'
          AND args ->> 'sha256' NOT IN (SELECT sha256 FROM blob)`,
      )
      .run();
    return broken.length > 0 || orphaned > 0;
  });
}

function countOf(database: SqliteDatabase, sql: string): number {
  return Number(database.prepare(sql).get()?.n ?? 0);
}

function tryRead(read: () => readonly SqlRow[]): readonly SqlRow[] | null {
  try {
    return read();
  } catch {
    return null;
  }
}
