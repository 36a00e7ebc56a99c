import type { Transaction } from 'kysely';
import {
  type BootstrapReply,
  type BootstrapRequest,
  type RowImage,
  SYNC_PROTOCOL,
  SYNC_SCHEMA,
} from '#shared/api/sync.ts';
import { SYNCED_TABLES, type SyncedTable } from '#shared/sync/synced-row.ts';
import type { PersonActor } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import { visibleScopes } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { enterDevice, findDevice, type KnownDevice } from './devices.ts';
import { feedPosition } from './feed-position.ts';
import { leaseUntil } from './pull.ts';
import { imagesAfter, isRowId } from './read-images.ts';
import { withChanges } from './with-changes.ts';

/**
 * One page of a scope as it stands, by table and key, resumable after any row. Pages are read one after the
 * other while others write: what changed after the first page comes with the feed from `asOf`.
 */
export async function bootstrap(
  context: ServerContext,
  actor: PersonActor,
  request: BootstrapRequest,
): Promise<BootstrapReply> {
  const reply = await readAs(context, actor, async (db) => {
    const device = await findDevice(db, actor, request.deviceId);
    return device === null ? null : pageFor(context, actor, request, device, db);
  });
  if (reply !== null) {
    if (reply.kind === 'page' && request.after === null) await noteFetch(context, actor, request, reply.epoch);
    return reply;
  }
  const introduction = { deviceId: request.deviceId, appVersion: '', schema: request.schema };
  await withChanges(context, actor, (batch) => enterDevice(batch, actor, introduction));
  return bootstrap(context, actor, request);
}

/** The audit keeps which device was given which matter, as it keeps what was purged: the two say who held it when. */
async function noteFetch(
  context: ServerContext,
  actor: PersonActor,
  { deviceId, scopeId }: BootstrapRequest,
  epoch: number,
): Promise<void> {
  if (!scopeId.startsWith('matter:')) return;
  await withChanges(context, actor, async (batch) => {
    batch.audit({
      action: 'sync.fetched',
      objectType: 'device',
      objectId: deviceId,
      scopeId,
      outcome: 'done',
      detail: { epoch },
    });
  });
}

async function pageFor(
  { clock, config }: ServerContext,
  actor: PersonActor,
  request: BootstrapRequest,
  { generation }: KnownDevice,
  db: Transaction<Database>,
): Promise<BootstrapReply> {
  const reset = (reason: Extract<BootstrapReply, { kind: 'reset' }>['reason']) =>
    ({ kind: 'reset', generation, reason }) as const;
  if (request.generation !== null && request.generation !== generation) return reset('generation_changed');
  if (request.schema > SYNC_SCHEMA || request.protocol > SYNC_PROTOCOL) return reset('schema_unsupported');
  const scopes = await visibleScopes(db, actor.userId);
  const epoch = scopes.find(({ scopeId }) => scopeId === request.scopeId)?.epoch;
  if (epoch === undefined) return { kind: 'revoked', generation };
  if (epoch !== request.epoch) return reset('scope_epoch_changed');
  const { high, horizon } = await feedPosition(db);
  const asOf = request.asOf ?? high;
  if (asOf < horizon) return reset('cursor_expired');
  const { rows, next } = await rowsAfter(db, request.scopeId, request.after, request.limit);
  return { kind: 'page', generation, epoch, asOf, rows, next, leaseUntil: leaseUntil(clock.nowMs(), config) };
}

async function rowsAfter(
  db: Transaction<Database>,
  scopeId: string,
  after: BootstrapRequest['after'],
  limit: number,
): Promise<{ readonly rows: readonly RowImage[]; readonly next: BootstrapRequest['after'] }> {
  const tables = tablesOf(scopeId);
  const begin = after === null ? 0 : (tables as readonly string[]).indexOf(after.table);
  const rows: RowImage[] = [];
  for (const [index, table] of tables.entries()) {
    if (index < begin) continue;
    const from = index === begin && after !== null ? after.id : null;
    if (begin === -1 || (from !== null && !isRowId(table, from))) {
      throw new HttpFailure('BAD_REQUEST', 'The page to go on from is none of this scope.');
    }
    // One more than fits tells whether there is more.
    rows.push(...(await imagesAfter(db, table, scopeId, from, limit + 1 - rows.length)));
    if (rows.length > limit) break;
  }
  const last = rows[limit - 1];
  return { rows: rows.slice(0, limit), next: rows.length > limit && last !== undefined ? idOf(last) : null };
}

function idOf({ table, id }: RowImage) {
  return { table, id };
}

/** Which tables have rows in a scope of this kind. */
function tablesOf(scopeId: string): readonly SyncedTable[] {
  if (scopeId === 'firm') return ['person', 'guideline'];
  if (scopeId.startsWith('user:')) return ['notification'];
  return SYNCED_TABLES.filter((table) => table !== 'person' && table !== 'guideline' && table !== 'notification');
}
