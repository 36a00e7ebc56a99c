import { type Expression, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import {
  type DiscountRow,
  MASTERS_A_PAGE,
  type MasterQuery,
  type PeriodKind,
  type RateRow,
  type TimekeeperRow,
  type vendorList,
  type vendorQuery,
} from '#shared/api/masters.ts';
import { formatFixedE4 } from '#shared/money/e4.ts';
import type { PersonActor } from '../access/actor.ts';
import { notVisible } from '../access/not-visible.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import { percentText } from './master-kinds.ts';

/** A page, and the `after` of the next one. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly next: string | null;
}

export async function listVendors(
  context: ServerContext,
  actor: PersonActor,
  { search, after }: z.infer<typeof vendorQuery>,
): Promise<z.infer<typeof vendorList>> {
  const like = likeOf(search);
  const rows = await readAs(context, actor, (db) =>
    db
      .selectFrom('vendors')
      .select((eb) => [
        'vendors.id',
        'vendors.number',
        'vendors.name',
        eb
          .selectFrom('timekeepers')
          .select(eb.fn.countAll().as('count'))
          .whereRef('timekeepers.vendor_id', '=', 'vendors.id')
          .as('timekeeper_count'),
      ])
      .$if(after !== undefined, (query) => query.where('vendors.id', '>', after ?? ''))
      .$if(like !== null, (query) =>
        query.where((eb) => eb.or([eb('vendors.number', 'ilike', like), eb('vendors.name', 'ilike', like)])),
      )
      .orderBy('vendors.id')
      .limit(MASTERS_A_PAGE + 1)
      .execute(),
  );
  const page = rows.slice(0, MASTERS_A_PAGE);
  return {
    vendors: page.map(({ id, number, name, timekeeper_count }) => ({
      id,
      number,
      name,
      timekeeperCount: Number(timekeeper_count),
    })),
    next: rows.length > MASTERS_A_PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

interface ReachColumns {
  readonly client_id: string | null;
  readonly client_number: string | null;
  readonly matter_id: string | null;
  readonly matter_number: string | null;
}

const REACH = sql`x.client_id, c.number AS client_number, x.matter_id, m.number AS matter_number`;

export async function listTimekeepers(
  context: ServerContext,
  actor: PersonActor,
  query: MasterQuery,
): Promise<Page<TimekeeperRow>> {
  const like = likeOf(query.search);
  return listed(context, actor, query, async (db) => {
    const { rows } = await sql<
      ReachColumns & {
        readonly id: string;
        readonly vendor_id: string;
        readonly vendor_number: string;
        readonly number: string;
        readonly name: string;
        readonly classification: string | null;
        readonly approved_from: string | null;
        readonly approved_to: string | null;
      }
    >`
      ${inOrder('timekeepers', sql`x.number`, sql`x.approved_from`)}
      SELECT x.id, x.vendor_id, x.vendor_number, x.number, x.name, x.classification, x.approved_from, x.approved_to,
        ${REACH}
      FROM x LEFT JOIN clients c ON c.id = x.client_id LEFT JOIN matters m ON m.id = x.matter_id
      WHERE ${conditions(query, sql`x.approved_from`, sql`x.approved_to`)}
        AND (${like}::text IS NULL OR x.number ILIKE ${like} OR x.name ILIKE ${like} OR x.classification ILIKE ${like})
      ORDER BY x.place LIMIT ${MASTERS_A_PAGE + 1}`.execute(db);
    return rows.map((row) => ({
      id: row.id,
      vendorId: row.vendor_id,
      vendorNumber: row.vendor_number,
      number: row.number,
      name: row.name,
      classification: row.classification,
      ...reachOf(row),
      from: row.approved_from,
      to: row.approved_to,
    }));
  });
}

export async function listRates(
  context: ServerContext,
  actor: PersonActor,
  query: MasterQuery,
): Promise<Page<RateRow>> {
  const like = likeOf(query.search);
  return listed(context, actor, query, async (db) => {
    const { rows } = await sql<
      ReachColumns & {
        readonly id: string;
        readonly vendor_id: string;
        readonly vendor_number: string;
        readonly timekeeper_number: string | null;
        readonly classification: string | null;
        readonly rate_e4: number;
        readonly currency: string | null;
        readonly valid_from: string;
        readonly valid_to: string | null;
      }
    >`
      ${inOrder('rates', sql`coalesce(x.timekeeper_number, x.classification)`, sql`x.valid_from`)}
      SELECT x.id, x.vendor_id, x.vendor_number, x.timekeeper_number, x.classification, x.rate_e4, x.currency,
        x.valid_from, x.valid_to, ${REACH}
      FROM x LEFT JOIN clients c ON c.id = x.client_id LEFT JOIN matters m ON m.id = x.matter_id
      WHERE ${conditions(query, sql`x.valid_from`, sql`x.valid_to`)}
        AND (${like}::text IS NULL OR x.timekeeper_number ILIKE ${like} OR x.classification ILIKE ${like}
          OR EXISTS (SELECT 1 FROM timekeepers t WHERE t.vendor_id = x.vendor_id
            AND lower(t.number) = lower(x.timekeeper_number) AND t.name ILIKE ${like}))
      ORDER BY x.place LIMIT ${MASTERS_A_PAGE + 1}`.execute(db);
    return rows.map((row) => ({
      id: row.id,
      vendorId: row.vendor_id,
      vendorNumber: row.vendor_number,
      timekeeperNumber: row.timekeeper_number,
      classification: row.classification,
      rate: formatFixedE4(row.rate_e4, 2),
      currency: row.currency,
      ...reachOf(row),
      from: row.valid_from,
      to: row.valid_to,
    }));
  });
}

export async function listDiscounts(
  context: ServerContext,
  actor: PersonActor,
  query: MasterQuery,
): Promise<Page<DiscountRow>> {
  return listed(context, actor, query, async (db) => {
    const { rows } = await sql<
      ReachColumns & {
        readonly id: string;
        readonly vendor_id: string | null;
        readonly vendor_number: string | null;
        readonly percent_e4: number;
        readonly valid_from: string;
        readonly valid_to: string | null;
      }
    >`
      ${inOrder('discounts', sql`x.client_id::text`, sql`x.valid_from`)}
      SELECT x.id, x.vendor_id, x.vendor_number, x.percent_e4, x.valid_from, x.valid_to, ${REACH}
      FROM x LEFT JOIN clients c ON c.id = x.client_id LEFT JOIN matters m ON m.id = x.matter_id
      WHERE ${conditions(query, sql`x.valid_from`, sql`x.valid_to`)}
      ORDER BY x.place LIMIT ${MASTERS_A_PAGE + 1}`.execute(db);
    return rows.map((row) => ({
      id: row.id,
      vendorId: row.vendor_id,
      vendorNumber: row.vendor_number,
      percent: percentText(row.percent_e4),
      ...reachOf(row),
      from: row.valid_from,
      to: row.valid_to,
    }));
  });
}

/** A page as the reader may see it; asked for a matter that is hidden or not there, 404. */
async function listed<Row extends { readonly id: string }>(
  context: ServerContext,
  actor: PersonActor,
  { matterId }: MasterQuery,
  select: (db: ReadTransaction) => Promise<Row[]>,
): Promise<Page<Row>> {
  const rows = await readAs(context, actor, async (db) => {
    if (matterId !== undefined) {
      const matter = await db.selectFrom('matters').select('id').where('id', '=', matterId).executeTakeFirst();
      if (matter === undefined) return null;
    }
    return select(db);
  });
  if (rows === null) return notVisible(context, actor, { objectType: 'matter', objectId: matterId ?? '' });
  const page = rows.slice(0, MASTERS_A_PAGE);
  return { rows: page, next: rows.length > MASTERS_A_PAGE ? (page.at(-1)?.id ?? null) : null };
}

function conditions(
  { vendorId, clientId, matterId, on, after }: MasterQuery,
  from: Expression<unknown>,
  to: Expression<unknown>,
): Expression<SqlBool> {
  return sql<boolean>`(${vendorId ?? null}::uuid IS NULL OR x.vendor_id = ${vendorId ?? null})
    AND (${clientId ?? null}::uuid IS NULL OR x.client_id = ${clientId ?? null})
    AND (${matterId ?? null}::uuid IS NULL OR x.matter_id = ${matterId ?? null})
    AND (${on ?? null}::date IS NULL OR ((${from} IS NULL OR ${from} <= ${on ?? null}::date)
      AND (${to} IS NULL OR ${to} >= ${on ?? null}::date)))
    AND (${after ?? null}::uuid IS NULL OR x.place > (SELECT place FROM x WHERE id = ${after ?? null}))`;
}

/** The rows as `x`, each with its place in the list: by vendor, by what or whom it is about, by when it begins. */
function inOrder(table: PeriodKind, about: Expression<unknown>, from: Expression<unknown>) {
  return sql`WITH x AS (
    SELECT x.*, v.number AS vendor_number,
      ROW(lower(coalesce(v.number, '')), lower(coalesce(${about}, '')), coalesce(${from}, '-infinity'::date), x.id)
        AS place
    FROM ${sql.table(table)} x LEFT JOIN vendors v ON v.id = x.vendor_id)`;
}

function likeOf(search: string | undefined): string | null {
  return search === undefined || search === '' ? null : `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

function reachOf(row: ReachColumns) {
  return {
    clientId: row.client_id,
    clientNumber: row.client_number,
    matterId: row.matter_id,
    matterNumber: row.matter_number,
  };
}
