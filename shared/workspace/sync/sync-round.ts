import {
  type BootstrapReply,
  MAXIMUM_PULL_ROWS,
  MAXIMUM_PUSH_BYTES,
  MAXIMUM_PUSH_MUTATIONS,
  type PullReply,
  type ResetReason,
  type ScopePage,
  SYNC_PROTOCOL,
  SYNC_SCHEMA,
} from '#shared/api/sync.ts';
import { nextPush } from '#shared/sync/push-queue.ts';
import type { Engine } from '../engine.ts';
import { IMPORT_FILE, type ImportFileArgs } from '../intake/import-mutation.ts';
import { type OpenMutation, queuedOf } from '../store/outbox-queue.ts';
import { applyPage } from './apply-page.ts';
import type { LeaseKeeper } from './leases.ts';
import { purgeScope } from './purge.ts';
import { scopeChecksum, unseenRows } from './reload-scope.ts';
import { findScope, grantScope, listScopes, reloadScopes, type ScopeRow } from './scopes.ts';
import { type ScrubState, scrubIfDue } from './scrub.ts';
import { settleAnswers } from './settle-answers.ts';
import { standingSide } from './side-words.ts';
import type { SyncTransport, TransportFailure } from './transport.ts';

export interface RoundContext {
  readonly engine: Engine;
  readonly transport: SyncTransport;
  readonly leases: LeaseKeeper;
  readonly appVersion: string;
  /** How often each scope was fetched anew since the process began, so that a scope that never agrees is left alone. */
  readonly repairs: Map<string, number>;
  /** Pushes in a row that met another of the same device: a lost one still under way, or a copy of this outbox. */
  readonly clashes: { count: number };
  readonly scrub: ScrubState;
  /** After each answer that was stored: the status is another one. */
  onProgress(): void;
  isStopped(): boolean;
}

export type RoundEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: TransportFailure }
  /** The server takes no more work of this version. */
  | { readonly kind: 'upgrade'; readonly minimumClient: string };

/** More than any round needs: a server that keeps resetting must not keep a laptop busy for ever. */
const MAXIMUM_TURNS = 10_000;
const MAXIMUM_REPAIRS = 3;
const MAXIMUM_CLASHES = 4;

interface Purge {
  readonly scope_id: string;
  readonly epoch: number;
  readonly discarded_count: number;
}

const DONE: RoundEnd = { kind: 'done' };
const AGAIN = 'again';
type Step = RoundEnd | typeof AGAIN;

/**
 * One whole round: everything to be sent is sent, everything new is fetched. Each answer is stored before the next
 * question, so that it may be broken off anywhere and goes on from there.
 */
export async function syncRound(context: RoundContext): Promise<RoundEnd> {
  const { engine } = context;
  engine.catchUp();
  engine.overlay.follow();
  let resets = 0;
  for (let turn = 0; turn < MAXIMUM_TURNS; turn += 1) {
    if (context.isStopped()) return { kind: 'stopped' };
    // A server not met yet, or one that was restored, says first where it stands.
    const isMet = engine.outbox.queue.generation() !== null;
    const pushed = isMet ? await pushAll(context) : DONE;
    // A version that may not send may still read.
    if (pushed !== AGAIN && pushed.kind !== 'done' && pushed.kind !== 'upgrade') return pushed;
    const pulled = await pullAll(context);
    if (pulled === AGAIN) {
      resets += 1;
      if (resets > 20) return { kind: 'failed', failure: { kind: 'not_understood' } };
      continue;
    }
    if (pulled.kind !== 'done') return pulled;
    if (pushed !== AGAIN && pushed.kind === 'upgrade') return pushed;
    if (!isMet) continue;
    const uploaded = await uploadAll(context);
    if (uploaded === AGAIN) continue;
    if (uploaded.kind !== 'done') return uploaded;
    if (nothingToSend(engine)) break;
  }
  await tellRead(context);
  engine.outbox.queue.prune();
  engine.cache.run('UPDATE sync_state SET last_sync_at = ?', engine.now());
  return DONE;
}

