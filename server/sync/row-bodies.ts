import type { Selectable } from 'kysely';
import type { InvoiceState } from '#shared/api/workspace.ts';
import type { DecisionKind, ReasonCode } from '#shared/domain/decision.ts';
import type { LineKind } from '#shared/domain/invoice.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type {
  CommentBody,
  DecisionBody,
  DismissalBody,
  FindingBody,
  HistoryBody,
  InvoiceBody,
  LineBody,
  MatterBody,
  NarrativeBody,
  NotificationBody,
  SavedResultBody,
  SyncedBodies,
} from '#shared/sync/synced-row.ts';
import type { MattersTable } from '../access/matter-tables.ts';
import type { UsersTable } from '../auth/account-tables.ts';
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
import type { IMAGE_COLUMNS } from './image-columns.ts';

/** A row as far as it was read to travel. */
export type ImageRow<Table, Name extends keyof typeof IMAGE_COLUMNS> = Pick<
  Selectable<Table>,
  (typeof IMAGE_COLUMNS)[Name][number] & keyof Selectable<Table>
>;

/**
 * How a row of PostgreSQL travels. Sound casts: texts of closed sets and the parts kept as JSON were checked when
 * they were written.
 */
export function personBody(row: Pick<Selectable<UsersTable>, 'display_name'>): SyncedBodies['person'] {
  return { displayName: row.display_name };
}

export function guidelineBody(row: ImageRow<GuidelinesTable, 'guideline'>): SyncedBodies['guideline'] {
  return { guideline: row.body as Guideline };
}

export type MatterRow = ImageRow<MattersTable, 'matter'> & {
  readonly client_number: string;
  readonly client_name: string;
};

export function matterBody(row: MatterRow): MatterBody {
  return {
    clientNumber: row.client_number,
    clientName: row.client_name,
    matterNumber: row.number,
    matterName: row.name,
    guidelineName: row.guideline_name,
    isClosed: row.is_closed,
  };
}

/** What of an invoice has no column of its own: kept as read in `invoices.body`. */
export type InvoiceRest = Pick<
  InvoiceBody,
  | 'format'
  | 'clientId'
  | 'clientName'
  | 'matterId'
  | 'clientMatterId'
  | 'matterName'
  | 'billingStart'
  | 'billingEnd'
  | 'description'
  | 'declaredTaxE4'
  | 'declaredNetE4'
  | 'computedTaxE4'
  | 'columns'
  | 'header'
  | 'problems'
  | 'fileName'
  | 'skipped'
>;

export function invoiceBody(row: ImageRow<InvoicesTable, 'invoice'>): InvoiceBody {
  return {
    ...(row.body as InvoiceRest),
    ordinal: row.ordinal,
    invoiceNumber: row.invoice_number,
    invoiceDate: row.date,
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    currency: row.currency,
    declaredTotalE4: row.declared_total_e4,
    computedTotalE4: row.computed_total_e4,
    fileSha256: row.file_sha256,
    lineCount: row.line_count,
    receivedAt: row.received_at.toISOString(),
    dueOn: row.due_on,
    state: row.state as InvoiceState,
    hasSteps: row.has_steps,
    submittedBy: row.submitted_by,
    guidelineName: row.guideline_name,
    guidelineVersion: row.guideline_version,
    analysedOn: row.analysed_on,
  };
}

export function lineBody(row: ImageRow<LineItemsTable, 'line'>): LineBody {
  return {
    invoiceId: row.invoice_id,
    record: row.record,
    lineNumber: row.line_number,
    kind: row.kind as LineKind,
    date: row.date,
    timekeeperId: row.timekeeper_id,
    timekeeperName: row.timekeeper_name,
    classification: row.classification,
    unitsE4: row.units_e4,
    unitCostE4: row.unit_cost_e4,
    adjustmentE4: row.adjustment_e4,
    totalE4: row.total_e4,
    taxRateE10: row.tax_rate_e10,
    taxE4: row.tax_e4,
    taxType: row.tax_type,
    taskCode: row.task_code,
    activityCode: row.activity_code,
    expenseCode: row.expense_code,
    narrative: row.narrative,
    ...(row.header_differences === null ? {} : { headerDifferences: row.header_differences as Record<string, string> }),
    ...(row.extra === null ? {} : { extra: row.extra as Record<string, string> }),
  };
}

