import type { ImportError } from '#shared/api/masters.ts';
import { type DbRow, type DbValue, type KindOfMaster, keyOf } from './master-kinds.ts';

/** A row of the file, as a row of the table; columns the file says nothing about are absent. */
export interface Candidate {
  readonly row: number;
  readonly columns: DbRow;
}

export interface StoredRow {
  readonly id: string;
  readonly columns: DbRow;
}

export interface PlannedRow {
  readonly row: number;
  /** `null`: to be added. */
  readonly before: StoredRow | null;
  readonly after: DbRow;
}

export interface ImportPlan {
  readonly writes: readonly PlannedRow[];
  readonly unchangedCount: number;
  readonly errors: readonly ImportError[];
}

/**
 * What a file would change, row by row, and what forbids it: a row twice, periods that overlap (with each other or
 * with what is on file). Pure; the same file again plans nothing.
 */
export function planImport(
  kind: KindOfMaster,
  candidates: readonly Candidate[],
  stored: readonly StoredRow[],
): ImportPlan {
  const byKey = new Map(stored.map((row) => [keyOf(kind, row.columns, kind.identity), row]));
  const seen = new Map<string, number>();
  const errors: ImportError[] = [];
  const writes: PlannedRow[] = [];
  const standing: StandingRow[] = [];
  const replaced = new Set<string>();
  let unchangedCount = 0;
  for (const { row, columns } of candidates) {
    const key = keyOf(kind, columns, kind.identity);
    const twin = seen.get(key);
    if (twin !== undefined) {
      const message = `This row is about the same as row ${twin}. Keep one of the two.`;
      errors.push({ row, column: null, code: 'SAME_AS_ANOTHER_ROW', message });
      continue;
    }
    seen.set(key, row);
    const before = byKey.get(key) ?? null;
    const after: DbRow = { ...before?.columns, ...withoutIdentity(kind, columns, before) };
    if (before !== null) replaced.add(before.id);
    standing.push({ row, columns: after });
    if (before !== null && isSame(before.columns, after)) unchangedCount += 1;
    else writes.push({ row, before, after });
  }
  for (const { id, columns } of stored) if (!replaced.has(id)) standing.push({ row: null, columns });
  errors.push(...periodErrors(kind, standing));
  return { writes, unchangedCount, errors };
}

// What is on file keeps its spelling: `TK1` stays where a file says `tk1`.
function withoutIdentity(kind: KindOfMaster, columns: DbRow, before: StoredRow | null): DbRow {
  if (before === null) return columns;
  return Object.fromEntries(Object.entries(columns).filter(([column]) => !kind.identity.includes(column)));
}

function isSame(before: DbRow, after: DbRow): boolean {
  return Object.keys(after).every((column) => (before[column] ?? null) === (after[column] ?? null));
}

/** `row` is null for what is on file and not in the file imported. */
export interface StandingRow {
  readonly row: number | null;
  readonly columns: DbRow;
}

/**
 * Rows of the same person (or class, or discount) with the same reach that hold on the same day; named on the row
 * of the file. Two rows on file that overlap already are none of this file's errors.
 */
export function periodErrors(kind: KindOfMaster, standing: readonly StandingRow[]): readonly ImportError[] {
  const { period } = kind;
  if (period === null) return [];
  const errors: ImportError[] = [];
  const groups = Map.groupBy(standing, ({ columns }) => keyOf(kind, columns, period.sameFor));
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const ordered = group.toSorted((a, b) => compareText(fromOf(a, period.from), fromOf(b, period.from)));
    // Rows still running when the next begins; few, because an overlap ends the comparison of its row.
    let running: StandingRow[] = [];
    for (const each of ordered) {
      running = running.filter((other) => toOf(other, period.to) >= fromOf(each, period.from));
      const other = running.find(
        (before) => (before.row !== null || each.row !== null) && isSameVariant(period.variant, before, each),
      );
      if (other !== undefined) errors.push(overlapError(period, each, other));
      running.push(each);
      if (errors.length > MOST_OVERLAPS) return errors;
    }
  }
  return errors.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

// Beyond this the file is of another shape than it should be; comparing all pairs would take long.
const MOST_OVERLAPS = 1_000;

function overlapError(period: NonNullable<KindOfMaster['period']>, each: StandingRow, other: StandingRow): ImportError {
  const [mine, theirs] = each.row === null ? [other, each] : [each, other];
  const what = theirs.row === null ? 'a row on file' : `row ${theirs.row}`;
  const mend =
    theirs.columns[period.to] === null || theirs.columns[period.to] === undefined
      ? 'Give that one an end date first, or end it in this file.'
      : 'Change the dates of one of the two.';
  const message = `The period ${periodText(period, mine)} overlaps ${what} that holds ${periodText(period, theirs)}. ${mend}`;
  return { row: mine.row, column: null, code: 'OVERLAP', message };
}

function periodText({ from, to }: { readonly from: string; readonly to: string }, { columns }: StandingRow): string {
  const [begins, ends] = [columns[from] ?? null, columns[to] ?? null];
  if (begins === null && ends === null) return 'without limits';
  if (begins === null) return `until ${ends}`;
  return ends === null ? `from ${begins} on` : `from ${begins} to ${ends}`;
}

function isSameVariant(column: string | null, a: StandingRow, b: StandingRow): boolean {
  if (column === null) return true;
  const [mine, theirs]: (DbValue | undefined)[] = [a.columns[column], b.columns[column]];
  return mine === theirs || (mine ?? null) === null || (theirs ?? null) === null;
}

function fromOf({ columns }: StandingRow, column: string): string {
  return String(columns[column] ?? '0000-00-00');
}

function toOf({ columns }: StandingRow, column: string): string {
  return String(columns[column] ?? '9999-99-99');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
