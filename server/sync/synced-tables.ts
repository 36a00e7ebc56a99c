import { type RawBuilder, sql } from 'kysely';
import type { SyncedTable } from '#shared/sync/synced-row.ts';

/** Where the rows of a synced table stand in PostgreSQL, and how a row's id in the feed names one of them. */
export interface SyncedPlace {
  readonly table: string;
  /** SQL for the row's id as it travels, of the table under its own name. */
  readonly rowId: string;
  /** Finds the rows of these ids by the table's primary key. */
  readonly isAmong: (ids: readonly string[]) => RawBuilder<boolean>;
  /** False where the row keeps no `updated_seq` (people). */
  readonly hasUpdatedSeq: boolean;
}

const byUuid = (table: string, column = 'id'): SyncedPlace => ({
  table,
  rowId: `${table}.${column}::text`,
  isAmong: (ids) => sql`${sql.ref(`${table}.${column}`)} = ANY (${ids}::uuid[])`,
  hasUpdatedSeq: true,
});

export const SYNCED_PLACES: Readonly<Record<SyncedTable, SyncedPlace>> = {
  person: { ...byUuid('users'), hasUpdatedSeq: false },
  guideline: {
    table: 'guidelines',
    rowId: `guidelines.name || ':' || guidelines.version`,
    isAmong: (ids) =>
      sql`(guidelines.name, guidelines.version) IN (SELECT left(i, -strpos(reverse(i), ':')), substring(i from '[0-9]+$')::integer FROM unnest(${ids}::text[]) i)`,
    hasUpdatedSeq: true,
  },
  matter: byUuid('matters'),
  invoice: byUuid('invoices'),
  line: byUuid('line_items'),
  finding: byUuid('findings'),
  decision: {
    table: 'decisions',
    rowId: `decisions.line_id || ':' || decisions.version`,
    isAmong: (ids) =>
      sql`(decisions.line_id, decisions.version) IN (SELECT split_part(i, ':', 1)::uuid, split_part(i, ':', 2)::integer FROM unnest(${ids}::text[]) i)`,
    hasUpdatedSeq: true,
  },
  narrative: byUuid('narratives', 'line_id'),
  dismissal: byUuid('dismissals', 'finding_id'),
  comment: byUuid('comments'),
  history: byUuid('invoice_history'),
  notification: byUuid('notifications'),
};
