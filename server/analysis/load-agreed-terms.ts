import { sql } from 'kysely';
import type { Invoice, IsoDate } from '#shared/domain/invoice.ts';
import type { TermScope } from '#shared/rules/prepare/master-facts.ts';
import type { RuleContext } from '#shared/rules/prepare/prepared-invoice.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';

/** A vendor has hundreds of people and rows; more than this is a mistake, and stays bounded. */
const MOST_ROWS = 50_000;

export type AgreedFacts = Pick<RuleContext, 'roster' | 'agreedRates' | 'agreedDiscounts'>;

interface Place {
  readonly vendorId: string | null;
  readonly clientId: string;
  readonly matterId: string;
}

interface ReachColumns {
  readonly client_id: string | null;
  readonly matter_id: string | null;
}

/**
 * Roster, rates and discounts on file for an invoice's vendor that reach its client and matter. Each is absent
 * where there are none, so that the rules say that they could not look. Rows of other matters are never among
 * them. As the system.
 */
export async function loadAgreedTerms(
  db: ChangeBatch['db'],
  invoice: Pick<Invoice, 'vendorId' | 'lines'>,
  matterId: string,
): Promise<AgreedFacts> {
  const place = await placeOf(db, invoice.vendorId, matterId);
  if (place === null) return {};
  const days = invoice.lines.flatMap(({ date }) => (date === null ? [] : [date])).toSorted();
  const [first, last] = [days[0] ?? null, days.at(-1) ?? null];
  const [roster, agreedRates, agreedDiscounts] = [
    await loadRoster(db, place),
    await loadRates(db, place, first, last),
    await loadDiscounts(db, place, first, last),
  ];
  return {
    roster: roster.length === 0 ? undefined : roster,
    agreedRates: agreedRates.length === 0 ? undefined : agreedRates,
    agreedDiscounts: agreedDiscounts.length === 0 ? undefined : agreedDiscounts,
  };
}

async function placeOf(db: ChangeBatch['db'], vendor: string | null, matterId: string): Promise<Place | null> {
  const matter = await db.selectFrom('matters').select('client_id').where('id', '=', matterId).executeTakeFirst();
  if (matter === undefined) return null;
  const number = vendor?.trim().toLowerCase() ?? '';
  const known = await db
    .selectFrom('vendors')
    .select('id')
    .where(({ fn }) => fn('lower', ['number']), '=', number)
    .executeTakeFirst();
  return { vendorId: known?.id ?? null, clientId: matter.client_id, matterId };
}

async function loadRoster(db: ChangeBatch['db'], place: Place): Promise<NonNullable<AgreedFacts['roster']>> {
  const { rows } = await sql<
    ReachColumns & {
      readonly number: string;
      readonly name: string;
      readonly classification: string | null;
      readonly approved_from: IsoDate | null;
      readonly approved_to: IsoDate | null;
    }
  >`
    SELECT number, name, classification, client_id, matter_id, approved_from, approved_to FROM timekeepers
    WHERE vendor_id = ${place.vendorId} AND ${reaches(place)} ORDER BY id LIMIT ${MOST_ROWS}`.execute(db);
  return rows.map((row) => ({
    timekeeperId: row.number,
    timekeeperName: row.name,
    classification: row.classification,
    scope: scopeOf(row),
    from: row.approved_from,
    to: row.approved_to,
  }));
}

async function loadRates(
  db: ChangeBatch['db'],
  place: Place,
  first: IsoDate | null,
  last: IsoDate | null,
): Promise<NonNullable<AgreedFacts['agreedRates']>> {
  const { rows } = await sql<
    ReachColumns & {
      readonly timekeeper_number: string | null;
      readonly classification: string | null;
      readonly rate_e4: number;
      readonly currency: string | null;
      readonly valid_from: IsoDate;
      readonly valid_to: IsoDate | null;
    }
  >`
    SELECT timekeeper_number, classification, rate_e4, currency, client_id, matter_id, valid_from, valid_to FROM rates
    WHERE vendor_id = ${place.vendorId} AND ${reaches(place)} AND ${overlaps(first, last)}
    ORDER BY id LIMIT ${MOST_ROWS}`.execute(db);
  return rows.map((row) => ({
    timekeeperId: row.timekeeper_number,
    classification: row.classification,
    scope: scopeOf(row),
    rateE4: row.rate_e4,
    currency: row.currency,
    from: row.valid_from,
    to: row.valid_to,
  }));
}

async function loadDiscounts(
  db: ChangeBatch['db'],
  place: Place,
  first: IsoDate | null,
  last: IsoDate | null,
): Promise<NonNullable<AgreedFacts['agreedDiscounts']>> {
  const { rows } = await sql<
    ReachColumns & {
      readonly vendor_id: string | null;
      readonly percent_e4: number;
      readonly valid_from: IsoDate;
      readonly valid_to: IsoDate | null;
    }
  >`
    SELECT vendor_id, percent_e4, client_id, matter_id, valid_from, valid_to FROM discounts
    WHERE (vendor_id IS NULL OR vendor_id = ${place.vendorId}) AND ${reaches(place)} AND ${overlaps(first, last)}
    ORDER BY id LIMIT ${MOST_ROWS}`.execute(db);
  return rows.map((row) => ({
    scope: scopeOf(row),
    isForVendor: row.vendor_id !== null,
    percentE4: row.percent_e4,
    from: row.valid_from,
    to: row.valid_to,
  }));
}

function reaches({ clientId, matterId }: Place) {
  return sql<boolean>`(client_id IS NULL OR client_id = ${clientId}) AND (matter_id IS NULL OR matter_id = ${matterId})`;
}

function overlaps(first: IsoDate | null, last: IsoDate | null) {
  return sql<boolean>`valid_from <= ${last}::date AND (valid_to IS NULL OR valid_to >= ${first}::date)`;
}

function scopeOf({ client_id, matter_id }: ReachColumns): TermScope {
  return matter_id !== null ? 'matter' : client_id !== null ? 'client' : 'all';
}
