import type { MattersTable } from '../access/matter-tables.ts';
import type {
  CommentsTable,
  DecisionsTable,
  DismissalsTable,
  FindingsTable,
  GuidelinesTable,
  InvoiceHistoryTable,
  InvoicesTable,
  LineItemsTable,
  NarrativesTable,
} from '../invoices/record-tables.ts';
import type { LegalSavedTable } from '../legal/searches/search-tables.ts';
import type { NotificationsTable } from './feed-tables.ts';

/**
 * What is read of each table for the rows that travel: by name, so that the statements can be prepared and outlive a
 * migration (server/db/named-query.ts), and no more than travels. `row-bodies.ts` may use these and no others.
 */
export const IMAGE_COLUMNS = {
  guideline: ['body'] as const satisfies readonly (keyof GuidelinesTable)[],
  matter: ['number', 'name', 'guideline_name', 'is_closed'] as const satisfies readonly (keyof MattersTable)[],
  invoice: [
    'body', 'ordinal', 'invoice_number', 'date', 'vendor_id', 'vendor_name', 'currency', 'declared_total_e4',
    'computed_total_e4', 'file_sha256', 'line_count', 'received_at', 'due_on', 'state', 'has_steps', 'submitted_by',
    'guideline_name', 'guideline_version', 'analysed_on',
  ] as const satisfies readonly (keyof InvoicesTable)[], // biome-ignore format: one list
  line: [
    'invoice_id', 'record', 'line_number', 'kind', 'date', 'timekeeper_id', 'timekeeper_name', 'classification',
    'units_e4', 'unit_cost_e4', 'adjustment_e4', 'total_e4', 'tax_rate_e10', 'tax_e4', 'tax_type', 'task_code',
    'activity_code', 'expense_code', 'narrative', 'header_differences', 'extra',
  ] as const satisfies readonly (keyof LineItemsTable)[], // biome-ignore format: one list
  finding: ['body', 'invoice_id', 'position'] as const satisfies readonly (keyof FindingsTable)[],
  decision: [
    'invoice_id', 'line_id', 'version', 'kind', 'hours_e4', 'rate_e4', 'percent_e4', 'pool_id', 'cut_e4',
    'reason_code', 'note', 'finding_ids', 'guideline_version', 'by_user', 'at', 'device_id',
  ] as const satisfies readonly (keyof DecisionsTable)[], // biome-ignore format: one list
  narrative: ['invoice_id', 'narrative', 'by_user', 'at'] as const satisfies readonly (keyof NarrativesTable)[],
  dismissal: [
    'invoice_id',
    'is_enabled',
    'reason',
    'by_user',
    'at',
  ] as const satisfies readonly (keyof DismissalsTable)[],
  comment: ['invoice_id', 'line_id', 'text', 'by_user', 'at'] as const satisfies readonly (keyof CommentsTable)[],
  history: ['invoice_id', 'text', 'by_user', 'at'] as const satisfies readonly (keyof InvoiceHistoryTable)[],
  saved_result: ['body', 'note', 'saved_by', 'saved_at'] as const satisfies readonly (keyof LegalSavedTable)[],
  notification: [
    'type', 'created_at', 'about_scope_id', 'subject_id', 'data', 'read_at',
  ] as const satisfies readonly (keyof NotificationsTable)[], // biome-ignore format: one list
};
