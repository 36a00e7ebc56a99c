import type { MutationResult, PushedMutation } from '#shared/api/sync.ts';
import type { SyncStatus } from '#shared/api/sync-status.ts';
import type { ConflictKind, ConflictSide, ConflictSummary } from '#shared/api/workspace.ts';
import { type PushBatch, pushedBase, type QueuedMutation, type StoredBase } from '#shared/sync/push-queue.ts';
import type { OverlaidMutation } from '#shared/sync/rebase.ts';
import type { PreparedSql } from './prepared-sql.ts';

export type MutationState = 'pending' | 'sent' | 'acknowledged' | 'parked' | 'done';

/** An action of this device that is not done with: what is sent, shown on top of the image, or waits. */
export interface OpenMutation extends OverlaidMutation {
  readonly mutationId: string;
  readonly name: string;
  readonly state: MutationState;
  readonly pushSeq: number | null;
  readonly invoiceIds: readonly string[];
  readonly scopeId: string | null;
  readonly byteLength: number;
}

export type Session = NonNullable<SyncStatus['session']>;

export interface StoredConflict {
  readonly conflictId: string;
  /** The action as it was done last. */
  readonly clientSeq: number;
  readonly kind: ConflictKind;
  readonly code: ConflictSummary['code'];
  readonly message: string;
  readonly groups: readonly string[];
  readonly invoiceId: string | null;
  readonly scopeId: string | null;
  readonly mine: ConflictSide;
  readonly at: string;
}

/** What the server's answer to one action leaves behind; all of it is written together. */
export interface Settlement {
  readonly order: number;
  readonly state: 'acknowledged' | 'parked' | 'done';
  readonly result: MutationResult | null;
  /** Groups to be taken out of the overlay from now on, by action: its own and later ones that stand on them. */
  readonly parked: ReadonlyMap<number, readonly string[]>;
  readonly conflicts: readonly Omit<StoredConflict, 'conflictId'>[];
}

/** In place of an action that was thrown away with its matter: keeps its number, says nothing. */
export const DISCARDED = 'discarded';

/** The sending half of the outbox. Every method that changes something is on the disk when it returns. */
export interface OutboxQueue {
  deviceId(): string;
  generation(): string | null;
  setGeneration(generation: string): void;
  /**
   * It is another history than before: the server says first where it stands, then work is sent. Files it took may be
   * lost to it: those whose bytes are still here are handed over again.
   */
  forgetServer(): void;
  session(): { readonly session: Session; readonly isSignedIn: boolean } | null;
  setSession(session: Session, isSignedIn: boolean): void;
  /** Moves with every change of what the overlay shows, so that a cache knows whether it has followed. */
  overlayRevision(): number;
  /** Everything not done, in the order of doing. */
  open(): readonly OpenMutation[];
  counts(): { readonly waiting: number; readonly conflicts: number };
  lastPushSeq(): number;
  mark(marks: PushBatch['marks']): void;
  /** As it travels; number and content are those of the first time. */
  toPush(orders: readonly number[]): readonly PushedMutation[];
  settle(settlements: readonly Settlement[]): void;
  /** The highest number on the wire that was ever answered. */
  lastAnswered(): number;
  /** Which action went out under this number; `null` when it is no longer known. */
  sentAs(pushSeq: number): string | null;
  /** Keeps the number, drops the content, tells the person. */
  replaceByNothing(order: number, conflict: Omit<StoredConflict, 'conflictId'>): void;
  /** Parks an import that the server does not take. */
  parkImport(order: number, conflict: Omit<StoredConflict, 'conflictId'>): void;
  acknowledgeImport(order: number): void;
  /** A file the server did not take is sent again. */
  uploadAgain(order: number, conflictId: string): void;
  /** What the person saw when they did it. */
  baseOf(order: number): Readonly<Record<string, StoredBase>>;
  /** The image shows these: they leave the overlay for good. */
  letGo(orders: readonly number[]): void;
  /** The server no longer knows numbers from `expected` on: what was answered is sent again. */
  reopenFrom(expected: number): void;
  /**
   * Numbers mean something else to this server: another device, from 1. What was taken is sent again, for a server
   * that was restored to another history; one that knows an action by its own id answers as it did before.
   */
  beginAsNewDevice(): void;
  /** Work on an invoice belongs to its scope once the server has named it. */
  assignScope(invoiceId: string, scopeId: string): void;
  /** Throws away everything about these invoices or of this scope. @returns how many actions the server had not taken */
  discard(scopeId: string, epoch: number, invoiceIds: readonly string[], at: string): number;
  /** Invoices of the files brought in here, with the scope into which the server has put them. */
  imported(): readonly { readonly invoiceId: string; readonly scopeId: string | null }[];
  /** Scopes that something kept here is about. */
  scopesOfWork(): readonly string[];
  discarded(): SyncStatus['discarded'];
  dismissDiscarded(): void;
  conflicts(): readonly StoredConflict[];
  removeConflict(conflictId: string): void;
  /** Frees what no restored server will ask for any more. */
  prune(): void;
  /** Begins empty for another person. */
  reset(): void;
  forgetRead(): void;
}

