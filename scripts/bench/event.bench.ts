import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { fetchLine } from '#renderer/bridge/fetch-line.ts';
import { type PushReply, SYNC_PROTOCOL, SYNC_SCHEMA } from '#shared/api/sync.ts';
import { decisionGroup } from '#shared/review/field-group.ts';
import type { Workspace } from '#shared/workspace/open-workspace.ts';
import { httpConnection } from '#shared/workspace/sync/http-transport.ts';
import { temporaryFolder } from '#shared/workspace/workspace.testing.ts';
import { type BenchOptions, type BenchResult, quantile } from './budget.ts';
import { enterOwnBills } from './enter-own-bills.ts';
import { listeningDesk } from './listening-desk.ts';
import { seededDraw } from './made-up-narratives.ts';
import { addPeople, type SignedIn, signInAll } from './people-under-test.ts';
import { type Sender, senderTo } from './run-load.ts';
import { type ServerUnderTest, startServerUnderTest } from './server-under-test.ts';

const BUDGET_MS = 150;
/** Four a second, at uneven distances: within a person's budget, and none waits for the one before. */
const EVERY_MS = 250;
const BILLS = 5;
const LINES_PER_BILL = 200;
/** One that has not come by then was not told of: the desk's own look at the server comes once a minute. */
const LOST_AFTER_MS = 5_000;
const WARM_UP = 10;

/**
 * `event`: from the moment a device sends a decision until the other person's workspace shows it: push, commit, poke on
 * the stream, pull, cache, query. The floor is one HTTP round trip and one transaction of one row.
 */
export async function run({ seconds }: BenchOptions): Promise<BenchResult> {
  const count = Math.min(Math.floor((seconds * 1_000) / EVERY_MS), BILLS * LINES_PER_BILL) - WARM_UP;
  const server = await startServerUnderTest();
  const { folder, remove } = temporaryFolder();
  try {
    const [sending, watching] = await signInAll(server.context, await addPeople(server.context, 2));
    if (sending === undefined || watching === undefined) throw new Error('Two people were to be signed in.');
    const owners = [sending.userId];
    const [lineIds = []] = await enterOwnBills(server.context, { owners, billsEach: BILLS, linesEach: LINES_PER_BILL });
    const token = String(watching.headers.authorization).replace('Bearer ', '');
    const desk = await listeningDesk({ folder, url: server.url, userId: watching.userId, token });
    const sender = senderTo(server.url);
    const push = await pusher(server, sender, sending);
    const draw = seededDraw(11);
    const pokes = listenForPokes(server.url, token);
    const waits: number[] = [];
    const told: number[] = [];
    const answers: number[] = [];
    let lost = 0;
    for (const [index, lineId] of lineIds.slice(0, count + WARM_UP).entries()) {
      const startedAt = performance.now();
      const shown = shownOn(desk.workspace, lineId);
      await push(lineId);
      const answered = performance.now() - startedAt;
      const isShown = await shown;
      const toldAt = pokes.at.find((at) => at > startedAt);
      if (index >= WARM_UP) {
        if (toldAt !== undefined) told.push(toldAt - startedAt);
        answers.push(answered);
        if (isShown) waits.push(performance.now() - startedAt);
        else lost += 1;
      }
      await setTimeout(Math.max(0, EVERY_MS / 2 + draw(EVERY_MS) - (performance.now() - startedAt)));
    }
    const floors = await floorsOf(server, sender, count);
    sender.close();
    desk.close();
    pokes.end();
    const value = quantile(waits, 0.95);
    const floor = quantile(floors, 0.95);
    return {
      name: 'event',
      value,
      unit: 'ms',
      floor,
      ratio: value / floor,
      budget: `p95 <= ${BUDGET_MS} ms, no loss`,
      ok: value <= BUDGET_MS && lost === 0,
      detail:
        `${count} decisions pushed by one device and shown by the real workspace of another; p50 ` +
        `${quantile(waits, 0.5).toFixed(1)} ms, p99 ${quantile(waits, 0.99).toFixed(1)} ms, lost ${lost}; the push itself ` +
        `was answered after p50 ${quantile(answers, 0.5).toFixed(1)} ms, and the other's stream told after p50 ` +
        `${quantile(told, 0.5).toFixed(1)} ms, p95 ${quantile(told, 0.95).toFixed(1)} ms. Floor: one request and one ` +
        `one-row transaction.`,
    };
  } finally {
    await server.stop();
    remove();
  }
}

/** Another window of the same person, which only notes when it is poked. */
function listenForPokes(baseUrl: string, token: string): { readonly at: readonly number[]; end(): void } {
  const at: number[] = [];
  const { listen } = httpConnection({
    baseUrl,
    line: fetchLine(),
    accessToken: async () => token,
    randomBytes: (count) => new Uint8Array(count),
  });
  const end = listen?.(
    () => at.push(performance.now()),
    () => {},
  );
  return { at, end: () => end?.() };
}

/** @returns what sends one decision, the next each time */
async function pusher(
  { context }: ServerUnderTest,
  sender: Sender,
  { headers }: SignedIn,
): Promise<(lineId: string) => Promise<void>> {
  const { id: generation } = await context.database
    .selectFrom('server_generation')
    .select('id')
    .executeTakeFirstOrThrow();
  const deviceId = context.newId();
  let clientSeq = 0;
  return async (lineId) => {
    clientSeq += 1;
    const mutation = {
      clientSeq,
      mutationId: context.newId(),
      name: 'decideLine',
      argVersion: 1,
      args: { lineIds: [lineId], request: { kind: 'accept' }, reasonCode: null, findingIds: {} },
      base: { [decisionGroup(lineId)]: { version: 0, after: null } },
      at: new Date(context.clock.nowMs()).toISOString(),
    };
    const introduction = { protocol: SYNC_PROTOCOL, schema: SYNC_SCHEMA, generation, deviceId, appVersion: '1.0.0' };
    const { status, text } = await sender.send({
      method: 'POST',
      path: '/api/sync/push',
      headers: { ...headers, 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify({ ...introduction, mutations: [mutation] })),
    });
    const reply = status === 200 ? (JSON.parse(text) as PushReply) : null;
    const [result] = reply?.kind === 'results' ? reply.results : [];
    if (result?.outcome !== 'applied') throw new Error(`A push was answered with ${status} ${text.slice(0, 300)}`);
  };
}

/** Waits as a screen does: it hears that something has changed and asks. @returns false where it never came */
async function shownOn(workspace: Workspace, lineId: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const end = (isShown: boolean) => {
      clearTimeout(timer);
      unsubscribe();
      resolve(isShown);
    };
    const unsubscribe = workspace.subscribe(({ type }) => {
      if (type !== 'changed') return;
      workspace.query('getLine', { lineId }).then((reply) => {
        if (reply.ok && reply.value.decision !== null) end(true);
      }, reject);
    });
    const timer = globalThis.setTimeout(() => end(false), LOST_AFTER_MS);
  });
}

async function floorsOf({ adminUrl }: ServerUnderTest, sender: Sender, count: number): Promise<readonly number[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('CREATE TABLE bench_floor (id bigserial PRIMARY KEY, args jsonb NOT NULL)');
    const floors: number[] = [];
    for (let round = 0; round < count; round += 1) {
      const startedAt = performance.now();
      await sender.send({ path: '/api/health' });
      await client.query({ name: 'floor', text: "INSERT INTO bench_floor (args) VALUES ('{}')" });
      floors.push(performance.now() - startedAt);
    }
    return floors;
  } finally {
    await client.end();
  }
}
