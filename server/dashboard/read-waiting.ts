import { type RawBuilder, sql } from 'kysely';
import { type Dashboard, MOST_WAITING } from '#shared/api/dashboard.ts';
import type { IsoDate } from '#shared/domain/invoice.ts';
import { formatE4 } from '#shared/money/e4.ts';
import type { PersonActor } from '../access/actor.ts';
import { ofVisibleScopes } from '../access/in-visible-scopes.ts';
import type { ReadTransaction } from '../access/read-as.ts';

interface FirstRow {
  /** The counts are of all that wait, the same on every row. */
  readonly checked: number;
  readonly in_review: number;
  readonly to_approve: number;
  readonly overdue: number;
  readonly id: string;
  readonly invoice_number: string | null;
  readonly vendor_name: string | null;
  readonly client_name: string;
  readonly matter_number: string;
  readonly is_submitted: boolean;
  readonly due_on: IsoDate | null;
  readonly open_count: number;
  readonly currency: string | null;
  readonly computed_total_e4: number | null;
}

/** The invoices that this person can move on: to review, and for approvers what others have submitted. */
export async function readWaiting(
  db: ReadTransaction,
  actor: PersonActor,
  today: IsoDate,
): Promise<Dashboard['waiting']> {
  const { rows } = await sql<FirstRow>`
    SELECT i.checked, i.in_review, i.to_approve, i.overdue, i.id, i.invoice_number, i.vendor_name, c.name AS client_name,
      m.number AS matter_number, i.is_submitted, i.due_on, i.open_count, i.currency, i.computed_total_e4
    FROM (
      SELECT id, matter_id, invoice_number, vendor_name, submitted_by IS NOT NULL AS is_submitted, due_on, received_at,
        open_count, currency, computed_total_e4,
        count(*) FILTER (WHERE submitted_by IS NULL AND state = 'analysed') OVER () AS checked,
        count(*) FILTER (WHERE submitted_by IS NULL AND state = 'in_review') OVER () AS in_review,
        count(*) FILTER (WHERE submitted_by IS NOT NULL) OVER () AS to_approve,
        count(*) FILTER (WHERE due_on < ${today}::date) OVER () AS overdue
      FROM invoices WHERE ${waitsFor(actor)} ORDER BY due_on NULLS LAST, received_at, id LIMIT ${MOST_WAITING}) i
    JOIN matters m ON m.id = i.matter_id JOIN clients c ON c.id = m.client_id
    ORDER BY i.due_on NULLS LAST, i.received_at, i.id`.execute(db);
  const [row] = rows;
  return {
    checked: row?.checked ?? 0,
    inReview: row?.in_review ?? 0,
    toApprove: row?.to_approve ?? 0,
    overdue: row?.overdue ?? 0,
    first: rows.map((each) => ({
      id: each.id,
      invoiceNumber: each.invoice_number,
      vendorName: each.vendor_name,
      clientName: each.client_name,
      matterNumber: each.matter_number,
      step: each.is_submitted ? ('approve' as const) : ('review' as const),
      dueOn: each.due_on,
      isOverdue: each.due_on !== null && each.due_on < today,
      openCount: each.open_count,
      currency: each.currency,
      total: each.computed_total_e4 === null ? null : formatE4(each.computed_total_e4),
    })),
  };
}

function waitsFor({ userId, role }: PersonActor): RawBuilder<boolean> {
  const toReview = sql<boolean>`(submitted_by IS NULL AND (assigned_to IS NULL OR assigned_to = ${userId}))`;
  // Nobody approves what they submitted themselves.
  const toApprove = role === 'reviewer' ? sql<boolean>`false` : sql<boolean>`submitted_by <> ${userId}`;
  return sql<boolean>`${ofVisibleScopes('invoices.scope_id', userId)} AND deleted_at IS NULL
    AND state IN ('analysed', 'in_review') AND (${toReview} OR ${toApprove})`;
}
