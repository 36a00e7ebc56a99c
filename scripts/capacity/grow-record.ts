import pg from 'pg';
import { type Copied, GROWING_TABLES, type GrowingTable } from './growing-tables.ts';

/** More could not be told apart by the first two digits of an id. */
export const MOST_COPIES = 10;
/** Distance of a copy's ids in their first byte: with ten copies it never comes round. */
const STEP = 23;

/**
 * Multiplies the record of a database on the server itself: each bill with its lines, findings, decisions, feed, audit
 * entries and passages stands there `times` times afterwards, under ids that fall all over the indexes as those of real
 * bills do. Indexes are kept while rows are entered, in the order of the heap, so that they are as full as in use. The
 * audit log's chain, sums of scopes and totals of words are not carried on: for sizes and readings only.
 * @param adminUrl the owner's connection, a superuser's; nobody else is connected
 * @param times 2 to 10
 * @param onProgress a line for whoever waits
 */
export async function growRecord(
  adminUrl: string,
  times: number,
  onProgress: (line: string) => void = () => {},
): Promise<void> {
  if (!Number.isInteger(times) || times < 2 || times > MOST_COPIES) throw new Error('A record grows two- to tenfold.');
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'lait-capacity' });
  await client.connect();
  try {
    // Triggers and foreign keys would be asked once a row about what holds by the way it is copied.
    await client.query('SET session_replication_role = replica');
    await client.query('SET synchronous_commit = off');
    for (const table of GROWING_TABLES) {
      const startedAt = Date.now();
      const names = await columnsOf(client, table.name);
      const offsets = await offsetsOf(client, table);
      // Out of the rows that were there before, whatever has been added since.
      await client.query(`CREATE TEMP TABLE original AS SELECT * FROM ${table.name} WHERE ${table.where ?? 'true'}`);
      let rows = 0;
      for (let copy = 1; copy < times; copy += 1) {
        const values = names.map((name) => copiedValue(name, table.columns[name], copy, offsets.get(name) ?? 0));
        const { rowCount } = await client.query(
          `INSERT INTO ${table.name} (${names.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${values.join(', ')} FROM original`,
        );
        rows += rowCount ?? 0;
      }
      await client.query('DROP TABLE original');
      if (rows > 0) onProgress(`${table.name}: ${rows} rows more, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s`);
    }
  } finally {
    await client.end();
  }
}

/** The same id of another bill: its first byte moved on. */
function movedId(text: string, copy: number): string {
  const first = `('x' || left(${text}, 2))::bit(8)::integer`;
  return `lpad(to_hex((${first} + ${copy * STEP}) % 256), 2, '0') || substr(${text}, 3)`;
}

function copiedValue(name: string, copied: Copied | undefined, copy: number, offset: number): string {
  switch (copied) {
    case undefined:
      return name;
    case 'id':
      return movedId(name, copy);
    case 'uuid':
      return `(${movedId(`${name}::text`, copy)})::uuid`;
    case 'key':
      return `split_part(${name}, ':', 1) || ':' || ${movedId(`split_part(${name}, ':', 2)`, copy)}`;
    case 'number':
      return `${name} + ${copy * offset}`;
  }
}

/** Without those that the database reckons itself. */
async function columnsOf(client: pg.Client, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

async function offsetsOf(client: pg.Client, table: GrowingTable): Promise<ReadonlyMap<string, number>> {
  const offsets = new Map<string, number>();
  for (const [name, copied] of Object.entries(table.columns)) {
    if (copied !== 'number') continue;
    // The parts of a passage keep its number: both tables are moved by the same distance.
    const from = name === 'passage_number' ? 'passages' : table.name;
    const column = name === 'passage_number' ? 'number' : name;
    const { rows } = await client.query<{ highest: string | null }>(`SELECT max(${column}) AS highest FROM ${from}`);
    offsets.set(name, Number(rows[0]?.highest ?? 0));
  }
  return offsets;
}
