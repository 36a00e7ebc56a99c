import { sql } from 'kysely';
import type { Invoice, IsoDate, LineKind } from '#shared/domain/invoice.ts';
import type { OtherInvoice, PastCut, RegisteredMatter, RuleContext } from '#shared/rules/prepare/prepared-invoice.ts';
import { timekeeperKeyOf } from '#shared/rules/prepare/timekeeper-key.ts';
import { loadAcceptedOpinions } from '../opinions/accepted-opinions.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { loadAdmissions } from './load-admissions.ts';
import { loadAgreedTerms } from './load-agreed-terms.ts';
import { loadEarlierRates } from './load-earlier-rates.ts';
import { loadOtherMatterDays } from './load-other-matter-days.ts';

/** Comparing stays bounded as years add up. */
const MOST_INVOICES = 500;
const MOST_LINES = 50_000;
const MOST_CUTS = 5_000;

interface OtherRow {
  readonly id: string;
  readonly matter_id: string;
  readonly vendor_id: string | null;
  readonly invoice_number: string | null;
  readonly date: IsoDate | null;
  readonly billing_start: IsoDate | null;
  readonly billing_end: IsoDate | null;
  readonly computed_total_e4: number | null;
}

interface OtherLine {
  readonly invoice_id: string;
  readonly line_number: string;
  readonly kind: LineKind;
  readonly date: IsoDate | null;
  readonly timekeeper_id: string | null;
  readonly timekeeper_name: string | null;
  readonly units_e4: number | null;
  readonly total_e4: number | null;
  readonly narrative: string;
}

/**
 * What only the server knows besides an invoice: other invoices of the same vendor (R04, R27, R41 to R43), matters
 * that are known and open (R05), lines that were cut before (R43), what was agreed with the vendor for this client
 * and matter (R14, R15, R18 to R20), charged on this matter before (R16) and found when attorneys were checked (R21).
 * Of another matter only hours and days are given, never a number, a word or an amount: whoever reads the finding may
 * stand behind its wall.
 * As the system; reads only.
 */
export async function loadServerFacts(
  { db }: Pick<ChangeBatch, 'db'>,
  invoice: Invoice,
  matterId: string,
  { uploadedBy, ...dates }: { readonly today: IsoDate; readonly receivedOn: IsoDate; readonly uploadedBy?: string },
): Promise<RuleContext> {
  const days = [...new Set(invoice.lines.flatMap(({ date }) => (date === null ? [] : [date])))].sort();
  const timekeeperKeys = timekeepersOf(invoice);
  const { otherInvoices = [], otherMatterDays = [] } = await loadOtherInvoices(db, invoice, {
    matterId,
    days,
    timekeeperKeys,
  });
  const register = await loadRegister(db, matterId, uploadedBy ?? (await uploaderOf(db, invoice)));
  const cutHistory = await loadCuts(db, invoice, matterId);
  const agreed = await loadAgreedTerms(db, invoice, matterId);
  const earlierRates = await loadEarlierRates(db, invoice, { matterId, timekeeperKeys, before: days.at(-1) ?? null });
  const admissions = await loadAdmissions(db, invoice, matterId);
  const acceptedOpinions = await loadAcceptedOpinions(db, invoice.id);
  return {
    ...dates,
    acceptedOpinions: acceptedOpinions.length === 0 ? undefined : acceptedOpinions,
    otherInvoices: otherInvoices.length === 0 ? undefined : otherInvoices,
    otherMatterDays: otherMatterDays.length === 0 ? undefined : otherMatterDays,
    register: register.length === 0 ? undefined : register,
    cutHistory: cutHistory.length === 0 ? undefined : cutHistory,
    ...agreed,
    earlierRates: earlierRates.length === 0 ? undefined : earlierRates,
    admissions: admissions.length === 0 ? undefined : admissions,
  };
}

async function loadOtherInvoices(
  db: ChangeBatch['db'],
  invoice: Invoice,
  given: { readonly matterId: string; readonly days: readonly IsoDate[]; readonly timekeeperKeys: readonly string[] },
): Promise<Required<Pick<RuleContext, 'otherInvoices' | 'otherMatterDays'>>> {
  const { matterId, days, timekeeperKeys } = given;
  const { rows } = await sql<OtherRow>`
    SELECT id, matter_id, vendor_id, invoice_number, date, body->>'billingStart' AS billing_start,
      body->>'billingEnd' AS billing_end, computed_total_e4
    FROM invoices
    WHERE id <> ${invoice.id} AND deleted_at IS NULL
      AND (${invoice.vendorId}::text IS NULL OR vendor_id IS NULL OR vendor_id = ${invoice.vendorId})
      AND ((matter_id = ${matterId} AND invoice_number = ${invoice.invoiceNumber})
        OR (last_work_date >= ${days[0] ?? null}::date AND first_work_date <= ${days.at(-1) ?? null}::date))
    ORDER BY received_at DESC, id LIMIT ${MOST_INVOICES}`.execute(db);
  const [own, others] = [
    rows.filter((row) => row.matter_id === matterId),
    rows.filter((row) => row.matter_id !== matterId),
  ];
  const linesByInvoice = await loadLines(db, idsOf(own), days, timekeeperKeys);
  return {
    otherInvoices: rows.map((row) =>
      row.matter_id !== matterId
        ? nameless(row)
        : {
            invoiceId: row.id,
            vendorId: row.vendor_id,
            invoiceNumber: row.invoice_number,
            invoiceDate: row.date,
            billingStart: row.billing_start,
            billingEnd: row.billing_end,
            totalE4: row.computed_total_e4,
            lines: linesByInvoice.get(row.id) ?? [],
          },
    ),
    otherMatterDays: await loadOtherMatterDays(db, idsOf(others), timekeeperKeys, days),
  };
}

