import { z } from 'zod';

/**
 * `GET /api/dashboard`: what waits for the caller, what was billed, proposed and saved, what is stuck, when their
 * devices synced. docs/dashboard.md defines each figure. Amounts are exact decimal strings, never added over
 * currencies; what a wall hides is in no figure.
 */
const id = z.uuid();
const day = z.iso.date();
const time = z.iso.datetime();
const amount = z.string();
/** Null: the invoice states none. */
const currency = z.string().nullable();
const sums = { currency, invoiceCount: z.int(), billed: amount, proposed: amount, saved: amount };

export const dashboardQuery = z.strictObject({
  /** `true`: reckoned anew instead of up to five minutes old. */
  fresh: z.enum(['true', 'false']).optional(),
});

export const MOST_WAITING = 10;
export const MOST_STUCK = 10;
/** Of each currency. */
export const MOST_CLIENTS = 25;

export const waitingInvoice = z.strictObject({
  id,
  invoiceNumber: z.string().nullable(),
  vendorName: z.string().nullable(),
  clientName: z.string(),
  matterNumber: z.string(),
  step: z.enum(['review', 'approve']),
  dueOn: day.nullable(),
  isOverdue: z.boolean(),
  openCount: z.int(),
  currency,
  /** Null: not known in full. */
  total: amount.nullable(),
});
export type WaitingInvoice = z.infer<typeof waitingInvoice>;

export const dashboard = z.strictObject({
  /** When this was reckoned. */
  asOf: time,
  waiting: z.strictObject({
    /** Checked, and nobody has begun. */
    checked: z.int(),
    inReview: z.int(),
    /** Submitted by somebody else; for approvers and administrators. */
    toApprove: z.int(),
    overdue: z.int(),
    /** The first of them by due date. */
    first: z.array(waitingInvoice),
  }),
  money: z.strictObject({
    /** Both days included; invoices without a date count too, under no month. */
    from: day,
    to: day,
    /** Invoices of which the total is not known; they count as invoices and add nothing to what was billed. */
    unknownTotals: z.int(),
    totals: z.array(z.strictObject(sums)),
    byMonth: z.array(z.strictObject({ month: z.string().nullable(), ...sums })),
    /** Of each currency those with most saved, then most billed; the others in one row, without a client. */
    byClient: z.array(
      z.strictObject({ clientId: id.nullable(), number: z.string().nullable(), name: z.string().nullable(), ...sums }),
    ),
    /** Without a rule: cuts that rest on no finding. */
    byRule: z.array(
      z.strictObject({
        ruleId: z.string().nullable(),
        title: z.string().nullable(),
        currency,
        proposed: amount,
        saved: amount,
      }),
    ),
  }),
  stuck: z.strictObject({
    /** Administrators: of everybody; others: their own. */
    count: z.int(),
    /** The newest. */
    files: z.array(
      z.strictObject({
        uploadId: id,
        fileName: z.string(),
        state: z.enum(['received', 'needs_attention']),
        errorCode: z.string().nullable(),
        receivedAt: time,
        isOwn: z.boolean(),
      }),
    ),
  }),
  /** The caller's own, last seen first. */
  devices: z.array(
    z.strictObject({ id, name: z.string(), platform: z.string(), appVersion: z.string(), lastSeenAt: time }),
  ),
});
export type Dashboard = z.infer<typeof dashboard>;