/** Answered actions kept for a server that is restored from a backup. */
const KEPT_ANSWERED = 5000;
const KEPT_BLOB_BYTES = 256 * 1024 * 1024;

/** Actions of which the server has taken something, by its answer. */
const TAKEN = `name <> 'importFile' AND state IN ('acknowledged', 'done') AND (outcome IN ('applied', 'noop')
  OR EXISTS (SELECT 1 FROM json_each(answer, '$.groups') WHERE value ->> 'outcome' IN ('applied', 'noop')))`;

interface OpenRow {
  readonly client_seq: number;
  readonly mutation_id: string;
  readonly name: string;
  readonly base: string;
  readonly is_atomic: number;
  readonly parked: string;
  readonly outcome: OpenMutation['outcome'];
  readonly applied_seq: number | null;
  readonly state: MutationState;
  readonly push_seq: number | null;
  readonly invoice_ids: string;
  readonly scope_id: string | null;
  readonly byte_length: number;
}

interface ConflictRow {
  readonly id: string;
  readonly client_seq: number;
  readonly kind: ConflictKind;
  readonly code: ConflictSummary['code'];
  readonly message: string;
  readonly groups: string;
  readonly invoice_id: string | null;
  readonly scope_id: string | null;
  readonly mine: string;
  readonly at: string;
}

