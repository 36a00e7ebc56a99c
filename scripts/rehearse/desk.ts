import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { databasesInFolder } from '#electron/workspace/better-sqlite3-driver.ts';
import type { PushReply, PushRequest } from '#shared/api/sync.ts';
import type { LineRow, Reply } from '#shared/api/workspace.ts';
import { openWorkspace } from '#shared/workspace/open-workspace.ts';
import { type HttpLine, httpConnection } from '#shared/workspace/sync/http-transport.ts';
import { type Account, signIn } from './administrator.ts';

/** A push that the server answered. */
export interface AcceptedPush {
  /** When its answer was here. */
  readonly atMs: number;
  readonly mutationIds: readonly string[];
  readonly generation: string;
}

/** A laptop: the real workspace on real files, with somebody who decides a line once a second. */
export interface Desk {
  readonly account: Account;
  /** In order. */
  readonly pushes: readonly AcceptedPush[];
  /** The token of the moment, for other requests of the same person. */
  token(): Promise<string>;
  /** Decides and sends from now on, whatever becomes of it. */
  start(): void;
  /** Stops deciding; resolves when the last round has ended. */
  pause(): Promise<void>;
  /** Sends and fetches until nothing waits. @throws where it does not come to that */
  settle(): Promise<void>;
  /** What the person sees decided, by line. */
  decided(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

const APP_VERSION = '0.2.0';
const EVERY_MS = 1_000;
const SETTLE_ROUNDS = 60;
const ALL = { offset: 0, limit: 1_000 } as const;
const BY_NUMBER = { by: 'invoiceNumber', direction: 'ascending' } as const;
const BY_RECORD = { by: 'record', direction: 'ascending' } as const;

export async function deskOf(folder: string, origin: string, account: Account): Promise<Desk> {
  const pushes: AcceptedPush[] = [];
  let session = await signIn(origin, account);
  const connection = httpConnection({
    baseUrl: origin,
    line: watchedLine((push) => pushes.push(push)),
    async accessToken(isRefused) {
      if (isRefused) session = await signIn(origin, account);
      return session.token;
    },
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
  });
  const workspace = openWorkspace({
    ...databasesInFolder(folder),
    clock: { nowMs: () => Date.now() },
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    maximumFileBytes: 10_000_000,
    storage: 'durable',
    isEncrypted: false,
    network: {
      appVersion: APP_VERSION,
      connect: () => ({ transport: connection.transport }),
      monotonicMs: () => performance.now(),
      random: Math.random,
      after(milliseconds, work) {
        const timer = globalThis.setTimeout(work, milliseconds);
        timer.unref();
        return () => clearTimeout(timer);
      },
    },
  });
  const { userId, displayName } = session;
  await answerOf(workspace.command('signIn', { baseUrl: origin, userId, displayName, role: 'reviewer' }));
  let isWorking = false;
  let working: Promise<void> = Promise.resolve();
  let turn = 0;
  const pause = async () => {
    isWorking = false;
    await working;
  };
  return {
    account,
    pushes,
    token: async () => session.token,
    start() {
      isWorking = true;
      working = work();
    },
    pause,
    async settle() {
      for (let round = 0; round < SETTLE_ROUNDS; round += 1) {
        const status = await answerOf(workspace.command('syncNow', {}));
        if (status.waitingCount === 0 && (await lines()).length > 0) return;
        await setTimeout(EVERY_MS);
      }
      throw new Error('The desk did not come to the end of what it has to send.');
    },
    async decided() {
      const found = new Map<string, string>();
      for (const { lineId, decision } of await lines()) {
        if (decision !== null) found.set(lineId, `${decision.kind} ${decision.cutE4}`);
      }
      return found;
    },
    async close() {
      await pause();
      workspace.close();
    },
  };

  async function work(): Promise<void> {
    while (isWorking) {
      const beganAt = performance.now();
      await decideOne();
      // Not waited for: a round that hangs must not keep the person from deciding.
      await Promise.race([workspace.command('syncNow', {}), setTimeout(EVERY_MS)]);
      await setTimeout(Math.max(0, EVERY_MS - (performance.now() - beganAt)));
    }
  }

  /** Another answer for the next line, again and again. */
  async function decideOne(): Promise<void> {
    const all = await lines();
    const line = all[turn % Math.max(1, all.length)];
    turn += 1;
    if (line === undefined) return;
    const percentE4 = 100_000 + (turn % 9) * 10_000;
    const request = { kind: 'cut_percent', percentE4 } as const;
    await answerOf(workspace.command('decideLines', { lineIds: [line.lineId], request, reasonCode: 'vague' }));
  }

  async function lines(): Promise<readonly LineRow[]> {
    const invoices = await answerOf(workspace.query('listInvoices', { sort: BY_NUMBER, ...ALL }));
    const first = invoices.rows[0];
    if (first === undefined) return [];
    const { invoiceId } = first;
    return (await answerOf(workspace.query('listLines', { invoiceId, filter: {}, sort: BY_RECORD, ...ALL }))).rows;
  }
}

async function answerOf<Value>(replying: Promise<Reply<Value>>): Promise<Value> {
  const reply = await replying;
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

/** The way to the server, which keeps what pushes were answered. */
function watchedLine(onPush: (push: AcceptedPush) => void): HttpLine {
  return {
    async ask({ url, method, headers, body, deadlineMs }) {
      const answer = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(deadlineMs) });
      const text = await answer.text();
      if (url.endsWith('/api/sync/push') && answer.ok && typeof body === 'string') {
        const reply = JSON.parse(text) as PushReply;
        const { mutations } = JSON.parse(body) as PushRequest;
        if (reply.kind === 'results') {
          const mutationIds = mutations.map(({ mutationId }) => mutationId);
          onPush({ atMs: Date.now(), mutationIds, generation: reply.generation });
        }
      }
      return { status: answer.status, header: (name) => answer.headers.get(name), text: async () => text };
    },
    stream() {
      throw new Error('This desk looks by itself.');
    },
  };
}