/** Whether an action's invoice is still to come to the server with its file. */
export function isHeld(engine: Engine, { invoiceIds }: Pick<OpenMutation, 'invoiceIds'>): boolean {
  const imported = importedIn(engine.outbox.queue.open());
  return invoiceIds.some(
    (id) =>
      imported.has(id) ||
      engine.cache.get(
        'SELECT 1 AS own FROM invoice_images JOIN invoice_keys USING (invoice_key) WHERE id = ? AND version = 0',
        id,
      ) !== undefined,
  );
}

const importedBy = new WeakMap<readonly OpenMutation[], ReadonlySet<string>>();

/** Invoices of files that the server has not given back yet. */
function importedIn(open: readonly OpenMutation[]): ReadonlySet<string> {
  const known = importedBy.get(open);
  if (known !== undefined) return known;
  const ids = new Set(
    open.flatMap(({ name, state, invoiceIds }) => (name === IMPORT_FILE && state !== 'parked' ? invoiceIds : [])),
  );
  importedBy.set(open, ids);
  return ids;
}

function nothingToSend(engine: Engine): boolean {
  return queuedOf(engine.outbox.queue.open(), (each) => isHeld(engine, each)).every((each) => each.isHeld);
}

async function pushAll(context: RoundContext): Promise<Step> {
  const { engine, transport } = context;
  const { queue } = engine.outbox;
  let limits = { count: MAXIMUM_PUSH_MUTATIONS, bytes: MAXIMUM_PUSH_BYTES };
  for (;;) {
    if (context.isStopped()) return { kind: 'stopped' };
    const generation = queue.generation();
    if (generation === null) return AGAIN;
    const batch = nextPush(
      queuedOf(queue.open(), (each) => isHeld(engine, each)),
      queue.lastPushSeq(),
      limits,
    );
    if (batch.send.length === 0) return DONE;
    if (batch.marks.length > 0) queue.mark(batch.marks);
    const mutations = queue.toPush(batch.send);
    const sent = await transport.push({
      protocol: SYNC_PROTOCOL,
      schema: SYNC_SCHEMA,
      generation,
      deviceId: queue.deviceId(),
      appVersion: context.appVersion,
      mutations: [...mutations],
    });
    if (!sent.ok) {
      if (sent.failure.kind === 'refused' && sent.failure.code === 'CONFLICT') {
        context.clashes.count += 1;
        if (context.clashes.count < MAXIMUM_CLASHES) {
          return { kind: 'failed', failure: { kind: 'busy', retryAfterMs: null } };
        }
        beginAsNewDevice(engine);
        context.clashes.count = 0;
        continue;
      }
      if (sent.failure.kind !== 'too_large') return { kind: 'failed', failure: sent.failure };
      const [only] = batch.send;
      if (batch.send.length > 1) limits = { count: Math.ceil(batch.send.length / 2), bytes: limits.bytes };
      else if (only !== undefined) giveUp(engine, only);
      continue;
    }
    const reply = sent.value;
    if (reply.kind === 'upgrade') return { kind: 'upgrade', minimumClient: reply.minimumClient };
    if (reply.kind === 'reset') return reset(context, reply.reason, null);
    if (reply.generation !== generation) return reset(context, 'generation_changed', null);
    if (reply.kind === 'gap') {
      if (reply.expected > queue.lastPushSeq()) beginAsNewDevice(engine);
      else reopenFrom(engine, reply.expected);
      continue;
    }
    const isKnown = reply.results.some(({ clientSeq }) => mutations.some((each) => each.clientSeq === clientSeq));
    if (!isKnown) return { kind: 'failed', failure: { kind: 'not_understood' } };
    if (settleAnswers(engine, reply.results) === 'forked') beginAsNewDevice(engine);
    context.clashes.count = 0;
    context.onProgress();
  }
}

