import type {
  BootstrapReply,
  BootstrapRequest,
  MutationResult,
  PullReply,
  PullRequest,
  PushedMutation,
  PushReply,
  PushRequest,
  RowImage,
  ScopePage,
} from '#shared/api/sync.ts';
import { SYNC_SCHEMA } from '#shared/api/sync.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import type { Author } from '#shared/review/author.ts';
import { checksumHex } from '../checksum.ts';
import { judgeMutation } from '../judge-mutation.ts';
import { type ModelAccess, modelAccess } from './model-access.ts';
import { type ModelRecord, modelRecord } from './model-record.ts';
import { byTableAndId, modelRows } from './model-rows.ts';

export interface ModelUser extends Author {
  readonly displayName: string;
}

export interface ModelDevice {
  readonly deviceId: string;
  readonly userId: string;
}

/** Everything a backup holds. */
interface State {
  readonly record: ModelRecord;
  readonly access: ModelAccess;
  readonly lastSeq: Map<string, number>;
  readonly results: Map<string, MutationResult>;
  /** Every mutation ever answered, by its own id, which no second number can make another of. */
  readonly mutationIds: Map<string, MutationResult>;
  readonly uploads: Set<string>;
}

export interface ModelServerOptions {
  readonly users: readonly ModelUser[];
  newId(): string;
  nowMs(): number;
  readonly leaseMs: number;
  /** Reads a file as the server's worker does. */
  readFile(bytes: Uint8Array, name: string): { readonly sha256: string; readonly invoices: readonly Invoice[] };
  /** The scope an invoice belongs to. */
  scopeOfInvoice(invoice: Invoice): string;
}

/**
 * A server in memory that keeps the law of `shared/sync/README.md`: the real judge, a feed in commit order, epochs,
 * generations, stored results. One call is one transaction.
 */
export interface ModelServer {
  push(device: ModelDevice, request: PushRequest): PushReply;
  pull(device: ModelDevice, request: PullRequest): PullReply;
  bootstrap(device: ModelDevice, request: BootstrapRequest): BootstrapReply;
  upload(device: ModelDevice, bytes: Uint8Array, name: string, idempotencyKey: string): void;
  raiseWall(userId: string, scopeId: string): void;
  lowerWall(userId: string, scopeId: string): void;
  /** @returns a way back to this moment, under a new generation */
  backUp(): () => void;
  /** Cursors below this moment are answered with a reset from now on. */
  expireCursors(): void;
  /** Versions below may not push. */
  requireClient(version: string): void;
  setSchema(schema: number): void;
  notify(userId: string, type: string): void;
  markRead(userId: string, notificationIds: readonly string[]): void;
  readonly generation: string;
  readonly schema: number;
  /** Every mutation that was ever answered, in this history. */
  readonly mutationIds: ReadonlyMap<string, MutationResult>;
  readonly record: ModelRecord;
  readonly access: ModelAccess;
  /** Results of every mutation ever answered under this generation's history, by `deviceId/clientSeq`. */
  readonly results: ReadonlyMap<string, MutationResult>;
  /** `mutationId` -> how often its effects were written; more than once breaks I2. */
  readonly effects: ReadonlyMap<string, number>;
  readonly purges: readonly { readonly deviceId: string; readonly scopeId: string; readonly epoch: number }[];
}