function idsOf(rows: readonly OtherRow[]): readonly string[] {
  return rows.map(({ id }) => id);
}

/** That it is there is all that is told of an invoice of another matter; its hours come added up. */
function nameless(row: OtherRow): OtherInvoice {
  return {
    invoiceId: row.id,
    vendorId: row.vendor_id,
    invoiceNumber: null,
    invoiceDate: null,
    billingStart: null,
    billingEnd: null,
    totalE4: null,
    lines: [],
  };
}

/** Of the invoice's own matter: whoever may read the one may read the others. */
async function loadLines(
  db: ChangeBatch['db'],
  invoiceIds: readonly string[],
  days: readonly IsoDate[],
  timekeeperKeys: readonly string[],
): Promise<ReadonlyMap<string, OtherInvoice['lines']>> {
  if (invoiceIds.length === 0) return new Map();
  const { rows } = await sql<OtherLine>`
    SELECT invoice_id, line_number, kind, date, timekeeper_id, timekeeper_name, units_e4, total_e4, narrative
    FROM line_items
    WHERE invoice_id = ANY(${invoiceIds}::uuid[]) AND deleted_at IS NULL
      AND (date = ANY(${days}::date[]) OR timekeeper_key = ANY(${timekeeperKeys}::text[]))
    ORDER BY invoice_id, id LIMIT ${MOST_LINES}`.execute(db);
  const lines = rows.map((line) => ({
    invoiceId: line.invoice_id,
    lineNumber: line.line_number,
    kind: line.kind,
    date: line.date,
    timekeeperId: line.timekeeper_id,
    timekeeperName: line.timekeeper_name,
    unitsE4: line.units_e4,
    totalE4: line.total_e4,
    narrative: line.narrative,
  }));
  return Map.groupBy(lines, ({ invoiceId }) => invoiceId);
}

function timekeepersOf({ lines }: Invoice): readonly string[] {
  const keys = lines.flatMap((line) => timekeeperKeyOf(line.timekeeperId, line.timekeeperName) ?? []);
  return [...new Set(keys)];
}

/**
 * Only what an administrator has confirmed is a register; made up from invoices it would prove itself. And only as much
 * of it as whoever sent the bill may see, besides the matter it is filed under: a bill that states guessed numbers must
 * not be answered with which of them are matters of the firm.
 */
async function loadRegister(
  db: ChangeBatch['db'],
  matterId: string,
  uploadedBy: string | null,
): Promise<readonly RegisteredMatter[]> {
  const rows = await db
    .selectFrom('matters')
    .innerJoin('clients', 'clients.id', 'matters.client_id')
    .select(['clients.number as client_number', 'matters.number', 'matters.is_closed'])
    .where('matters.is_confirmed', '=', true)
    .where('matters.deleted_at', 'is', null)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('matters.id', '=', matterId),
        exists(
          selectFrom('scope_access')
            .select('scope_access.user_id')
            .where('scope_access.user_id', '=', uploadedBy)
            .whereRef('scope_access.scope_id', '=', 'matters.scope_id')
            .where('scope_access.revoked_at', 'is', null),
        ),
      ]),
    )
    .execute();
  return rows.map(({ client_number, number, is_closed }) => ({
    clientId: client_number,
    matterId: number,
    isOpen: !is_closed,
  }));
}

async function uploaderOf(db: ChangeBatch['db'], invoice: Invoice): Promise<string | null> {
  const row = await db
    .selectFrom('invoices')
    .innerJoin('uploads', 'uploads.id', 'invoices.upload_id')
    .select('uploads.user_id')
    .where('invoices.id', '=', invoice.id)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

async function loadCuts(db: ChangeBatch['db'], invoice: Invoice, matterId: string): Promise<readonly PastCut[]> {
  const rows = await db
    .selectFrom('line_items')
    .innerJoin('invoices', 'invoices.id', 'line_items.invoice_id')
    .select(['line_items.date', 'line_items.timekeeper_id', 'line_items.units_e4', 'line_items.narrative'])
    .select('invoices.invoice_number')
    .where('invoices.matter_id', '=', matterId)
    .where('invoices.id', '!=', invoice.id)
    .where('line_items.cut_e4', '>', 0)
    .orderBy('line_items.id')
    .limit(MOST_CUTS)
    .execute();
  return rows.map((row) => ({
    date: row.date,
    timekeeperId: row.timekeeper_id,
    unitsE4: row.units_e4,
    narrative: row.narrative,
    invoiceNumber: row.invoice_number,
  }));
}
