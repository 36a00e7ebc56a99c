import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Kysely, sql } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import type { RegisterKind, RegisterOutcome } from '#shared/api/legal-verification.ts';
import type { Actor } from '../../access/actor.ts';
import type { ServerContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import { withChanges } from '../../sync/with-changes.ts';
import { registerView } from './list-registers.ts';
import { RegisterFileError, type RegisterRowsResult, registerLines } from './register-rows.ts';

export interface RegisterFile {
  readonly kind: RegisterKind;
  /** The day of the export. */
  readonly asOf: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A file of which more cannot be used is not the file it should be: one row in a hundred. */
const MOST_LEFT_OUT = 0.01;
const COLUMNS =
  'register_id, registration_number, given_names, last_name, suffix, firm_name, city, state, year_admitted, status_raw, last_key';

// "regi" for advisory locks: one export takes its place at a time.
const PLACE_LOCK = 1919248233;

/**
 * Imports an exported register as it streams in, in place of the one before, all of it or nothing: rows are written beside
 * those that stand and take their place in one step. Of two at once the newer export stands, whichever ends first. What an
 * import that died left behind, or one that could not clear up after itself, goes with the next.
 * @throws BAD_REQUEST for a file that is no such register, TOO_LARGE, CONFLICT where a newer export is held
 */
export async function importRegister(
  context: ServerContext,
  actor: Actor,
  file: RegisterFile,
): Promise<RegisterOutcome> {
  const began = context.clock.nowMs();
  const id = context.newId();
  await refuseOlder(context.database, file);
  await context.database
    .insertInto('bar_registers')
    .values({ id, kind: file.kind, as_of: file.asOf, state: 'loading', imported_at: new Date(began), sha256: null })
    .execute();
  const result: RegisterRowsResult = { rowCount: 0, leftOutCount: 0, leftOutRows: [] };
  try {
    const sha256 = await copyIn(context, file, id, result);
    if (result.rowCount === 0 || result.leftOutCount > MOST_LEFT_OUT * (result.rowCount + result.leftOutCount)) {
      throw new RegisterFileError(
        `Only ${result.rowCount} of ${result.rowCount + result.leftOutCount} rows can be read: the file is damaged or another one.`,
      );
    }
    await takePlace(context, actor, { id, file, sha256, result });
  } catch (error) {
    await clearUp(context, () => removeOne(context, id));
    if (error instanceof RegisterFileError)
      throw new HttpFailure('BAD_REQUEST', `${error.message} Nothing was imported.`);
    throw error;
  }
  // From here on it stands: whatever else fails, nothing of it is taken away.
  await clearUp(context, () => removeOthers(context, file.kind));
  const stored = await context.database
    .selectFrom('bar_registers')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { leftOutCount, leftOutRows } = result;
  return { register: registerView(stored), leftOutCount, leftOutRows, tookMs: context.clock.nowMs() - began };
}

async function refuseOlder(database: Kysely<Database>, { kind, asOf }: RegisterFile): Promise<void> {
  const newer = await database
    .selectFrom('bar_registers')
    .select('as_of')
    .where('kind', '=', kind)
    .where('state', '=', 'current')
    .where('as_of', '>', asOf)
    .executeTakeFirst();
  if (newer === undefined) return;
  throw new HttpFailure('CONFLICT', `An export of ${newer.as_of} is held, which is newer. Nothing was imported.`);
}

/** @returns the file's digest */
async function copyIn(
  { pool, config }: ServerContext,
  { bytes }: RegisterFile,
  registerId: string,
  result: RegisterRowsResult,
): Promise<string> {
  const hash = createHash('sha256');
  let byteCount = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      byteCount += chunk.byteLength;
      if (byteCount > config.uploads.maximumBytes) {
        throw new HttpFailure('TOO_LARGE', 'The file is larger than this server takes. Nothing was imported.');
      }
      hash.update(chunk);
      yield chunk;
    }
  }
  const client = await pool.connect();
  let isWhole = false;
  try {
    const copy = client.query(copyFrom(`COPY bar_entries (${COLUMNS}) FROM STDIN`));
    await pipeline(Readable.from(registerLines(counted(), registerId, result)), copy);
    isWhole = true;
  } finally {
    // After a failure the connection is in the middle of a COPY: it is closed, which undoes it.
    client.release(!isWhole);
  }
  return hash.digest('hex');
}

interface Loaded {
  readonly id: string;
  readonly file: RegisterFile;
  readonly sha256: string;
  readonly result: RegisterRowsResult;
}

async function takePlace(context: ServerContext, actor: Actor, { id, file, sha256, result }: Loaded): Promise<void> {
  const { kind } = file;
  await withChanges(context, actor, async (batch) => {
    await sql`SELECT pg_advisory_xact_lock(${PLACE_LOCK}, hashtext(${kind}))`.execute(batch.db);
    // Again: while this one was read, a newer one may have come.
    await refuseOlder(batch.db, file);
    await batch.db
      .updateTable('bar_registers')
      .set({ state: 'replaced' })
      .where('kind', '=', kind)
      .where('state', '=', 'current')
      .execute();
    const { numUpdatedRows } = await batch.db
      .updateTable('bar_registers')
      .set({ state: 'current', row_count: result.rowCount, sha256 })
      .where('id', '=', id)
      .executeTakeFirst();
    // Taken for abandoned and removed meanwhile: then the one before stays.
    if (numUpdatedRows !== 1n)
      throw new HttpFailure(
        'CONFLICT',
        'The import took too long and was given up. Nothing was imported; send it again.',
      );
    batch.audit({
      action: 'register.import',
      objectType: 'register',
      objectId: id,
      scopeId: null,
      outcome: 'done',
      detail: { kind, sha256, rowCount: result.rowCount, leftOutCount: result.leftOutCount },
    });
  });
}

/** Loading for more than an hour: nobody is at it any more. */
const ABANDONED_MS = 3_600_000;

async function removeOthers(context: ServerContext, kind: RegisterKind): Promise<void> {
  const before = new Date(context.clock.nowMs() - ABANDONED_MS);
  const gone = await context.database
    .selectFrom('bar_registers')
    .select('id')
    .where('kind', '=', kind)
    .where((eb) =>
      eb.or([eb('state', '=', 'replaced'), eb.and([eb('state', '=', 'loading'), eb('imported_at', '<', before)])]),
    )
    .execute();
  for (const { id } of gone) await removeOne(context, id);
}

/** Never the one that stands, whatever was thought of it: a transaction may have come through that nobody heard of. */
async function removeOne({ database }: ServerContext, id: string): Promise<void> {
  await database.transaction().execute(async (db) => {
    const row = await db
      .selectFrom('bar_registers')
      .select('state')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    // Without a row of its own there may be entries still: of an import that was removed while it was read.
    if (row?.state === 'current') return;
    await db.deleteFrom('bar_entries').where('register_id', '=', id).execute();
    await db.deleteFrom('bar_registers').where('id', '=', id).execute();
  });
}

/** What cannot be removed now takes room and is asked by nobody; it is reported, and removed after the next import. */
async function clearUp({ log, systemErrors }: ServerContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error({ category: 'legal', err: error }, 'rows of a register that is not held any more could not be removed');
    systemErrors?.report('REGISTER_CLEAN_UP');
  }
}
