import { sql, type Transaction } from 'kysely';
import { type PullReply, type PullRequest, type ScopePage, SYNC_PROTOCOL, SYNC_SCHEMA } from '#shared/api/sync.ts';
import { checksumHex } from '#shared/sync/checksum.ts';
import type { PersonActor } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import { visibleScopes } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { recentMinimumClientOf } from '../updates/minimum-client.ts';
import { type ChangedRow, changedRows } from './changed-rows.ts';
import { enterDevice, findDevice, type SeenDevice } from './devices.ts';
import { type FeedPosition, feedPosition } from './feed-position.ts';
import { scopePriorities } from './scope-priorities.ts';
import { withChanges } from './with-changes.ts';

/** A device is said to be seen at most this often: a pull a minute is no write a minute. */
const SEEN_EVERY_MS = 60_000;

/**
 * What has changed in the scopes a device holds, read in one snapshot in which the walls are as they are now.
 * Reading only, but for the acknowledgement of what was purged and the device's own row.
 */
export async function pull(context: ServerContext, actor: PersonActor, request: PullRequest): Promise<PullReply> {
  if (request.purged.length > 0) await acknowledgePurges(context, actor, request);
  // Before the transaction: one pull never waits for a second connection.
  const minimumClient = await recentMinimumClientOf(context);
  const reply = await readAs(context, actor, async (db) => {
    const device = await findDevice(db, actor, request.deviceId);
    return device === null ? null : pageFor({ ...context, minimumClient }, actor, request, device, db);
  });
  if (reply !== null) {
    await markSeen(context, actor, request);
    return reply;
  }
  const { deviceId, appVersion, schema } = request;
  await withChanges(context, actor, (batch) => enterDevice(batch, actor, { deviceId, appVersion, schema }));
  return pull(context, actor, { ...request, purged: [] });
}

async function pageFor(
  { clock, config, minimumClient }: ServerContext & { readonly minimumClient: string },
  actor: PersonActor,
  request: PullRequest,
  { generation, lastClientSeq, lastMutationId }: SeenDevice,
  db: Transaction<Database>,
): Promise<PullReply> {
  const reset = (reason: Extract<PullReply, { kind: 'reset' }>['reason'], scopeIds: readonly string[] | null = null) =>
    ({ kind: 'reset', generation, reason, scopeIds }) as const;
  if (request.schema > SYNC_SCHEMA || request.protocol > SYNC_PROTOCOL) return reset('schema_unsupported');
  if (request.generation !== null && request.generation !== generation) return reset('generation_changed');
  const position = await feedPosition(db);
  const visible = new Map((await visibleScopes(db, actor.userId)).map(({ scopeId, epoch }) => [scopeId, epoch]));
  const held = request.scopes.filter(({ scopeId, epoch }) => visible.get(scopeId) === epoch);
  const expired = held.filter(({ cursor }) => cursor < position.horizon).map(({ scopeId }) => scopeId);
  if (expired.length > 0) return reset('cursor_expired', expired);
  const nowMs = clock.nowMs();
  const heldEpochs = new Map(request.scopes.map(({ scopeId, epoch }) => [scopeId, epoch]));
  const granted = [...visible].filter(([scopeId, epoch]) => heldEpochs.get(scopeId) !== epoch);
  const priorities = await scopePriorities(
    db,
    granted.map(([scopeId]) => scopeId),
  );
  return {
    kind: 'page',
    generation,
    serverTime: new Date(nowMs).toISOString(),
    scopes: await scopePages(db, held, position, request.limit, leaseUntil(nowMs, config)),
    grants: granted.map(([scopeId, epoch]) => ({ scopeId, epoch, priority: priorities.get(scopeId) ?? 0 })),
    revokes: request.scopes
      .filter(({ scopeId, epoch }) => visible.get(scopeId) !== epoch)
      .map(({ scopeId, epoch }) => ({ scopeId, epoch })),
    minimumClient,
    lastClientSeq,
    lastMutationId,
  };
}

export function leaseUntil(nowMs: number, { sync }: Pick<ServerContext['config'], 'sync'>): string {
  return new Date(nowMs + sync.leaseSeconds * 1000).toISOString();
}