/** One action that is larger than the server takes: its number goes out empty, and the person is told. */
function giveUp(engine: Engine, order: number): void {
  const stored = engine.outbox.read(order);
  const mutation = engine.outbox.queue.open().find((each) => each.order === order);
  if (stored === null || mutation === undefined) return;
  engine.outbox.queue.replaceByNothing(order, {
    clientSeq: order,
    kind: 'other',
    code: 'invalid',
    message: 'This action is too large for the server. Do it again in smaller parts.',
    groups: [],
    invoiceId: mutation.invoiceIds[0] ?? null,
    scopeId: mutation.scopeId,
    mine: standingSide(engine, ''),
    at: stored.at,
  });
  engine.overlay.follow();
}

async function pullAll(context: RoundContext): Promise<Step> {
  const { engine, transport, leases } = context;
  const { cache, outbox } = engine;
  for (;;) {
    if (context.isStopped()) return { kind: 'stopped' };
    const generation = outbox.queue.generation();
    const held = listScopes(cache).filter(({ state }) => state === 'ready');
    const purged = purgedToTell(context);
    const asked = leases.read();
    const sent = await transport.pull({
      protocol: SYNC_PROTOCOL,
      schema: SYNC_SCHEMA,
      generation,
      deviceId: outbox.deviceId,
      appVersion: context.appVersion,
      scopes: held.map(({ scope_id: scopeId, epoch, cursor }) => ({ scopeId, epoch, cursor })),
      purged: purged.map((each) => ({
        scopeId: each.scope_id,
        epoch: each.epoch,
        discardedCount: each.discarded_count,
      })),
      limit: MAXIMUM_PULL_ROWS,
    });
    if (!sent.ok) return { kind: 'failed', failure: sent.failure };
    const reply = sent.value;
    if (reply.kind === 'reset') return reset(context, reply.reason, reply.scopeIds);
    if (generation !== null && generation !== reply.generation) return reset(context, 'generation_changed', null);
    for (const { scope_id: scopeId, epoch } of purged) {
      cache.run('DELETE FROM purges WHERE scope_id = ? AND epoch = ?', scopeId, epoch);
    }
    const isSent = storePull(context, reply);
    if (generation === null) outbox.queue.setGeneration(reply.generation);
    leases.contact(reply.serverTime, asked);
    if (leases.relock()) engine.emit({ type: 'statusChanged' });
    context.onProgress();
    const loaded = await loadNext(context);
    if (loaded === AGAIN || loaded.kind !== 'done') return loaded;
    if (!isSent) return AGAIN;
    const isWhole = reply.scopes.every(({ isDone }) => isDone);
    if (isWhole && listScopes(cache).every(({ state }) => state === 'ready')) {
      letGoCovered(context);
      return DONE;
    }
  }
}

/** Withdrawals carried out, of which nothing is left in any page, for the server's audit. */
function purgedToTell({ engine, scrub }: RoundContext): readonly Purge[] {
  scrubIfDue(engine, scrub);
  return scrub.isDue ? [] : engine.cache.all<Purge>('SELECT * FROM purges');
}

function purge({ engine, scrub }: RoundContext, scopeId: string, epoch: number): void {
  scrub.isDue = true;
  purgeScope(engine, scopeId, epoch);
}

/** @returns `false` when the server has forgotten answers it gave: they are sent again first */
function storePull(context: RoundContext, reply: Extract<PullReply, { kind: 'page' }>): boolean {
  const { engine } = context;
  const { cache, outbox } = engine;
  cache.run('UPDATE sync_state SET minimum_client = ?', reply.minimumClient);
  for (const { scopeId, epoch } of reply.revokes) purge(context, scopeId, epoch);
  // A copy that was lost meanwhile lists nothing to be withdrawn; the work kept here still names its matters.
  const held = listScopes(cache).map(({ scope_id: scopeId }) => scopeId);
  const open = new Set([...held, ...reply.grants.map(({ scopeId }) => scopeId)]);
  for (const scopeId of outbox.queue.scopesOfWork()) if (!open.has(scopeId)) purge(context, scopeId, 1);
  scrubIfDue(engine, context.scrub);
  for (const page of reply.scopes) storePage(context, page);
  cache.transaction(() => {
    for (const { scopeId, epoch, priority } of reply.grants) grantScope(cache, scopeId, epoch, priority);
  });
  if (isOtherHistory(engine, reply)) beginAsNewDevice(engine);
  else if (reply.lastClientSeq >= outbox.queue.lastAnswered()) return true;
  else reopenFrom(engine, reply.lastClientSeq + 1);
  return false;
}