export function outboxQueue(sql: PreparedSql, newId: () => string): OutboxQueue {
  let opened: readonly OpenMutation[] | null = null;
  const change = <Value>(work: () => Value): Value => {
    opened = null;
    return sql.transaction(work);
  };
  const device = () =>
    sql.get<{
      device_id: string;
      last_push_seq: number;
      overlay_revision: number;
      generation: string | null;
      session: string | null;
      is_signed_in: number;
    }>('SELECT device_id, last_push_seq, overlay_revision, generation, session, is_signed_in FROM device');
  const moveOverlay = () => sql.run('UPDATE device SET overlay_revision = overlay_revision + 1');

  return {
    deviceId: () => device()?.device_id ?? '',
    generation: () => device()?.generation ?? null,
    setGeneration: (generation) => void change(() => sql.run('UPDATE device SET generation = ?', generation)),
    session() {
      const row = device();
      if (row === undefined || row.session === null) return null;
      return { session: JSON.parse(row.session) as Session, isSignedIn: row.is_signed_in === 1 };
    },
    setSession(session, isSignedIn) {
      change(() =>
        sql.run('UPDATE device SET session = ?, is_signed_in = ?', JSON.stringify(session), isSignedIn ? 1 : 0),
      );
    },
    overlayRevision: () => device()?.overlay_revision ?? 0,
    open() {
      opened ??= sql
        .all<OpenRow>(
          `SELECT client_seq, mutation_id, name, base, is_atomic, parked, outcome, applied_seq, state, push_seq, invoice_ids,
            scope_id, octet_length(args) + octet_length(base) + 300 AS byte_length
            FROM mutation WHERE state <> 'done' ORDER BY client_seq`,
        )
        .map(openOf);
      return opened;
    },
    counts() {
      const row = sql.get<{ waiting: number; conflicts: number }>(
        `SELECT (SELECT count(*) FROM mutation WHERE state IN ('pending', 'sent') AND name <> '${DISCARDED}') AS waiting,
          (SELECT count(*) FROM conflict) AS conflicts`,
      );
      return { waiting: row?.waiting ?? 0, conflicts: row?.conflicts ?? 0 };
    },
    lastPushSeq: () => device()?.last_push_seq ?? 0,
    mark: (marks) => change(() => writeMarks(marks)),
    toPush: (orders) => orders.flatMap((order) => pushedOf(order)),
    settle(settlements) {
      if (settlements.length === 0) return;
      change(() => {
        let isMoved = false;
        for (const { order, state, result, parked, conflicts } of settlements) {
          sql.run(
            'UPDATE mutation SET state = ?, outcome = ?, applied_seq = ?, answer = ? WHERE client_seq = ?',
            state,
            result?.outcome ?? null,
            result?.appliedSeq ?? null,
            result === null ? null : JSON.stringify(result),
            order,
          );
          for (const [parkedOrder, groups] of parked) {
            isMoved = true;
            sql.run(
              `UPDATE mutation SET parked = (SELECT json_group_array(value) FROM (
                SELECT value FROM json_each(mutation.parked) UNION SELECT value FROM json_each(?))) WHERE client_seq = ?`,
              JSON.stringify(groups),
              parkedOrder,
            );
          }
          for (const conflict of conflicts) insertConflict(conflict);
        }
        if (isMoved) moveOverlay();
      });
    },
    lastAnswered: () =>
      sql.get<{ last: number | null }>(
        `SELECT max(push_seq) AS last FROM mutation WHERE push_seq IS NOT NULL AND state NOT IN ('pending', 'sent')`,
      )?.last ?? 0,
    sentAs: (pushSeq) =>
      sql.get<{ mutation_id: string }>('SELECT mutation_id FROM mutation WHERE push_seq = ?', pushSeq)?.mutation_id ??
      null,
    replaceByNothing(order, conflict) {
      change(() => {
        sql.run(
          `UPDATE mutation SET name = '${DISCARDED}', args = 'null', base = '{}', invoice_ids = '[]' WHERE client_seq = ?`,
          order,
        );
        insertConflict(conflict);
        moveOverlay();
      });
    },
    parkImport(order, conflict) {
      change(() => {
        sql.run(`UPDATE mutation SET state = 'parked', outcome = 'rejected' WHERE client_seq = ?`, order);
        insertConflict(conflict);
      });
    },
    acknowledgeImport(order) {
      change(() =>
        sql.run(`UPDATE mutation SET state = 'acknowledged', outcome = 'applied' WHERE client_seq = ?`, order),
      );
    },
    uploadAgain(order, conflictId) {
      change(() => {
        sql.run('DELETE FROM conflict WHERE id = ?', conflictId);
        sql.run(`UPDATE mutation SET state = 'pending', outcome = NULL WHERE client_seq = ?`, order);
      });
    },
    baseOf(order) {
      const row = sql.get<{ base: string }>('SELECT base FROM mutation WHERE client_seq = ?', order);
      return row === undefined ? {} : (JSON.parse(row.base) as Record<string, StoredBase>);
    },
    letGo(orders) {
      if (orders.length === 0) return;
      change(() =>
        sql.run(
          `UPDATE mutation SET state = 'done' WHERE client_seq IN (SELECT value FROM json_each(?))`,
          JSON.stringify(orders),
        ),
      );
    },
    reopenFrom(expected) {
      change(() => {
        sql.run(
          `DELETE FROM conflict WHERE client_seq IN (SELECT client_seq FROM mutation WHERE push_seq >= ?)`,
          expected,
        );
        sql.run(`DELETE FROM mutation WHERE push_seq >= ? AND name = '${DISCARDED}'`, expected);
        // Numbers are given anew when they are sent: some now wait for a file that the server has lost as well.
        sql.run(
          `UPDATE mutation SET state = 'pending', push_seq = NULL, outcome = NULL, applied_seq = NULL, answer = NULL,
            parked = '[]' WHERE push_seq >= ?`,
          expected,
        );
        sql.run('UPDATE device SET last_push_seq = ?', expected - 1);
        moveOverlay();
      });
    },
    forgetServer() {
      change(() => {
        sql.run('UPDATE device SET generation = NULL');
        sql.run(
          `UPDATE mutation SET state = 'pending', outcome = NULL WHERE name = 'importFile' AND state IN ('acknowledged', 'done')
            AND args ->> 'sha256' IN (SELECT sha256 FROM blob)`,
        );
      });
    },
    beginAsNewDevice() {
      change(() => {
        sql.run(`DELETE FROM mutation WHERE name = '${DISCARDED}'`);
        sql.run(`DELETE FROM conflict WHERE client_seq IN (SELECT client_seq FROM mutation WHERE ${TAKEN})`);
        sql.run(
          `UPDATE mutation SET state = 'pending', outcome = NULL, applied_seq = NULL, answer = NULL, parked = '[]'
            WHERE ${TAKEN}`,
        );
        sql.run(`UPDATE mutation SET push_seq = NULL, state = CASE state WHEN 'sent' THEN 'pending' ELSE state END`);
        sql.run('UPDATE device SET device_id = ?, last_push_seq = 0', newId());
        moveOverlay();
      });
    },
    assignScope(invoiceId, scopeId) {
      change(() =>
        sql.run(
          `UPDATE mutation SET scope_id = ? WHERE scope_id IS NULL AND state <> 'done'
            AND EXISTS (SELECT 1 FROM json_each(invoice_ids) WHERE value = ?)`,
          scopeId,
          invoiceId,
        ),
      );
    },
    discard: (scopeId, epoch, invoiceIds, at) => change(() => discardWithin(scopeId, epoch, invoiceIds, at)),
    imported: () =>
      sql.all<{ invoiceId: string; scopeId: string | null }>(
        `SELECT value AS invoiceId, scope_id AS scopeId FROM mutation, json_each(invoice_ids) WHERE name = 'importFile'`,
      ),
    scopesOfWork: () =>
      sql
        .all<{ scope_id: string }>('SELECT DISTINCT scope_id FROM mutation WHERE scope_id IS NOT NULL')
        .map((row) => row.scope_id),
    discarded: () =>
      sql.all<{ at: string; count: number }>(
        'SELECT at, count FROM discarded WHERE is_read = 0 AND count > 0 ORDER BY at',
      ),
    dismissDiscarded: () => void change(() => sql.run('UPDATE discarded SET is_read = 1')),
    conflicts: () => sql.all<ConflictRow>('SELECT * FROM conflict ORDER BY client_seq, id').map(conflictOf),
    removeConflict(conflictId) {
      change(() => {
        sql.run('DELETE FROM conflict WHERE id = ?', conflictId);
        sql.run(
          `UPDATE mutation SET state = 'done' WHERE state = 'parked'
            AND client_seq NOT IN (SELECT client_seq FROM conflict)`,
        );
      });
    },
    prune() {
      change(() => {
        sql.run(
          `DELETE FROM mutation WHERE state = 'done' AND client_seq <= (SELECT client_seq FROM mutation
            WHERE state = 'done' ORDER BY client_seq DESC LIMIT 1 OFFSET ${KEPT_ANSWERED})`,
        );
        dropBlobs();
      });
    },
    reset() {
      change(() => {
        for (const table of ['conflict', 'discarded', 'mutation', 'blob_part', 'blob']) sql.run(`DELETE FROM ${table}`);
        sql.run('UPDATE device SET device_id = ?, last_push_seq = 0, generation = NULL', newId());
        moveOverlay();
      });
    },
    forgetRead() {
      opened = null;
    },
  };

  function writeMarks(marks: PushBatch['marks']): void {
    let last = 0;
    for (const { order, pushSeq } of marks) {
      sql.run(`UPDATE mutation SET push_seq = ?, state = 'sent' WHERE client_seq = ?`, pushSeq, order);
      last = Math.max(last, pushSeq);
    }
    sql.run('UPDATE device SET last_push_seq = max(last_push_seq, ?)', last);
  }

  function pushedOf(order: number): readonly PushedMutation[] {
    const row = sql.get<{
      push_seq: number | null;
      mutation_id: string;
      name: string;
      arg_version: number;
      args: string;
      base: string;
      at: string;
    }>('SELECT push_seq, mutation_id, name, arg_version, args, base, at FROM mutation WHERE client_seq = ?', order);
    if (row === undefined || row.push_seq === null) return [];
    const base = JSON.parse(row.base) as Record<string, StoredBase>;
    return [
      {
        clientSeq: row.push_seq,
        mutationId: row.mutation_id,
        name: row.name,
        argVersion: row.arg_version,
        args: JSON.parse(row.args),
        base: pushedBase(withAnswers(base), pushSeqOf),
        at: row.at,
      },
    ];
  }

  /** Where an own action has lost its number on the wire, what the server answered it stands in. */
  function withAnswers(base: Readonly<Record<string, StoredBase>>): Record<string, StoredBase> {
    return Object.fromEntries(
      Object.entries(base).map(([group, each]) => {
        if (each.after === null || pushSeqOf(each.after) !== null) return [group, each];
        const row = sql.get<{ answer: string | null }>('SELECT answer FROM mutation WHERE client_seq = ?', each.after);
        const answer = row === undefined || row.answer === null ? null : (JSON.parse(row.answer) as MutationResult);
        const version = answer?.groups.find((result) => result.group === group)?.version ?? each.version;
        return [group, { version, after: null }];
      }),
    );
  }

  function pushSeqOf(order: number): number | null {
    const row = sql.get<{ push_seq: number | null }>('SELECT push_seq FROM mutation WHERE client_seq = ?', order);
    return row?.push_seq ?? null;
  }

  function insertConflict(conflict: Omit<StoredConflict, 'conflictId'>): void {
    sql.run(
      `INSERT INTO conflict (id, client_seq, kind, code, message, groups, invoice_id, scope_id, mine, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      newId(),
      conflict.clientSeq,
      conflict.kind,
      conflict.code,
      conflict.message,
      JSON.stringify(conflict.groups),
      conflict.invoiceId,
      conflict.scopeId,
      JSON.stringify(conflict.mine),
      conflict.at,
    );
  }

  function discardWithin(scopeId: string, epoch: number, invoiceIds: readonly string[], at: string): number {
    const ids = JSON.stringify(invoiceIds);
    const about = `(scope_id = ? OR EXISTS (SELECT 1 FROM json_each(invoice_ids) WHERE value IN (SELECT value FROM json_each(?))))`;
    const open = sql.get<{ count: number }>(
      `SELECT count(*) AS count FROM mutation WHERE name <> '${DISCARDED}' AND ${about}
        AND (state IN ('pending', 'sent') OR client_seq IN (SELECT client_seq FROM conflict))`,
      scopeId,
      ids,
    );
    sql.run(
      `DELETE FROM conflict WHERE scope_id = ? OR invoice_id IN (SELECT value FROM json_each(?))
        OR client_seq IN (SELECT client_seq FROM mutation WHERE ${about})`,
      scopeId,
      ids,
      scopeId,
      ids,
    );
    sql.run(`DELETE FROM mutation WHERE push_seq IS NULL AND ${about}`, scopeId, ids);
    // A number on the wire is kept, its content is not: the server may still ask for it, and learns nothing new.
    sql.run(
      `UPDATE mutation SET name = '${DISCARDED}', args = 'null', base = '{}', invoice_ids = '[]', scope_id = NULL,
        answer = NULL, parked = '[]', state = CASE state WHEN 'sent' THEN 'sent' ELSE 'done' END WHERE ${about}`,
      scopeId,
      ids,
    );
    dropBlobs();
    const count = open?.count ?? 0;
    sql.run(
      `INSERT INTO discarded (scope_id, epoch, count, at) VALUES (?, ?, ?, ?)
        ON CONFLICT (scope_id, epoch) DO UPDATE SET count = count + excluded.count`,
      scopeId,
      epoch,
      count,
      at,
    );
    moveOverlay();
    return count;
  }

  /** Bytes that no import names any more, and beyond a budget those of imports that are done. */
  function dropBlobs(): void {
    const kept = new Set<string>();
    let room = KEPT_BLOB_BYTES;
    const imports = sql.all<{ sha256: string; state: MutationState; byte_length: number }>(
      `SELECT blob.sha256, mutation.state, blob.byte_length FROM mutation JOIN blob ON blob.sha256 = args ->> 'sha256'
        WHERE mutation.name = 'importFile' ORDER BY client_seq DESC`,
    );
    for (const { sha256, state, byte_length: byteLength } of imports) {
      if (state === 'done') room -= byteLength;
      if (state !== 'done' || room >= 0) kept.add(sha256);
    }
    const list = JSON.stringify([...kept]);
    sql.run('DELETE FROM blob_part WHERE sha256 NOT IN (SELECT value FROM json_each(?))', list);
    sql.run('DELETE FROM blob WHERE sha256 NOT IN (SELECT value FROM json_each(?))', list);
  }
}

/** What has no answer yet, as the pure queue takes it. */
export function queuedOf(
  open: readonly OpenMutation[],
  isHeld: (mutation: OpenMutation) => boolean,
): readonly QueuedMutation[] {
  return open
    .filter(({ state, name }) => (state === 'pending' || state === 'sent') && name !== 'importFile')
    .map((each) => ({
      order: each.order,
      pushSeq: each.pushSeq,
      isHeld: isHeld(each),
      byteLength: each.byteLength,
    }));
}

function openOf(row: OpenRow): OpenMutation {
  return {
    order: row.client_seq,
    mutationId: row.mutation_id,
    name: row.name,
    isAtomic: row.is_atomic === 1,
    base: JSON.parse(row.base) as Record<string, StoredBase>,
    parked: new Set(JSON.parse(row.parked) as string[]),
    outcome: row.outcome,
    appliedSeq: row.applied_seq,
    state: row.state,
    pushSeq: row.push_seq,
    invoiceIds: JSON.parse(row.invoice_ids) as string[],
    scopeId: row.scope_id,
    byteLength: row.byte_length,
  };
}

function conflictOf(row: ConflictRow): StoredConflict {
  return {
    conflictId: row.id,
    clientSeq: row.client_seq,
    kind: row.kind,
    code: row.code,
    message: row.message,
    groups: JSON.parse(row.groups) as string[],
    invoiceId: row.invoice_id,
    scopeId: row.scope_id,
    mine: JSON.parse(row.mine) as ConflictSide,
    at: row.at,
  };
}
