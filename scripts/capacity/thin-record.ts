import pg from 'pg';
import { GROWING_TABLES } from './growing-tables.ts';

const OF_A_BILL = 'invoice_id IN (SELECT id FROM staying)';
const ABOUT_A_BILL = 'subject_id IN (SELECT id::text FROM staying)';
/** Which rows belong to a bill that stays, by tables of which the rows that stay were chosen before. */
const BELONGS: Readonly<Record<string, string>> = {
  files: 'sha256 IN (SELECT file_sha256 FROM staying)',
  uploads: 'sha256 IN (SELECT file_sha256 FROM staying)',
  invoices: 'id IN (SELECT id FROM staying)',
  finding_lines: 'finding_id IN (SELECT id FROM kept_findings)',
  events: ABOUT_A_BILL,
  notifications: ABOUT_A_BILL,
  audit_log: 'object_id IN (SELECT id::text FROM staying)',
  // These name no bill: as large a part of them.
  change: 'seq % $1 = 0',
  mutation_result: 'client_seq % $1 = 0',
  passages: `split_part(source_key, ':', 1) <> 'line' OR split_part(source_key, ':', 2)::uuid IN (SELECT id FROM kept_line_items)`,
  passage_words: 'passage_number IN (SELECT number FROM kept_passages)',
};

/**
 * Leaves of a record only every `divisor`th bill with what belongs to it, entered anew in the old order, so that tables
 * and indexes are as full as those of a smaller firm.
 * @param adminUrl the owner's connection, a superuser's; nobody else is connected
 */
export async function thinRecord(adminUrl: string, divisor: number): Promise<void> {
  if (!Number.isInteger(divisor) || divisor < 2) throw new Error('A record is thinned to a half or less.');
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'lait-capacity' });
  await client.connect();
  try {
    // Triggers would be asked about what belongs together by the way it is chosen.
    await client.query('SET session_replication_role = replica');
    await client.query('SET synchronous_commit = off');
    await client.query(
      `CREATE TEMP TABLE staying AS SELECT id, file_sha256 FROM (
         SELECT id, file_sha256, row_number() OVER (ORDER BY received_at, id) AS place FROM invoices) b
       WHERE place % ${divisor} = 0`,
    );
    for (const { name } of GROWING_TABLES) {
      const where = (BELONGS[name] ?? OF_A_BILL).replaceAll('$1', String(divisor));
      await client.query(`CREATE TEMP TABLE kept_${name} AS SELECT * FROM ${name} WHERE ${where}`);
    }
    await client.query(`TRUNCATE ${GROWING_TABLES.map(({ name }) => name).join(', ')} CASCADE`);
    for (const { name } of GROWING_TABLES) {
      const { rows } = await client.query<{ names: string }>(
        `SELECT string_agg(attname, ', ' ORDER BY attnum) AS names FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
        [`public.${name}`],
      );
      const names = rows[0]?.names ?? '';
      await client.query(`INSERT INTO ${name} (${names}) OVERRIDING SYSTEM VALUE SELECT ${names} FROM kept_${name}`);
    }
    await client.query('TRUNCATE passage_term_totals');
    await client.query(
      `INSERT INTO passage_term_totals (term_number, scope_number, passage_count)
       SELECT term_number, scope_number, count(*) FROM passage_words GROUP BY 1, 2`,
    );
  } finally {
    await client.end();
  }
}
