import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { SYSTEM } from '#server/access/actor.ts';
import { refreshAccess } from '#server/access/scope-access.ts';
import type { ServerContext } from '#server/context.ts';
import { withChanges } from '#server/sync/with-changes.ts';
import { redisServer } from '#server/testing/redis-server.ts';
import { projectRoot } from '../process/project-root.ts';
import { type BenchOptions, type BenchResult, quantile } from './budget.ts';
import { addPeople, signInAll } from './people-under-test.ts';
import { type ServerUnderTest, startServerUnderTest } from './server-under-test.ts';
import { type SseListener, sseListener } from './sse-listeners.ts';

const LISTENERS = 1_000;
const AT_ONCE = 25;
/** Of a matter that all of them see, so that each event is written a thousand times. */
const EVERY_MS = 500;
/** Of one person's own, which nobody else may hear. */
const OWN_EVERY_MS = 100;
/** A line that breaks each second comes back with where it was. */
const CUT_EVERY_MS = 1_000;
const BUDGET_MS = 500;
const LONGEST_FLOOR_MS = 15_000;
const SETTLED_MS = 15_000;

/**
 * `sse`: a thousand listeners on one API process, with a steady flow of events from another process over Redis and lines
 * that break meanwhile. Every listener must have heard exactly what it may, once and in order. The figure is the time
 * from the beginning of the transaction to the listener; the floor is a bare process that writes to as many streams.
 */
export async function run({ seconds }: BenchOptions): Promise<BenchResult> {
  const redis = await redisServer();
  const server = await startServerUnderTest({ modes: ['api'], environment: { REDIS_URL: redis.url } });
  try {
    const userIds = await addPeople(server.context, LISTENERS);
    const people = await signInAll(server.context, userIds);
    const scopeId = await matterForAll(server.context);
    const before = memoryOf(server);
    const listeners = people.map(({ headers }) => sseListener(`${server.url}/api/events`, headers));
    await openAll(listeners);
    const opened = memoryOf(server);
    const flow = await flowOf(server, { scopeId, userIds, listeners, durationMs: seconds * 1_000 });
    const after = memoryOf(server);
    const { waits, wrong } = judged(listeners, userIds, flow);
    for (const listener of listeners) listener.cut();
    const floor = quantile(await bareFloor(Math.min(seconds * 1_000, LONGEST_FLOOR_MS)), 0.95);
    const value = quantile(waits, 0.95);
    return {
      name: 'sse',
      value,
      unit: 'ms',
      floor,
      ratio: value / floor,
      budget: `p95 <= ${BUDGET_MS} ms, no loss`,
      ok: value <= BUDGET_MS && wrong === 0,
      detail:
        `${LISTENERS} listeners on one API process for ${seconds} s, ${flow.sentAtMs.size} events, ${waits.length} heard, ` +
        `${flow.cuts} lines cut and resumed; listeners that missed, doubled or overheard anything: ${wrong}. p50 ` +
        `${quantile(waits, 0.5).toFixed(1)} ms, p99 ${quantile(waits, 0.99).toFixed(1)} ms. Memory of the process: ` +
        `${before} MB before, ${opened} MB with all streams open, ${after} MB at the end ` +
        `(${(((opened - before) * 1024) / LISTENERS).toFixed(0)} kB a stream).`,
    };
  } finally {
    await server.stop();
    await redis.close();
  }
}

interface Flow {
  /** Of every event, by its subject: when its transaction began. */
  readonly sentAtMs: ReadonlyMap<string, number>;
  /** Of whom each event is; null: of everybody. */
  readonly ownerOf: ReadonlyMap<string, string | null>;
  readonly cuts: number;
}

async function flowOf(
  { context }: ServerUnderTest,
  given: {
    readonly scopeId: string;
    readonly userIds: readonly string[];
    readonly listeners: readonly SseListener[];
    readonly durationMs: number;
  },
): Promise<Flow> {
  const { scopeId, userIds, listeners, durationMs } = given;
  const sentAtMs = new Map<string, number>();
  const ownerOf = new Map<string, string | null>();
  const happen = async (about: string, owner: string | null) => {
    const subjectId = context.newId();
    ownerOf.set(subjectId, owner);
    sentAtMs.set(subjectId, performance.now());
    await withChanges(context, SYSTEM, async (batch) => {
      batch.event({ type: 'invoice.flagged', scopeId: about, subjectId, data: { findingCount: 1 } });
    });
  };
  let cuts = 0;
  const cutOne = async () => {
    const listener = listeners[(cuts * 7919) % listeners.length];
    cuts += 1;
    listener?.cut();
    await setTimeout(300);
    await listener?.open();
  };
  const ownOf = (turn: number) => userIds[(turn * 31) % userIds.length] ?? '';
  await Promise.all([
    every(EVERY_MS, durationMs, () => happen(scopeId, null)),
    every(OWN_EVERY_MS, durationMs, (turn) => happen(`user:${ownOf(turn)}`, ownOf(turn))),
    every(CUT_EVERY_MS, durationMs, cutOne),
  ]);
  const expected = [...ownerOf.values()].reduce((sum, owner) => sum + (owner === null ? listeners.length : 1), 0);
  const until = performance.now() + SETTLED_MS;
  const heard = () => listeners.reduce((sum, each) => sum + each.heard.length, 0);
  while (heard() < expected && performance.now() < until) await setTimeout(50);
  return { sentAtMs, ownerOf, cuts };
}

