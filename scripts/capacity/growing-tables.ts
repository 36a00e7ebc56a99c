/** Why a table grows, and for how long its rows stay. */
export type Kept = 'record' | 'search' | 'audit' | 'window';

/** How a column of a copied row follows from the row it copies; columns that are not named are copied as they are. */
export type Copied =
  /** An id (or a file's digest, or `id:version`) of something that is copied too. */
  | 'id'
  /** The same for a uuid column. */
  | 'uuid'
  /** A source key of the search: a word, a colon, an id. */
  | 'key'
  /** A number of the feed's sequence, or of a device: moved on past all that there are. */
  | 'number';

export interface GrowingTable {
  readonly name: string;
  readonly kept: Kept;
  readonly columns: Readonly<Record<string, Copied>>;
  /** Which rows are copied; all where it is not given. */
  readonly where?: string;
}

/**
 * The tables that grow with bills and with what people do to them, those first to which others refer.
 * `record`, `search` and `audit` stay; of a `window` only the last sixty days are kept (`LAIT_FEED_RETENTION_SECONDS`,
 * `LAIT_EVENT_RETENTION_SECONDS`).
 */
export const GROWING_TABLES: readonly GrowingTable[] = [
  { name: 'files', kept: 'record', columns: { sha256: 'id' } },
  { name: 'uploads', kept: 'record', columns: { id: 'uuid', idempotency_key: 'id', sha256: 'id' } },
  { name: 'invoices', kept: 'record', columns: { id: 'uuid', upload_id: 'uuid', file_sha256: 'id' } },
  { name: 'line_items', kept: 'record', columns: { id: 'uuid', invoice_id: 'uuid' } },
  { name: 'findings', kept: 'record', columns: { id: 'uuid', invoice_id: 'uuid' } },
  { name: 'finding_lines', kept: 'record', columns: { line_id: 'uuid', finding_id: 'uuid' } },
  { name: 'decisions', kept: 'record', columns: { line_id: 'uuid', invoice_id: 'uuid' } },
  { name: 'narratives', kept: 'record', columns: { line_id: 'uuid', invoice_id: 'uuid' } },
  { name: 'dismissals', kept: 'record', columns: { finding_id: 'uuid', invoice_id: 'uuid' } },
  { name: 'comments', kept: 'record', columns: { id: 'uuid', invoice_id: 'uuid', line_id: 'uuid' } },
  { name: 'invoice_history', kept: 'record', columns: { id: 'uuid', invoice_id: 'uuid' } },
  { name: 'rule_sums', kept: 'record', columns: { invoice_id: 'uuid' } },
  { name: 'mutation_result', kept: 'record', columns: { client_seq: 'number', mutation_id: 'uuid' } },
  { name: 'audit_log', kept: 'audit', columns: { seq: 'number', object_id: 'id' } },
  {
    name: 'change',
    kept: 'window',
    columns: { seq: 'number', row_id: 'id' },
    where: `table_name NOT IN ('user', 'matter', 'guideline')`,
  },
  { name: 'events', kept: 'window', columns: { seq: 'number', id: 'uuid', subject_id: 'id' } },
  { name: 'notifications', kept: 'window', columns: { id: 'uuid', event_id: 'uuid', subject_id: 'id' } },
  { name: 'passages', kept: 'search', columns: { number: 'number', id: 'uuid', source_key: 'key' } },
  { name: 'passage_words', kept: 'search', columns: { passage_number: 'number' } },
];

/** Grow with words, scopes and people rather than with bills: measured, never copied. */
export const BESIDE: readonly { readonly name: string; readonly kept: Kept }[] = [
  { name: 'passage_terms', kept: 'search' },
  { name: 'passage_term_totals', kept: 'search' },
];