function beginAsNewDevice({ outbox, overlay }: Engine): void {
  outbox.queue.beginAsNewDevice();
  overlay.follow();
}

function reopenFrom({ outbox, overlay }: Engine, expected: number): void {
  outbox.queue.reopenFrom(expected);
  overlay.follow();
}

/** The server has numbers of this device that this outbox never gave, or gave to something else. */
function isOtherHistory(
  { outbox }: Engine,
  { lastClientSeq, lastMutationId }: Extract<PullReply, { kind: 'page' }>,
): boolean {
  const ours = outbox.queue.sentAs(lastClientSeq);
  if (ours !== null && lastMutationId !== null && ours !== lastMutationId) return true;
  return lastClientSeq > outbox.queue.lastPushSeq();
}

function storePage(context: RoundContext, page: ScopePage): void {
  const { engine } = context;
  const scope = findScope(engine.cache, page.scopeId);
  // A page for a scope that was withdrawn meanwhile, or not whole yet, is nothing to store.
  if (scope === null || scope.state !== 'ready' || scope.epoch !== page.epoch || page.cursor < scope.cursor) return;
  let held = scope.checksum;
  const applied = applyPage(engine, scope, page.rows, 'feed', true, (checksum) => {
    held = checksum;
    engine.cache.run(
      'UPDATE scopes SET cursor = ?, checksum = ?, lease_until = ?, is_locked = 0 WHERE scope_key = ?',
      page.cursor,
      checksum,
      page.leaseUntil,
      scope.scope_key,
    );
    engine.cache.run(
      'UPDATE invoices SET is_locked = 0 WHERE is_locked = 1 AND invoice_key IN (SELECT invoice_key FROM invoice_keys WHERE scope_key = ?)',
      scope.scope_key,
    );
  });
  tell(context, applied);
  if (page.isDone && page.checksum !== null && page.checksum !== held) repair(context, scope);
}

/** Held and sent do not agree: the scope is fetched anew over what is held, and nobody is asked anything. */
function repair(context: RoundContext, scope: ScopeRow): void {
  const { cache } = context.engine;
  const before = context.repairs.get(scope.scope_id) ?? 0;
  if (before >= MAXIMUM_REPAIRS) return;
  context.repairs.set(scope.scope_id, before + 1);
  cache.transaction(() => {
    reloadScopes(cache, [scope.scope_id]);
    cache.run('UPDATE sync_state SET repair_count = repair_count + 1');
  });
}

/** Fetches what is granted and not whole, the most important scope first. */
async function loadNext(context: RoundContext): Promise<Step> {
  for (;;) {
    const scope = listScopes(context.engine.cache).find(({ state }) => state !== 'ready');
    if (scope === undefined) return DONE;
    const loaded = await loadScope(context, scope);
    if (loaded === AGAIN || loaded.kind !== 'done') return loaded;
  }
}

