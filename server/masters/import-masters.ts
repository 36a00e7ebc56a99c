import { sql } from 'kysely';
import {
  type ImportError,
  type ImportOutcome,
  type MasterKind,
  MOST_CHANGES,
  MOST_ERRORS,
} from '#shared/api/masters.ts';
import type { PersonActor } from '../access/actor.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import { queueChecks } from '../analysis/queue-checks.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import { loadStored, takenMatters } from './load-stored.ts';
import { COLUMNS_OF } from './master-columns.ts';
import { KINDS, type KindOfMaster, shownValue } from './master-kinds.ts';
import { namePlaces } from './name-places.ts';
import { type ImportPlan, type PlannedRow, planImport } from './plan-import.ts';
import { type FileRows, readRows } from './read-rows.ts';
import { type MasterTable, readTable } from './read-table.ts';
import { writePlan } from './write-plan.ts';

/** "mast" for advisory locks: two imports at once take turns, so that neither misses the other's periods. */
export const MASTERS_LOCK = 0x6d617374;

export interface MasterFile {
  readonly kind: MasterKind;
  readonly bytes: Uint8Array;
  /** Lower-case hexadecimal, for the audit log. */
  readonly sha256: string;
}

/**
 * Says what a file would change, and what is wrong with it, without writing anything.
 */
export async function tryImport(
  context: ServerContext,
  actor: PersonActor,
  { kind, bytes }: MasterFile,
): Promise<ImportOutcome> {
  const table = readTable(bytes, kind);
  const file = readRows(table, kind);
  const plan = await readAs(context, actor, (db) => planOf(db, kind, table, file));
  return outcomeOf(kind, table, file, plan, { isDryRun: true, isStored: false });
}

/**
 * Imports a file: every row, or none. The same file again changes nothing. Open invoices that the rows are about are
 * checked again by the worker.
 * @throws BAD_REQUEST with the outcome in `details` where any row is wrong
 */
export async function importMasters(
  context: ServerContext,
  actor: PersonActor,
  { kind, bytes, sha256 }: MasterFile,
): Promise<ImportOutcome> {
  const table = readTable(bytes, kind);
  const file = readRows(table, kind);
  const { value } = await withChanges(context, actor, async (batch) => {
    await sql`SELECT pg_advisory_xact_lock(${MASTERS_LOCK})`.execute(batch.db);
    const plan = await planOf(batch.db, kind, table, file);
    if (plan.errors.length > 0) {
      const details = outcomeOf(kind, table, file, plan, { isDryRun: false, isStored: false });
      throw new HttpFailure('BAD_REQUEST', refusalText(details), { details });
    }
    await writePlan(context, batch, kind, plan.writes);
    if (plan.writes.length > 0) await queueChecks(context, batch, kind, plan.writes);
    const outcome = outcomeOf(kind, table, file, plan, { isDryRun: false, isStored: true });
    const { rowCount, addedCount, changedCount } = outcome;
    batch.audit({
      action: 'masters.import',
      objectType: kind,
      objectId: null,
      scopeId: null,
      outcome: 'done',
      detail: { sha256, rowCount, addedCount, changedCount },
    });
    return outcome;
  });
  return value;
}

async function planOf(db: ReadTransaction, kind: MasterKind, table: MasterTable, file: FileRows): Promise<ImportPlan> {
  const named = await namePlaces(db, kind, file.rows, table.columns);
  const stored = await loadStored(db, kind, named.candidates);
  const plan = planImport(KINDS[kind], named.candidates, stored);
  const added = plan.writes.flatMap(({ row, before, after }) => (before === null ? [{ row, columns: after }] : []));
  const taken = kind === 'matters' ? await takenMatters(db, added) : [];
  const errors = [...file.errors, ...named.errors, ...plan.errors, ...taken];
  return { ...plan, errors: errors.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)) };
}

function outcomeOf(
  kind: MasterKind,
  table: MasterTable,
  file: FileRows,
  { writes, unchangedCount, errors }: ImportPlan,
  how: Pick<ImportOutcome, 'isDryRun' | 'isStored'>,
): ImportOutcome {
  const headings = new Map(COLUMNS_OF[kind].map(({ column, heading }) => [column, heading]));
  return {
    kind,
    ...how,
    rowCount: Math.max(table.rows.length, file.rows.length),
    addedCount: writes.filter(({ before }) => before === null).length,
    changedCount: writes.filter(({ before }) => before !== null).length,
    unchangedCount,
    errorCount: errors.length,
    columns: table.columns.map(({ heading, column }) => ({
      heading,
      meaning: column === null ? null : (headings.get(column) ?? null),
    })),
    errors: errors.slice(0, MOST_ERRORS).map((error): ImportError => ({ ...error })),
    changes: writes.slice(0, MOST_CHANGES).map((write) => changeOf(KINDS[kind], write, headings)),
  };
}

function changeOf(
  kind: KindOfMaster,
  { row, before, after }: PlannedRow,
  headings: ReadonlyMap<string, string>,
): ImportOutcome['changes'][number] {
  const fields = Object.keys(after).flatMap((name) => {
    if (name.endsWith('_id')) return [];
    const [was, is] = [shownValue(name, before?.columns[name]), shownValue(name, after[name])];
    if (was === is) return [];
    const column = kind.columns[name];
    const heading = column === undefined ? undefined : headings.get(column);
    return [{ column: heading ?? name.replace(/^is_/, ''), before: was, after: is }];
  });
  return { row, kind: before === null ? 'add' : 'change', what: kind.nameOf(after), fields };
}

function refusalText({ errorCount }: ImportOutcome): string {
  const errors = errorCount === 1 ? 'one error' : `${errorCount} errors`;
  return `The file has ${errors}, so nothing of it was stored. Mend it and import it again.`;
}
