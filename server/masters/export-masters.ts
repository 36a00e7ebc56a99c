import { sql } from 'kysely';
import type { MasterKind } from '#shared/api/masters.ts';
import { quoted, withoutFormula } from '#shared/formats/write-csv.ts';
import { formatFixedE4 } from '#shared/money/e4.ts';
import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import { COLUMNS_OF, type MasterColumn } from './master-columns.ts';
import { percentText } from './master-kinds.ts';

/** More than this is not what a spreadsheet is for; ask for one vendor. */
const MOST_ROWS = 100_000;

type ExportRow = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Everything of a kind that the reader may see, as CSV that can be imported again and changes nothing then. A cell
 * that a spreadsheet would run as a formula gets an apostrophe before it. Audited.
 */
export async function exportMasters(
  context: ServerContext,
  actor: PersonActor,
  kind: MasterKind,
  vendorId: string | null,
): Promise<string> {
  const { value } = await withChanges(context, actor, async (batch) => {
    const rows = await selectRows(batch.db, kind, vendorId);
    batch.audit({
      action: 'masters.export',
      objectType: kind,
      objectId: null,
      scopeId: null,
      outcome: 'done',
      detail: { rowCount: rows.length, ...(vendorId === null ? {} : { vendorId }) },
    });
    return rows;
  });
  const columns = COLUMNS_OF[kind];
  const lines = value.map((row) => columns.map(({ column }) => cellOf(column, row[column] ?? null)).join(','));
  return [columns.map(({ heading }) => heading).join(','), ...lines, ''].join('\r\n');
}

function cellOf(column: MasterColumn, value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return column === 'percent' ? percentText(value) : formatFixedE4(value, 2);
  return quoted(withoutFormula(value));
}

async function selectRows(
  db: ChangeBatch['db'],
  kind: MasterKind,
  vendorId: string | null,
): Promise<readonly ExportRow[]> {
  const { rows } = await sql<ExportRow>`${SELECTS[kind](vendorId)} LIMIT ${MOST_ROWS}`.execute(db);
  return rows;
}

const REACH = sql`c.number AS "clientNumber", m.number AS "matterNumber"`;
const JOINS = sql`LEFT JOIN clients c ON c.id = x.client_id LEFT JOIN matters m ON m.id = x.matter_id`;
const ofVendor = (vendorId: string | null) => sql`(${vendorId}::uuid IS NULL OR x.vendor_id = ${vendorId})`;

const SELECTS: Readonly<Record<MasterKind, (vendorId: string | null) => ReturnType<typeof sql>>> = {
  clients: () => sql`SELECT number AS "clientNumber", name AS "clientName", guideline_name AS guideline
    FROM clients ORDER BY number`,
  matters: () => sql`SELECT c.number AS "clientNumber", x.number AS "matterNumber", x.name AS "matterName",
      x.guideline_name AS guideline, x.is_closed AS closed
    FROM matters x JOIN clients c ON c.id = x.client_id WHERE x.deleted_at IS NULL ORDER BY c.number, x.number`,
  vendors: () => sql`SELECT number AS "vendorNumber", name AS "vendorName" FROM vendors ORDER BY number`,
  timekeepers: (vendorId) => sql`SELECT v.number AS "vendorNumber", x.number AS "timekeeperNumber",
      x.name AS "timekeeperName", x.classification, x.approved_from AS "from", x.approved_to AS "to", ${REACH}
    FROM timekeepers x JOIN vendors v ON v.id = x.vendor_id ${JOINS} WHERE ${ofVendor(vendorId)}
    ORDER BY v.number, x.number, x.id`,
  rates: (vendorId) => sql`SELECT v.number AS "vendorNumber", x.timekeeper_number AS "timekeeperNumber",
      x.classification, x.rate_e4 AS rate, x.currency, x.valid_from AS "from", x.valid_to AS "to", ${REACH}
    FROM rates x JOIN vendors v ON v.id = x.vendor_id ${JOINS} WHERE ${ofVendor(vendorId)}
    ORDER BY v.number, x.timekeeper_number, x.classification, x.valid_from, x.id`,
  discounts: (vendorId) => sql`SELECT v.number AS "vendorNumber", x.percent_e4 AS percent, x.valid_from AS "from",
      x.valid_to AS "to", ${REACH}
    FROM discounts x LEFT JOIN vendors v ON v.id = x.vendor_id ${JOINS} WHERE ${ofVendor(vendorId)}
    ORDER BY c.number, x.valid_from, x.id`,
};
