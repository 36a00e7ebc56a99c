import { bareFastifyFloor } from './bare-fastify-floor.ts';
import type { BenchOptions, BenchResult } from './budget.ts';
import { seededDraw } from './made-up-narratives.ts';
import { millionLinesDatabase } from './million-lines-database.ts';
import { type SignedIn, signInAll } from './people-under-test.ts';
import { type PlannedRequest, planLoad } from './plan-load.ts';
import { type OutgoingRequest, type Reply, runLoad, senderTo } from './run-load.ts';
import { type ServerUnderTest, startServerUnderTest } from './server-under-test.ts';
import { summariseLoad } from './summarise-load.ts';

/** One request each in two seconds. */
const USERS = 100;
const EVERY_MS = 2_000;
/** Connections, plans and compiled code are there when the count begins, as on a server that has been up. */
const WARM_UP_MS = 6_000;
const LONGEST_FLOOR_MS = 20_000;

export interface RouteUnderLoad {
  readonly name: string;
  readonly budgetMs: number;
  /** What is asked, in the words of `detail`. */
  readonly what: string;
  /** Called once the server stands, before the load. */
  prepare(
    server: ServerUnderTest,
    people: readonly SignedIn[],
  ): Promise<{
    requestOf(planned: PlannedRequest, person: SignedIn): OutgoingRequest;
    onReply?(planned: PlannedRequest, reply: Reply): void;
  }>;
}

/** p95 of a route with a million lines on the server, under the load of 100 people, against a bare Fastify route. */
export async function routeUnderLoad(route: RouteUnderLoad, { seconds }: BenchOptions): Promise<BenchResult> {
  const database = await millionLinesDatabase();
  const server = await startServerUnderTest({ database });
  try {
    const users = await server.context.database.selectFrom('users').select('id').orderBy('email').execute();
    const people = await signInAll(
      server.context,
      users.map(({ id }) => id),
    );
    const { requestOf, onReply } = await route.prepare(server, people);
    const sender = senderTo(server.url);
    const load = (durationMs: number, seed: number) =>
      planLoad({ users: USERS, everyMs: EVERY_MS, durationMs, draw: seededDraw(seed) });
    const ask = (plan: readonly PlannedRequest[]) =>
      runLoad(
        sender,
        plan,
        (planned) => {
          const person = people[planned.user % people.length];
          if (person === undefined) throw new Error('Nobody is signed in.');
          return requestOf(planned, person);
        },
        onReply,
      );
    await ask(load(WARM_UP_MS, 3));
    const floor = await bareFastifyFloor(load(Math.min(seconds * 1_000, LONGEST_FLOOR_MS), 5));
    const answered = summariseLoad(await ask(load(seconds * 1_000, 7)), 200);
    sender.close();
    return {
      name: route.name,
      value: answered.p95Ms,
      unit: 'ms',
      floor: floor.p95Ms,
      ratio: answered.p95Ms / floor.p95Ms,
      budget: `p95 <= ${route.budgetMs} ms`,
      ok: answered.p95Ms <= route.budgetMs && answered.failures === 0,
      detail:
        `${route.what}; open loop, ${USERS} people, one request each in ${EVERY_MS / 1_000} s for ${seconds} s ` +
        `(${answered.count} requests), limits on, 1,000,000 lines. p50 ${answered.p50Ms.toFixed(1)} ms, ` +
        `p99 ${answered.p99Ms.toFixed(1)} ms, failed ${answered.failures}${inBrackets(answered.failureText)}; ` +
        `the sender's own lag p99 ${answered.lagP99Ms.toFixed(1)} ms.`,
    };
  } finally {
    await server.stop();
  }
}

function inBrackets(text: string): string {
  return text === '' ? '' : ` (${text})`;
}