/** Begins each at its time, whether or not earlier ones are done. */
async function every(pauseMs: number, durationMs: number, work: (turn: number) => Promise<void>): Promise<void> {
  const begun = performance.now();
  const under: Promise<void>[] = [];
  for (let turn = 0; turn * pauseMs < durationMs; turn += 1) {
    await setTimeout(Math.max(0, begun + turn * pauseMs - performance.now()));
    under.push(work(turn));
  }
  await Promise.all(under);
}

/** How long each event took to each listener, and how many listeners did not hear exactly what they should. */
function judged(listeners: readonly SseListener[], userIds: readonly string[], { sentAtMs, ownerOf }: Flow) {
  const waits: number[] = [];
  let wrong = 0;
  for (const [index, { heard }] of listeners.entries()) {
    const userId = userIds[index];
    const due = [...ownerOf].filter(([, owner]) => owner === null || owner === userId).length;
    const isInOrder = heard.every(({ seq }, place) => place === 0 || seq > (heard[place - 1]?.seq ?? 0));
    let isOwn = true;
    for (const { subjectId, atMs } of heard) {
      const owner = ownerOf.get(subjectId ?? '');
      if (owner === undefined || (owner !== null && owner !== userId)) isOwn = false;
      waits.push(atMs - (sentAtMs.get(subjectId ?? '') ?? Number.NaN));
    }
    // In order, each with a number of its own, and as many as there are: none is missing and none came twice.
    if (heard.length !== due || !isInOrder || !isOwn) wrong += 1;
  }
  return { waits, wrong };
}

async function bareFloor(durationMs: number): Promise<readonly number[]> {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'bench', 'bare-sse.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = line.toString().trim();
    const listeners = Array.from({ length: LISTENERS }, () => sseListener(url, {}));
    await openAll(listeners);
    const sentAtMs: number[] = [];
    await every(EVERY_MS, durationMs, async (turn) => {
      sentAtMs[turn] = performance.now();
      await fetch(url, { method: 'POST', headers: { 'x-subject': String(turn) } });
    });
    await setTimeout(500);
    for (const listener of listeners) listener.cut();
    return listeners.flatMap(({ heard }) =>
      heard.map(({ subjectId, atMs }) => atMs - (sentAtMs[Number(subjectId)] ?? Number.NaN)),
    );
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}

async function openAll(listeners: readonly SseListener[]): Promise<void> {
  for (let from = 0; from < listeners.length; from += AT_ONCE) {
    await Promise.all(listeners.slice(from, from + AT_ONCE).map((listener) => listener.open()));
  }
}

async function matterForAll(context: ServerContext): Promise<string> {
  const [clientId, matterId] = [context.newId(), context.newId()];
  await withChanges(context, SYSTEM, async (batch) => {
    await batch.db
      .insertInto('clients')
      .values({ id: clientId, number: 'C001', name: 'Client', guideline_name: null })
      .execute();
    await batch.db
      .insertInto('matters')
      .values({
        id: matterId,
        client_id: clientId,
        number: 'M001',
        name: 'Matter',
        guideline_name: null,
        updated_seq: null,
        deleted_at: null,
      })
      .execute();
    const scopeId = `matter:${matterId}`;
    batch.change({ scopeId, table: 'matter', rowId: matterId, op: 'put', rowVersion: 1, previousVersion: 0 });
    await refreshAccess(batch, { matterIds: [matterId] });
  });
  return `matter:${matterId}`;
}

/** Resident, in megabytes, as the system tells it. */
function memoryOf({ processIds }: ServerUnderTest): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(processIds.api)], { encoding: 'utf8' });
  return Math.round(Number(stdout.trim()) / 1024);
}
