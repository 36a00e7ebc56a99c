import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { type PushedMutation, type PushReply, SYNC_PROTOCOL, SYNC_SCHEMA } from '#shared/api/sync.ts';
import { decisionGroup } from '#shared/review/field-group.ts';
import { nextPush } from '#shared/sync/push-queue.ts';
import type { BenchOptions, BenchResult } from './budget.ts';
import { enterOwnBills } from './enter-own-bills.ts';
import { addPeople, type SignedIn, signInAll } from './people-under-test.ts';
import { type Sender, senderTo } from './run-load.ts';
import { type ServerUnderTest, startServerUnderTest } from './server-under-test.ts';

const DEVICES = 16;
/** Lines of a device's own bills, each decided once. */
const LINES_PER_BILL = 200;
const BILLS_PER_DEVICE = 5;
/** Within the budget of a user: each of these is a request of its own. */
const SINGLE_PUSHES = 200;
const BUDGET_RATIO = 0.4;

/**
 * `push`: sixteen devices that come back with decisions send them over HTTP, in pushes as the workspace's own queue
 * cuts them, each device the next when the last is answered; against as many bare transactions of one row from
 * sixteen connections. Both durable. What single decisions come to, one a push, is told beside it.
 */
export async function run(_: BenchOptions): Promise<BenchResult> {
  const server = await startServerUnderTest();
  try {
    const people = await signInAll(server.context, await addPeople(server.context, DEVICES));
    const lineIds = await enterOwnBills(server.context, {
      owners: people.map(({ userId }) => userId),
      billsEach: BILLS_PER_DEVICE,
      linesEach: LINES_PER_BILL,
    });
    const generation = await generationOf(server);
    const sender = senderTo(server.url);
    const devices = people.map((person, index) => deviceOf(server, sender, generation, person, lineIds[index] ?? []));
    // Everybody's first push enters the device.
    await Promise.all(devices.map((device) => device.pushSingly(1)));
    const singly = await rateOf(() => Promise.all(devices.map((device) => device.pushSingly(SINGLE_PUSHES))));
    const singleFloor = await bareTransactions(server.adminUrl, DEVICES * SINGLE_PUSHES);
    const queued = await rateOf(() => Promise.all(devices.map((device) => device.pushAll())));
    const floor = await bareTransactions(server.adminUrl, queued.count);
    sender.close();
    return {
      name: 'push',
      value: queued.perSecond,
      unit: 'mutations/s',
      floor,
      ratio: queued.perSecond / floor,
      budget: `>= ${BUDGET_RATIO} x floor`,
      ok: queued.perSecond >= BUDGET_RATIO * floor,
      detail:
        `${queued.count} decisions of ${DEVICES} devices, each pushing its queue; floor: as many one-row transactions on ` +
        `${DEVICES} connections. One decision a push: ${singly.perSecond.toFixed(0)}/s against ` +
        `${singleFloor.toFixed(0)}/s (ratio ${(singly.perSecond / singleFloor).toFixed(2)}).`,
    };
  } finally {
    await server.stop();
  }
}

interface BenchDevice {
  /** @returns how many were applied */
  pushSingly(count: number): Promise<number>;
  pushAll(): Promise<number>;
}

function deviceOf(
  { context }: ServerUnderTest,
  sender: Sender,
  generation: string,
  { headers }: SignedIn,
  lineIds: readonly string[],
): BenchDevice {
  const deviceId = context.newId();
  const mutations = lineIds.map((lineId, index): PushedMutation => {
    const request = index % 3 === 0 ? { kind: 'cut_percent', percentE4: 500_000 } : { kind: 'accept' };
    return {
      clientSeq: index + 1,
      mutationId: context.newId(),
      name: 'decideLine',
      argVersion: 1,
      args: { lineIds: [lineId], request, reasonCode: index % 3 === 0 ? 'vague' : null, findingIds: {} },
      base: { [decisionGroup(lineId)]: { version: 0, after: null } },
      at: new Date(context.clock.nowMs()).toISOString(),
    };
  });
  let done = 0;
  const push = async (count: number) => {
    const body = {
      protocol: SYNC_PROTOCOL,
      schema: SYNC_SCHEMA,
      generation,
      deviceId,
      appVersion: '1.0.0',
      mutations: mutations.slice(done, done + count),
    };
    const { status, text } = await sender.send({
      method: 'POST',
      path: '/api/sync/push',
      headers: { ...headers, 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(body)),
    });
    const reply = status === 200 ? (JSON.parse(text) as PushReply) : null;
    const results = reply?.kind === 'results' ? reply.results : [];
    if (results.length !== count || results.some(({ outcome }) => outcome !== 'applied')) {
      throw new Error(`A push was answered with ${status} ${text.slice(0, 300)}`);
    }
    done += count;
    return count;
  };
  return {
    async pushSingly(count) {
      for (let sent = 0; sent < count; sent += 1) await push(1);
      return count;
    },
    async pushAll() {
      const before = done;
      while (done < mutations.length) {
        const queue = mutations.slice(done).map(({ clientSeq, name, args, base }) => ({
          order: clientSeq,
          pushSeq: null,
          isHeld: false,
          byteLength: JSON.stringify({ name, args, base }).length,
        }));
        await push(nextPush(queue, done).send.length);
      }
      return done - before;
    },
  };
}

async function rateOf(work: () => Promise<readonly number[]>): Promise<{ count: number; perSecond: number }> {
  const startedAt = performance.now();
  const count = (await work()).reduce((sum, each) => sum + each, 0);
  return { count, perSecond: (count * 1_000) / (performance.now() - startedAt) };
}

/** @returns one-row transactions a second, from as many connections as there are devices */
async function bareTransactions(adminUrl: string, count: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: DEVICES });
  try {
    await pool.query('CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, args jsonb NOT NULL)');
    const args = JSON.stringify({ lineIds: ['x'.repeat(36)], request: { kind: 'accept' }, reasonCode: null });
    const clients = await Promise.all(Array.from({ length: DEVICES }, () => pool.connect()));
    const { perSecond } = await rateOf(() =>
      Promise.all(
        clients.map(async (client) => {
          const share = Math.floor(count / DEVICES);
          for (let sent = 0; sent < share; sent += 1) {
            await client.query({ name: 'floor', text: 'INSERT INTO bench_floor (args) VALUES ($1)', values: [args] });
          }
          return share;
        }),
      ),
    );
    for (const client of clients) client.release();
    return perSecond;
  } finally {
    await pool.end();
  }
}

async function generationOf({ context }: ServerUnderTest): Promise<string> {
  const { id } = await context.database.selectFrom('server_generation').select('id').executeTakeFirstOrThrow();
  return id;
}