export function modelServer(options: ModelServerOptions): ModelServer {
  let state: State = {
    record: modelRecord(modelRows(), options.newId),
    access: modelAccess(),
    lastSeq: new Map(),
    results: new Map(),
    mutationIds: new Map(),
    uploads: new Set(),
  };
  let generation = options.newId();
  let horizon = 0;
  let minimumClient = '0.1.0';
  let schema = SYNC_SCHEMA;
  let effects = new Map<string, number>();
  const purges: { deviceId: string; scopeId: string; epoch: number }[] = [];
  for (const { userId, displayName } of options.users) {
    state.record.rows.put('firm', 'person', userId, { displayName });
    state.access.grant(userId, 'firm');
    state.access.grant(userId, `user:${userId}`);
  }

  return {
    push(device, request) {
      if (request.generation !== generation) return { kind: 'reset', generation, reason: 'generation_changed' };
      if (request.schema > schema) return { kind: 'reset', generation, reason: 'schema_unsupported' };
      const results: MutationResult[] = [];
      for (const pushed of request.mutations) {
        const last = state.lastSeq.get(device.deviceId) ?? 0;
        if (pushed.clientSeq > last + 1) {
          if (results.length > 0) break;
          return { kind: 'gap', generation, expected: last + 1 };
        }
        results.push(pushed.clientSeq <= last ? storedResult(device, pushed) : judged(device, pushed));
      }
      return { kind: 'results', generation, results };
    },
    pull(device, request) {
      for (const each of request.purged) purges.push({ deviceId: device.deviceId, ...each });
      const reset = resetOf(request);
      if (reset !== null) return reset;
      const held = new Map(request.scopes.map((each) => [each.scopeId, each]));
      const mine = state.access.scopesOf(device.userId);
      const leaseUntil = isoOf(options.nowMs() + options.leaseMs);
      const scopes: ScopePage[] = [];
      let left = request.limit;
      for (const { scopeId, epoch, cursor } of request.scopes) {
        if (mine.get(scopeId) !== epoch) continue;
        const changed = state.record.rows.changedSince(scopeId, cursor);
        const taken = changed.slice(0, left);
        left -= taken.length;
        const isDone = taken.length === changed.length;
        scopes.push({
          scopeId,
          epoch,
          rows: taken.map(imageOf),
          cursor: isDone ? Math.max(cursor, state.record.rows.seq) : (taken.at(-1)?.seq ?? cursor),
          isDone,
          checksum: isDone ? checksumHex(state.record.rows.checksum(scopeId)) : null,
          leaseUntil,
        });
      }
      return {
        kind: 'page',
        generation,
        serverTime: isoOf(options.nowMs()),
        scopes,
        grants: [...mine]
          .filter(([scopeId, epoch]) => held.get(scopeId)?.epoch !== epoch)
          .map(([scopeId, epoch]) => ({ scopeId, epoch, priority: priorityOf(scopeId) })),
        revokes: request.scopes
          .filter(({ scopeId, epoch }) => mine.get(scopeId) !== epoch)
          .map(({ scopeId, epoch }) => ({ scopeId, epoch })),
        minimumClient,
        lastClientSeq: state.lastSeq.get(device.deviceId) ?? 0,
        lastMutationId: lastAnswerTo(device)?.mutationId ?? null,
      };
    },
    bootstrap(device, request) {
      if (request.generation !== null && request.generation !== generation) {
        return { kind: 'reset', generation, reason: 'generation_changed' };
      }
      if (request.schema > schema) return { kind: 'reset', generation, reason: 'schema_unsupported' };
      const epoch = state.access.scopesOf(device.userId).get(request.scopeId);
      if (epoch === undefined) return { kind: 'revoked', generation };
      if (epoch !== request.epoch) return { kind: 'reset', generation, reason: 'scope_epoch_changed' };
      const asOf = request.asOf ?? state.record.rows.seq;
      if (asOf < horizon) return { kind: 'reset', generation, reason: 'cursor_expired' };
      const { after } = request;
      const rest = state.record.rows
        .standing(request.scopeId)
        // Sound: only compared with rows of the model.
        .filter((row) => after === null || byTableAndId(after as never, row) < 0);
      const rows = rest.slice(0, request.limit);
      const last = rows.at(-1);
      const next = rows.length < rest.length && last !== undefined ? { table: last.table, id: last.id } : null;
      const leaseUntil = isoOf(options.nowMs() + options.leaseMs);
      return { kind: 'page', generation, epoch, asOf, rows: rows.map(imageOf), next, leaseUntil };
    },
    upload(device, bytes, name, idempotencyKey) {
      const key = `${device.userId}/${idempotencyKey}`;
      if (state.uploads.has(key)) return;
      state.uploads.add(key);
      const read = options.readFile(bytes, name);
      for (const invoice of read.invoices) {
        const scopeId = options.scopeOfInvoice(invoice);
        ensureMatter(scopeId);
        state.record.addInvoice(scopeId, invoice, { sha256: read.sha256, name }, isoOf(options.nowMs()));
      }
    },
    raiseWall: (userId, scopeId) => state.access.revoke(userId, scopeId),
    lowerWall(userId, scopeId) {
      ensureMatter(scopeId);
      state.access.grant(userId, scopeId);
    },
    backUp() {
      const saved = copyOf(state);
      const savedEffects = new Map(effects);
      return () => {
        state = copyOf(saved);
        effects = new Map(savedEffects);
        generation = options.newId();
        horizon = 0;
      };
    },
    expireCursors() {
      horizon = state.record.rows.seq;
    },
    requireClient(version) {
      minimumClient = version;
    },
    setSchema(next) {
      schema = next;
    },
    notify(userId, type) {
      const at = isoOf(options.nowMs());
      const body = { type, at, scopeId: null, subjectId: null, data: {}, readAt: null };
      state.record.rows.put(`user:${userId}`, 'notification', options.newId(), body);
    },
    markRead(userId, notificationIds) {
      for (const id of notificationIds) {
        const body = state.record.rows.body('notification', id);
        const isMine = state.record.rows.standing(`user:${userId}`).some((row) => row.id === id);
        if (body === null || !isMine || body.readAt !== null) continue;
        state.record.rows.put(`user:${userId}`, 'notification', id, { ...body, readAt: isoOf(options.nowMs()) });
      }
    },
    get generation() {
      return generation;
    },
    get schema() {
      return schema;
    },
    get mutationIds() {
      return state.mutationIds;
    },
    get record() {
      return state.record;
    },
    get access() {
      return state.access;
    },
    get results() {
      return state.results;
    },
    get effects() {
      return effects;
    },
    purges,
  };

  function judged(device: ModelDevice, pushed: PushedMutation): MutationResult {
    const author = options.users.find(({ userId }) => userId === device.userId);
    if (author === undefined) throw new Error('The model knows no such user.');
    const { record, access } = state;
    const known = state.mutationIds.get(pushed.mutationId);
    // A device that had to begin anew sends under new numbers what an old number had done already.
    if (known !== undefined) return keep(device, { ...known, clientSeq: pushed.clientSeq });
    const mine = access.scopesOf(device.userId);
    const meta = {
      clientSeq: pushed.clientSeq,
      at: isoOf(options.nowMs()),
      author: { userId: author.userId, role: author.role },
      deviceId: device.deviceId,
    };
    const judgement = judgeMutation(
      pushed,
      meta,
      record.facts((scopeId) => mine.has(scopeId)),
      (clientSeq) => state.results.get(`${device.deviceId}/${clientSeq}`)?.groups ?? null,
    );
    const before = record.rows.seq;
    record.write(judgement.changes, meta);
    const isWritten = record.rows.seq > before;
    if (judgement.changes.length > 0) {
      effects.set(pushed.mutationId, (effects.get(pushed.mutationId) ?? 0) + 1);
    }
    const { outcome, code, message, groups } = judgement;
    const result: MutationResult = {
      clientSeq: pushed.clientSeq,
      mutationId: pushed.mutationId,
      outcome,
      code,
      message,
      appliedSeq: isWritten ? record.rows.seq : null,
      groups,
    };
    return keep(device, result);
  }

  function keep(device: ModelDevice, result: MutationResult): MutationResult {
    state.results.set(`${device.deviceId}/${result.clientSeq}`, result);
    state.mutationIds.set(result.mutationId, result);
    state.lastSeq.set(device.deviceId, result.clientSeq);
    return result;
  }

  function storedResult(device: ModelDevice, pushed: PushedMutation): MutationResult {
    const stored = state.results.get(`${device.deviceId}/${pushed.clientSeq}`);
    if (stored === undefined) throw new Error('The model has lost a result.');
    return stored;
  }

  function lastAnswerTo({ deviceId }: ModelDevice): MutationResult | null {
    return state.results.get(`${deviceId}/${state.lastSeq.get(deviceId) ?? 0}`) ?? null;
  }

  function resetOf(request: PullRequest): Extract<PullReply, { kind: 'reset' }> | null {
    if (request.schema > schema) return { kind: 'reset', generation, reason: 'schema_unsupported', scopeIds: null };
    if (request.generation !== null && request.generation !== generation) {
      return { kind: 'reset', generation, reason: 'generation_changed', scopeIds: null };
    }
    const expired = request.scopes.filter(({ cursor }) => cursor < horizon).map(({ scopeId }) => scopeId);
    if (expired.length > 0) return { kind: 'reset', generation, reason: 'cursor_expired', scopeIds: expired };
    return null;
  }

  function ensureMatter(scopeId: string): void {
    const id = scopeId.slice('matter:'.length);
    if (!scopeId.startsWith('matter:') || state.record.rows.version('matter', id) > 0) return;
    state.record.rows.put(scopeId, 'matter', id, {
      clientNumber: '00711',
      clientName: 'Client',
      matterNumber: id.slice(-4),
      matterName: 'Matter',
      guidelineName: null,
      isClosed: false,
    });
  }
}

function copyOf(state: State): State {
  return {
    record: state.record.copy(),
    access: state.access.copy(),
    lastSeq: new Map(state.lastSeq),
    results: new Map(state.results),
    mutationIds: new Map(state.mutationIds),
    uploads: new Set(state.uploads),
  };
}

function imageOf({ table, id, version, body }: RowImage): RowImage {
  // What travels is text: neither side ever holds the other's objects.
  return { table, id, version, body: body === null ? null : JSON.parse(JSON.stringify(body)) };
}

function priorityOf(scopeId: string): number {
  if (scopeId.startsWith('user:')) return 0;
  return scopeId === 'firm' ? 1 : 2;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
