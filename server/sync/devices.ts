import { sql, type Transaction } from 'kysely';
import type { PersonActor } from '../access/actor.ts';
import type { Database } from '../db/database.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from './change-batch.ts';

/** How a device introduces itself with every request. */
export interface DeviceIntroduction {
  readonly deviceId: string;
  readonly appVersion: string;
  readonly schema: number;
}

export interface KnownDevice {
  readonly deviceId: string;
  readonly lastClientSeq: number;
  readonly generation: string;
}

/** A device as a pull finds it. */
export interface SeenDevice extends KnownDevice {
  /** Which mutation `lastClientSeq` was. */
  readonly lastMutationId: string | null;
}

/** A device whose pushes wait for this one. */
export interface LockedDevice extends KnownDevice {
  /** Of the mutations asked about, those this person was answered before, from whichever device. */
  readonly answeredIds: ReadonlySet<string>;
}

/** More are nobody's laptops. */
const MAXIMUM_DEVICES = 100;

interface DeviceRow {
  readonly user_id: string;
  readonly last_client_seq: number;
  readonly revoked_at: Date | null;
  readonly generation: string;
}

const COLUMNS = sql`d.user_id, d.last_client_seq, d.revoked_at, (SELECT id FROM server_generation) AS generation`;

/** @returns null for one that nobody has brought yet. @throws FORBIDDEN for another person's, or a withdrawn one */
export async function findDevice(
  db: Transaction<Database>,
  actor: PersonActor,
  deviceId: string,
): Promise<SeenDevice | null> {
  const { rows } = await sql<DeviceRow & { readonly last_mutation_id: string | null }>`SELECT ${COLUMNS},
    (SELECT r.mutation_id FROM mutation_result r WHERE r.device_id = d.id AND r.client_seq = d.last_client_seq)
      AS last_mutation_id
    FROM devices d WHERE d.id = ${deviceId}`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { ...checked(actor, deviceId, row), lastMutationId: row.last_mutation_id };
}

/**
 * Locks the device until the commit: its pushes come one after the other. A device seen for the first time is
 * entered as this person's.
 * @param mutationIds what is about to be taken in; looked up with the lock, to save a way to the database
 */
export async function lockDevice(
  batch: ChangeBatch,
  actor: PersonActor,
  introduction: DeviceIntroduction,
  mutationIds: readonly string[],
): Promise<LockedDevice> {
  const { deviceId } = introduction;
  const select = sql<DeviceRow & { readonly answered_ids: readonly string[] }>`SELECT ${COLUMNS},
    ARRAY(SELECT r.mutation_id::text FROM mutation_result r WHERE r.user_id = ${actor.userId} AND NOT r.is_repeat
      AND r.mutation_id = ANY(${mutationIds}::uuid[])) AS answered_ids
    FROM devices d WHERE d.id = ${deviceId} FOR UPDATE OF d`;
  const locked = (row: DeviceRow & { readonly answered_ids: readonly string[] }): LockedDevice => ({
    ...checked(actor, deviceId, row),
    answeredIds: new Set(row.answered_ids),
  });
  const found = (await select.execute(batch.db)).rows[0];
  if (found !== undefined) return locked(found);
  await enterDevice(batch, actor, introduction);
  const entered = (await select.execute(batch.db)).rows[0];
  if (entered === undefined) throw new Error('A device that was just entered is not there.');
  return locked(entered);
}

/** @throws FORBIDDEN where a further device would be one too many */
export async function requireRoom(batch: ChangeBatch, actor: PersonActor, deviceId: string): Promise<void> {
  const { count } = await batch.db
    .selectFrom('devices')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', actor.userId)
    .where('id', '!=', deviceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count < MAXIMUM_DEVICES) return;
  throw new HttpFailure('FORBIDDEN', 'You have as many devices as there may be. Ask for an old one to be removed.');
}

export async function enterDevice(
  batch: ChangeBatch,
  actor: PersonActor,
  { deviceId, appVersion, schema }: DeviceIntroduction,
): Promise<void> {
  await requireRoom(batch, actor, deviceId);
  const { numInsertedOrUpdatedRows } = await batch.db
    .insertInto('devices')
    .values({
      id: deviceId,
      user_id: actor.userId,
      name: 'LAIT',
      platform: 'unknown',
      app_version: appVersion,
      schema_version: schema,
      created_at: batch.now,
      last_seen_at: batch.now,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) return;
  batch.audit({
    action: 'device.enter',
    objectType: 'device',
    objectId: deviceId,
    scopeId: null,
    outcome: 'done',
    detail: { appVersion },
  });
}

function checked(actor: PersonActor, deviceId: string, row: DeviceRow): KnownDevice {
  if (row.user_id !== actor.userId) {
    throw new HttpFailure('FORBIDDEN', 'This device belongs to somebody else. Nothing was taken from it.');
  }
  if (row.revoked_at !== null) {
    throw new HttpFailure('FORBIDDEN', 'This device was removed by an administrator. Nothing was taken from it.');
  }
  return { deviceId, lastClientSeq: row.last_client_seq, generation: row.generation };
}