async function loadScope(context: RoundContext, granted: ScopeRow): Promise<Step> {
  const { engine, transport } = context;
  const { cache, outbox } = engine;
  for (let scope = granted; ; ) {
    if (context.isStopped()) return { kind: 'stopped' };
    const sent = await transport.bootstrap({
      protocol: SYNC_PROTOCOL,
      schema: SYNC_SCHEMA,
      generation: outbox.queue.generation(),
      deviceId: outbox.deviceId,
      scopeId: scope.scope_id,
      epoch: scope.epoch,
      asOf: scope.as_of,
      after: scope.after_table === null ? null : { table: scope.after_table, id: scope.after_id ?? '' },
      limit: MAXIMUM_PULL_ROWS,
    });
    if (!sent.ok) return { kind: 'failed', failure: sent.failure };
    const reply = sent.value;
    if (reply.kind === 'revoked') {
      purge(context, scope.scope_id, scope.epoch);
      scrubIfDue(engine, context.scrub);
      return DONE;
    }
    if (reply.kind === 'reset') return reset(context, reply.reason, [scope.scope_id]);
    if (reply.generation !== outbox.queue.generation()) {
      return reset(context, 'generation_changed', null);
    }
    storeBootstrap(context, scope, reply);
    context.onProgress();
    const next = findScope(cache, scope.scope_id);
    if (next === null || next.state === 'ready') return DONE;
    scope = next;
  }
}

function storeBootstrap(
  context: RoundContext,
  scope: ScopeRow,
  reply: Extract<BootstrapReply, { kind: 'page' }>,
): void {
  const { engine } = context;
  const { cache } = engine;
  const isReload = scope.is_reload === 1;
  const isLast = reply.next === null;
  const place = (checksum: string, state: 'loading' | 'ready') =>
    cache.run(
      `UPDATE scopes SET epoch = ?, state = ?, as_of = ?, cursor = CASE ? WHEN 'ready' THEN ? ELSE cursor END, after_table = ?,
        after_id = ?, checksum = ?, lease_until = ?, is_reload = CASE ? WHEN 'ready' THEN 0 ELSE is_reload END, is_locked = 0
        WHERE scope_key = ?`,
      reply.epoch,
      state,
      reply.asOf,
      state,
      reply.asOf,
      reply.next?.table ?? null,
      reply.next?.id ?? null,
      checksum,
      reply.leaseUntil,
      state,
      scope.scope_key,
    );
  const mode = isReload ? 'reload' : 'fresh';
  const applied = applyPage(engine, scope, reply.rows, mode, isLast, (checksum) =>
    place(checksum, isLast && !isReload ? 'ready' : 'loading'),
  );
  tell(context, applied);
  if (!isLast || !isReload) return;
  const current = findScope(cache, scope.scope_id);
  if (current === null) return;
  const swept = applyPage(engine, current, unseenRows(cache, current), 'reload', true, () => {
    place(scopeChecksum(cache, current), 'ready');
    cache.run('DELETE FROM reload_seen WHERE scope_key = ?', scope.scope_key);
  });
  tell(context, swept);
}

function tell({ engine }: RoundContext, applied: ReturnType<typeof applyPage>): void {
  finishImports(engine);
  if (applied.invoiceIds.length > 0) engine.emit({ type: 'changed', invoiceIds: applied.invoiceIds });
  if (applied.hasNotifications) engine.emit({ type: 'syncChanged' });
}

/** An import whose invoices have all come back from the server is the server's. */
function finishImports(engine: Engine): void {
  const done = engine.outbox.queue
    .open()
    .filter(
      ({ name, invoiceIds, state }) => name === IMPORT_FILE && state === 'acknowledged' && isBack(engine, invoiceIds),
    );
  engine.outbox.queue.letGo(done.map(({ order }) => order));
}

function isBack(engine: Engine, invoiceIds: readonly string[]): boolean {
  return invoiceIds.every(
    (id) =>
      engine.cache.get(
        'SELECT 1 AS held FROM invoice_images JOIN invoice_keys USING (invoice_key) WHERE id = ? AND version > 0',
        id,
      ) !== undefined,
  );
}