/** `findings.body` holds the finding without its id; place and invoice are columns. */
export function findingBody(row: ImageRow<FindingsTable, 'finding'>): FindingBody {
  return {
    ...(row.body as Omit<FindingBody, 'invoiceId' | 'position'>),
    invoiceId: row.invoice_id,
    position: row.position,
  };
}

export function decisionBody(row: ImageRow<DecisionsTable, 'decision'>): DecisionBody {
  return {
    invoiceId: row.invoice_id,
    lineId: row.line_id,
    version: row.version,
    decision: decisionOf(row),
    by: row.by_user,
    at: row.at.toISOString(),
    deviceId: row.device_id,
  };
}

export type DecisionColumns = Pick<
  Selectable<DecisionsTable>,
  | 'kind'
  | 'hours_e4'
  | 'rate_e4'
  | 'percent_e4'
  | 'pool_id'
  | 'cut_e4'
  | 'reason_code'
  | 'note'
  | 'finding_ids'
  | 'guideline_version'
>;

/** @returns null for a mark that the decision was taken away */
export function decisionOf(row: DecisionColumns): DecisionBody['decision'] {
  if (row.kind === null) return null;
  return {
    kind: row.kind as DecisionKind,
    ...(row.hours_e4 === null ? {} : { hoursE4: row.hours_e4 }),
    ...(row.rate_e4 === null ? {} : { rateE4: row.rate_e4 }),
    ...(row.percent_e4 === null ? {} : { percentE4: row.percent_e4 }),
    ...(row.pool_id === null ? {} : { poolId: row.pool_id }),
    cutE4: row.cut_e4,
    reasonCode: row.reason_code as ReasonCode | null,
    ...(row.note === null ? {} : { note: row.note }),
    findingIds: row.finding_ids as readonly string[],
    guidelineVersion: row.guideline_version,
  };
}

export function narrativeBody(row: ImageRow<NarrativesTable, 'narrative'>): NarrativeBody {
  return { invoiceId: row.invoice_id, narrative: row.narrative, by: row.by_user, at: row.at.toISOString() };
}

export function dismissalBody(row: ImageRow<DismissalsTable, 'dismissal'>): DismissalBody {
  const { invoice_id, is_enabled, reason, by_user, at } = row;
  return { invoiceId: invoice_id, isEnabled: is_enabled, reason, by: by_user, at: at.toISOString() };
}

export function commentBody(row: ImageRow<CommentsTable, 'comment'>): CommentBody {
  const { invoice_id, line_id, text, by_user, at } = row;
  return { invoiceId: invoice_id, lineId: line_id, text, by: by_user, at: at.toISOString() };
}

export function historyBody(row: ImageRow<InvoiceHistoryTable, 'history'>): HistoryBody {
  // What the server itself did has no author.
  return { invoiceId: row.invoice_id, text: row.text, by: row.by_user ?? '', at: row.at.toISOString() };
}

/** `legal_saved.body` holds the hit as it was found. */
export function savedResultBody(row: ImageRow<LegalSavedTable, 'saved_result'>): SavedResultBody {
  const { body, note, saved_by, saved_at } = row;
  return { ...(body as Omit<SavedResultBody, 'note' | 'by' | 'at'>), note, by: saved_by, at: saved_at.toISOString() };
}

export function notificationBody(row: ImageRow<NotificationsTable, 'notification'>): NotificationBody {
  return {
    type: row.type,
    at: row.created_at.toISOString(),
    scopeId: row.about_scope_id,
    subjectId: row.subject_id,
    data: row.data as NotificationBody['data'],
    readAt: row.read_at?.toISOString() ?? null,
  };
}
