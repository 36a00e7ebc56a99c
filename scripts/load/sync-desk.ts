import {
  type BootstrapReply,
  MAXIMUM_PULL_ROWS,
  type PullReply,
  type PushReply,
  type RowImage,
  SYNC_PROTOCOL,
  SYNC_SCHEMA,
} from '#shared/api/sync.ts';
import { uuidV7 } from '#shared/domain/ids.ts';
import { decisionGroup } from '#shared/review/field-group.ts';
import type { OutgoingRequest } from '../bench/run-load.ts';
import type { Tried } from './persistent-sender.ts';

/** A desk's side of the sync protocol, without the files: which scopes it holds and how far. */
export interface SyncDesk {
  /** Asks for what it is given and loads each scope whole. @returns null, or what came instead */
  begin(): Promise<string | null>;
  /** What is new since. @returns null, or what came instead */
  pull(): Promise<string | null>;
  /** @returns null where all were applied, or what came instead */
  push(decisions: readonly { readonly lineId: string; readonly kind: DecisionKind }[]): Promise<string | null>;
  /** Every row of a scope as the server has it now. @throws where it cannot be had */
  readWhole(scopeId: string): Promise<readonly RowImage[]>;
}

export type DecisionKind = 'accept' | 'cut_percent';

interface HeldScope {
  readonly epoch: number;
  readonly cursor: number;
}

const APP_VERSION = '1.0.0';
const HALF_E4 = 500_000;
/** Scopes loaded at once in one pull are this many rows a page. */
const PAGE = MAXIMUM_PULL_ROWS;

/** @param onRow each row that a pull brought */
export function syncDesk(given: {
  readonly send: (outgoing: OutgoingRequest) => Promise<Tried>;
  readonly headers: Readonly<Record<string, string>>;
  readonly randomBytes: (count: number) => Uint8Array;
  onRow(row: RowImage): void;
}): SyncDesk {
  const { send, headers, randomBytes, onRow } = given;
  const newId = () => uuidV7(Date.now(), randomBytes(10));
  const deviceId = newId();
  const scopes = new Map<string, HeldScope>();
  let generation: string | null = null;
  let clientSeq = 0;

  const ask = async <Answer>(what: 'push' | 'pull' | 'bootstrap', body: object): Promise<Answer | string> => {
    const { status, text } = await send({
      method: 'POST',
      path: `/api/sync/${what}`,
      headers: { ...headers, 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify({ protocol: SYNC_PROTOCOL, schema: SYNC_SCHEMA, ...body })),
    });
    return status === 200 ? (JSON.parse(text) as Answer) : status === 0 ? 'no answer' : String(status);
  };

  const askPull = () =>
    ask<PullReply>('pull', {
      generation,
      deviceId,
      appVersion: APP_VERSION,
      scopes: [...scopes].map(([scopeId, held]) => ({ scopeId, ...held })),
      purged: [],
      limit: PAGE,
    });

  async function loadScope(scopeId: string, epoch: number, onRows: (rows: readonly RowImage[]) => void) {
    let asOf: number | null = null;
    let after: { readonly table: string; readonly id: string } | null = null;
    for (;;) {
      const reply: BootstrapReply | string = await ask<BootstrapReply>('bootstrap', {
        generation,
        deviceId,
        scopeId,
        epoch,
        asOf,
        after,
        limit: PAGE,
      });
      if (typeof reply === 'string') return reply;
      if (reply.kind !== 'page') return reply.kind;
      asOf = reply.asOf;
      onRows(reply.rows);
      if (reply.next === null) {
        scopes.set(scopeId, { epoch: reply.epoch, cursor: reply.asOf });
        return null;
      }
      after = reply.next;
    }
  }

  return {
    async begin() {
      const reply = await askPull();
      if (typeof reply === 'string') return reply;
      if (reply.kind !== 'page') return reply.reason;
      generation = reply.generation;
      for (const { scopeId, epoch } of reply.grants) {
        const wrong = await loadScope(scopeId, epoch, () => {});
        if (wrong !== null) return wrong;
      }
      return null;
    },

    async pull() {
      for (;;) {
        const reply = await askPull();
        if (typeof reply === 'string') return reply;
        if (reply.kind !== 'page') return reply.reason;
        for (const { scopeId, epoch, cursor, rows } of reply.scopes) {
          scopes.set(scopeId, { epoch, cursor });
          for (const row of rows) onRow(row);
        }
        if (reply.scopes.every(({ isDone }) => isDone)) return null;
      }
    },

    async push(decisions) {
      const mutations = decisions.map(({ lineId, kind }) => {
        clientSeq += 1;
        const isCut = kind === 'cut_percent';
        return {
          clientSeq,
          mutationId: newId(),
          name: 'decideLine',
          argVersion: 1,
          args: {
            lineIds: [lineId],
            request: isCut ? { kind, percentE4: HALF_E4 } : { kind },
            reasonCode: isCut ? 'vague' : null,
            findingIds: {},
          },
          base: { [decisionGroup(lineId)]: { version: 0, after: null } },
          at: new Date().toISOString(),
        };
      });
      const reply = await ask<PushReply>('push', { generation, deviceId, appVersion: APP_VERSION, mutations });
      if (typeof reply === 'string') return reply;
      if (reply.kind !== 'results') return reply.kind;
      const other = reply.results.find(({ outcome }) => outcome !== 'applied');
      if (other !== undefined) return `${other.outcome} ${other.code ?? ''}`.trim();
      return reply.results.length === mutations.length ? null : 'answers missing';
    },

    async readWhole(scopeId) {
      const rows: RowImage[] = [];
      const wrong = await loadScope(scopeId, scopes.get(scopeId)?.epoch ?? 1, (page) => rows.push(...page));
      if (wrong !== null) throw new Error(`The record of ${scopeId} could not be read back: ${wrong}.`);
      return rows;
    },
  };
}