/** What the image shows by now leaves the overlay for good; all of it was answered before the pull that just ended. */
function letGoCovered({ engine }: RoundContext): void {
  const { cache, overlay, outbox } = engine;
  const covered = overlay.covered(true);
  if (covered.length === 0) return;
  const ids = JSON.stringify([...new Set(covered.flatMap(({ invoiceIds }) => invoiceIds))]);
  cache.transaction(() => {
    const keys = cache.all<{ invoice_key: number }>(
      'SELECT invoice_key FROM invoice_keys WHERE id IN (SELECT value FROM json_each(?))',
      ids,
    );
    overlay.rebase(
      keys.map(({ invoice_key: key }) => key),
      () => [],
      true,
    );
  });
  outbox.queue.letGo(covered.map(({ order }) => order));
  const invoiceIds = JSON.parse(ids) as string[];
  for (const invoiceId of invoiceIds) engine.views.forget(invoiceId, 'everything');
  engine.emit({ type: 'changed', invoiceIds });
}

function reset(context: RoundContext, reason: ResetReason, scopeIds: readonly string[] | null): Step {
  const { cache, outbox } = context.engine;
  if (reason === 'schema_unsupported') return { kind: 'upgrade', minimumClient: '' };
  if (reason !== 'generation_changed') {
    cache.transaction(() => reloadScopes(cache, scopeIds));
    return AGAIN;
  }
  cache.transaction(() => {
    reloadScopes(cache, null);
    const all = cache.all<{ invoice_key: number }>('SELECT invoice_key FROM invoice_keys');
    // What was answered counts by numbers of the old history: until the new one is here it lies on top.
    context.engine.overlay.rebase(
      all.map(({ invoice_key: key }) => key),
      () => [],
    );
  });
  outbox.queue.forgetServer();
  return AGAIN;
}

/** Sends the bytes of imports, one after another. @returns `again` when something held may go now */
async function uploadAll(context: RoundContext): Promise<Step> {
  const { engine, transport } = context;
  const { outbox } = engine;
  const waiting = outbox.queue.open().filter(({ name, state }) => name === IMPORT_FILE && state === 'pending');
  for (const mutation of waiting) {
    if (context.isStopped()) return { kind: 'stopped' };
    const stored = outbox.read(mutation.order);
    const args = stored?.args as ImportFileArgs | undefined;
    const blob = args === undefined ? null : outbox.readBlob(args.sha256);
    if (stored === null || args === undefined || blob === null) {
      parkImport(engine, mutation, 'The bytes of this file are no longer on this device.');
      continue;
    }
    const sent = await transport.uploadInvoice(blob.bytes, args.name, mutation.mutationId);
    if (sent.ok) {
      outbox.queue.acknowledgeImport(mutation.order);
      finishImports(engine);
      context.onProgress();
      continue;
    }
    const { failure } = sent;
    if (failure.kind === 'too_large') parkImport(engine, mutation, 'The server does not take a file of this size.');
    else if (failure.kind === 'refused' || failure.kind === 'forbidden') {
      parkImport(engine, mutation, 'The server does not take this file. It is kept on this device.');
    } else return { kind: 'failed', failure };
  }
  return DONE;
}

function parkImport(engine: Engine, mutation: OpenMutation, message: string): void {
  const stored = engine.outbox.read(mutation.order);
  engine.outbox.queue.parkImport(mutation.order, {
    clientSeq: mutation.order,
    kind: 'file',
    code: 'file',
    message,
    groups: [],
    invoiceId: mutation.invoiceIds[0] ?? null,
    scopeId: null,
    mine: { ...standingSide(engine, ''), text: (stored?.args as ImportFileArgs | undefined)?.name ?? 'File' },
    at: stored?.at ?? engine.now(),
  });
}

async function tellRead({ engine, transport }: RoundContext): Promise<void> {
  const ids = engine.cache
    .all<{ id: string }>('SELECT id FROM notifications WHERE is_read = 1 AND is_read_told = 0 LIMIT 1000')
    .map(({ id }) => id);
  if (ids.length === 0) return;
  const told = await transport.markRead(ids);
  if (!told.ok) return;
  engine.cache.run(
    'UPDATE notifications SET is_read_told = 1 WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  );
}