async function scopePages(
  db: Transaction<Database>,
  held: PullRequest['scopes'],
  { high }: FeedPosition,
  limit: number,
  until: string,
): Promise<readonly ScopePage[]> {
  const behind = held.filter(({ cursor }) => cursor < high);
  // One more than fits tells whether there is more.
  const changed = await changedRows(db, behind, limit + 1);
  const overflow = changed.length > limit ? changed[limit] : undefined;
  const byScope = new Map<string, ChangedRow[]>();
  for (const row of changed.slice(0, limit)) {
    const rows = byScope.get(row.scopeId) ?? [];
    byScope.set(row.scopeId, rows);
    rows.push(row);
  }
  const cutAt = overflow === undefined ? held.length : held.findIndex(({ scopeId }) => scopeId === overflow.scopeId);
  const isDone = (index: number, cursor: number) => index < cutAt || cursor >= high;
  const doneIds = held.filter(({ cursor }, index) => isDone(index, cursor)).map(({ scopeId }) => scopeId);
  const checksums = await checksumsOf(db, doneIds);
  return held.map(({ scopeId, epoch, cursor }, index): ScopePage => {
    const rows = byScope.get(scopeId) ?? [];
    const done = isDone(index, cursor);
    return {
      scopeId,
      epoch,
      rows: rows.map(({ table, id, version, body }) => ({ table, id, version, body })),
      cursor: done ? Math.max(cursor, high) : (rows.at(-1)?.seq ?? cursor),
      isDone: done,
      checksum: done ? (checksums.get(scopeId) ?? checksumHex(0n)) : null,
      leaseUntil: until,
    };
  });
}

async function checksumsOf(
  db: Transaction<Database>,
  scopeIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (scopeIds.length === 0) return new Map();
  const { rows } = await sql<{ scope_id: string; checksum: string }>`
    SELECT scope_id, checksum::text AS checksum FROM scope_checksum WHERE scope_id = ANY(${scopeIds}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ scope_id, checksum }) => [scope_id, checksumHex(BigInt(checksum))]));
}

/** The audit keeps that a device has let go of what it may no longer hold. */
async function acknowledgePurges(context: ServerContext, actor: PersonActor, request: PullRequest): Promise<void> {
  await withChanges(context, actor, async (batch) => {
    if ((await findDevice(batch.db, actor, request.deviceId)) === null) return;
    for (const { scope_id: scopeId, epoch, discarded_count: discardedCount } of await lostOf(
      batch.db,
      actor,
      request,
    )) {
      batch.audit({
        action: 'sync.purged',
        objectType: 'device',
        objectId: request.deviceId,
        scopeId,
        outcome: 'done',
        detail: { epoch, discardedCount },
      });
    }
  });
}

interface LostScope {
  readonly scope_id: string;
  readonly epoch: number;
  readonly discarded_count: number;
}

/** Of what was purged, what was this person's and is not any more: a log that only grows takes nothing made up. */
async function lostOf(
  db: Transaction<Database>,
  { userId }: PersonActor,
  { purged }: PullRequest,
): Promise<readonly LostScope[]> {
  const { rows } = await sql<LostScope>`
    SELECT DISTINCT ON (p.scope_id, p.epoch) p.scope_id, p.epoch, p.discarded_count
    FROM unnest(${purged.map(({ scopeId }) => scopeId)}::text[], ${purged.map(({ epoch }) => epoch)}::bigint[],
      ${purged.map(({ discardedCount }) => discardedCount)}::bigint[]) AS p (scope_id, epoch, discarded_count)
    JOIN scope_access a ON a.user_id = ${userId} AND a.scope_id = p.scope_id
    WHERE p.epoch < a.epoch OR (p.epoch = a.epoch AND a.revoked_at IS NOT NULL)
    ORDER BY p.scope_id, p.epoch`.execute(db);
  return rows;
}

async function markSeen(
  { database, clock }: ServerContext,
  actor: PersonActor,
  { deviceId, appVersion, schema }: PullRequest,
): Promise<void> {
  const now = new Date(clock.nowMs());
  await database
    .updateTable('devices')
    .set({ last_seen_at: now, app_version: appVersion, schema_version: schema })
    .where('id', '=', deviceId)
    .where('user_id', '=', actor.userId)
    .where('last_seen_at', '<', new Date(now.getTime() - SEEN_EVERY_MS))
    .execute();
}
