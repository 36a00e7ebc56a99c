import { uuidV7 } from '#shared/domain/ids.ts';
import type { Author } from '#shared/review/author.ts';
import type { StoredBase } from '#shared/sync/push-queue.ts';
import type { SqliteDatabase } from '../sqlite-driver.ts';
import type { WorkspaceEnvironment } from '../workspace-environment.ts';
import { migrate } from './migrate.ts';
import { OUTBOX_MIGRATIONS } from './outbox-migrations.ts';
import { type OutboxQueue, outboxQueue } from './outbox-queue.ts';
import { type PreparedSql, preparedSqlOf } from './prepared-sql.ts';

/** One user action as it will be replayed, and pushed. `args` is JSON-like data. */
export interface StoredMutation {
  /** Its place on this device: from 1; gaps where work was thrown away. */
  readonly clientSeq: number;
  readonly mutationId: string;
  readonly name: string;
  readonly argVersion: number;
  readonly args: unknown;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly deviceId: string;
  /** Who did it; `null` for what was done before there was a server. */
  readonly author: Author | null;
}

export interface NewMutation {
  readonly name: string;
  readonly argVersion: number;
  readonly args: unknown;
  readonly author: Author | null;
  readonly isAtomic: boolean;
  /** What the person saw of every versioned group it writes. */
  readonly base: Readonly<Record<string, StoredBase>>;
  readonly invoiceIds: readonly string[];
  readonly scopeId: string | null;
}

export interface NewBlob {
  readonly sha256: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `outbox.db`: append-only until a server has acknowledged. An `append` that returns is on the disk. */
export interface Outbox {
  readonly deviceId: string;
  /** Tells this outbox from any other, so that a cache of another one is not trusted. */
  readonly outboxId: string;
  lastSeq(): number;
  append(mutation: NewMutation, at: string, blob?: NewBlob): StoredMutation;
  read(clientSeq: number): StoredMutation | null;
  /** What a cache replays: everything the server's image does not hold, and what is parked; in order. */
  readAfter(clientSeq: number, limit: number): readonly StoredMutation[];
  readBlob(sha256: string): NewBlob | null;
  /** What is to be sent, what was answered, what waits for the person. */
  readonly queue: OutboxQueue;
  readonly sql: PreparedSql;
  close(): void;
}

const PART_BYTES = 1024 * 1024;

interface MutationRow {
  readonly client_seq: number;
  readonly mutation_id: string;
  readonly name: string;
  readonly arg_version: number;
  readonly args: string;
  readonly at: string;
  readonly device_id: string;
  readonly author: string | null;
}

const SELECT_MUTATION = 'SELECT client_seq, mutation_id, name, arg_version, args, at, device_id, author FROM mutation';
const INSERT_MUTATION = `INSERT INTO mutation (client_seq, mutation_id, name, arg_version, args, base, at, device_id, author,
  is_atomic, invoice_ids, scope_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export function openOutbox(database: SqliteDatabase, environment: WorkspaceEnvironment): Outbox {
  migrate(database, OUTBOX_MIGRATIONS);
  const sql = preparedSqlOf(database);
  const newId = () => uuidV7(environment.clock.nowMs(), environment.randomBytes(10));
  sql.run('INSERT OR IGNORE INTO device (id, device_id, outbox_id) VALUES (1, ?, ?)', newId(), newId());
  const device = sql.get<{ device_id: string; outbox_id: string }>('SELECT device_id, outbox_id FROM device');
  if (device === undefined) throw new Error('The outbox has no device row.');
  let last =
    sql.get<{ last: number }>(
      'SELECT max(last_seq, (SELECT coalesce(max(client_seq), 0) FROM mutation)) AS last FROM device',
    )?.last ?? 0;
  const queue = outboxQueue(sql, newId);

  return {
    get deviceId() {
      return queue.deviceId();
    },
    outboxId: device.outbox_id,
    queue,
    sql,
    lastSeq: () => last,
    append(mutation, at, blob) {
      const deviceId = queue.deviceId();
      const { name, argVersion, args, author } = mutation;
      const stored: StoredMutation = {
        clientSeq: last + 1,
        mutationId: newId(),
        name,
        argVersion,
        args,
        at,
        deviceId,
        author,
      };
      const argsText = JSON.stringify(args);
      const base = JSON.stringify(mutation.base);
      sql.transaction(() => {
        if (blob !== undefined) storeBlob(blob, at);
        sql.run(
          INSERT_MUTATION,
          stored.clientSeq,
          stored.mutationId,
          name,
          argVersion,
          argsText,
          base,
          at,
          deviceId,
          author === null ? null : JSON.stringify(author),
          mutation.isAtomic ? 1 : 0,
          JSON.stringify(mutation.invoiceIds),
          mutation.scopeId,
        );
        sql.run('UPDATE device SET last_seq = ?', stored.clientSeq);
      });
      last = stored.clientSeq;
      queue.forgetRead();
      return stored;
    },
    read(clientSeq) {
      const row = sql.get<MutationRow>(`${SELECT_MUTATION} WHERE client_seq = ?`, clientSeq);
      return row === undefined ? null : mutationOf(row);
    },
    readAfter: (clientSeq, limit) =>
      sql
        .all<MutationRow>(
          `${SELECT_MUTATION} WHERE client_seq > ? AND state <> 'done' ORDER BY client_seq LIMIT ?`,
          clientSeq,
          limit,
        )
        .map(mutationOf),
    readBlob(sha256) {
      const blob = sql.get<{ name: string; byte_length: number }>(
        'SELECT name, byte_length FROM blob WHERE sha256 = ?',
        sha256,
      );
      if (blob === undefined) return null;
      const bytes = new Uint8Array(blob.byte_length);
      let offset = 0;
      for (let position = 0; offset < blob.byte_length; position += 1) {
        const part = sql.get<{ bytes: Uint8Array }>(
          'SELECT bytes FROM blob_part WHERE sha256 = ? AND position = ?',
          sha256,
          position,
        );
        if (part === undefined) throw new Error('An imported file is incomplete in the outbox.');
        bytes.set(part.bytes, offset);
        offset += part.bytes.length;
      }
      return { sha256, name: blob.name, bytes };
    },
    close: () => sql.close(),
  };

  function storeBlob(blob: NewBlob, at: string): void {
    const isNew = sql.run(
      'INSERT OR IGNORE INTO blob (sha256, name, byte_length, imported_at) VALUES (?, ?, ?, ?)',
      blob.sha256,
      blob.name,
      blob.bytes.length,
      at,
    );
    if (isNew === 0) return;
    for (let offset = 0; offset < blob.bytes.length; offset += PART_BYTES) {
      sql.run(
        'INSERT INTO blob_part (sha256, position, bytes) VALUES (?, ?, ?)',
        blob.sha256,
        offset / PART_BYTES,
        blob.bytes.subarray(offset, offset + PART_BYTES),
      );
    }
  }
}

function mutationOf(row: MutationRow): StoredMutation {
  return {
    clientSeq: row.client_seq,
    mutationId: row.mutation_id,
    name: row.name,
    argVersion: row.arg_version,
    args: JSON.parse(row.args),
    at: row.at,
    deviceId: row.device_id,
    author: row.author === null ? null : (JSON.parse(row.author) as Author),
  };
}
