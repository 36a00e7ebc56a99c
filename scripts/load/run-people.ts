import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { seededDraw } from '../bench/made-up-narratives.ts';
import { planLoad } from '../bench/plan-load.ts';
import type { Sender } from '../bench/run-load.ts';
import type { Attempt } from './load-figures.ts';
import type { LoadPerson } from './load-people.ts';
import { kindOf } from './persistent-sender.ts';
import type { SimulatedPerson } from './simulated-person.ts';

export interface Pace {
  /** Between two things that a person does, in the middle. */
  readonly everyMs: number;
  readonly durationMs: number;
  /** Within this time everybody comes to their desk. */
  readonly arriveWithinMs: number;
  readonly seed: number;
}

/**
 * Everybody comes, loads what they may see, and then does one thing in each period at a moment drawn within it. Nobody
 * does two things at once: what is late makes the next one late, and its time counts from when it was due.
 * @returns how many things were due and never begun, because the time was over
 */
export async function runPeople(people: readonly SimulatedPerson[], pace: Pace): Promise<number> {
  const { everyMs, durationMs, arriveWithinMs, seed } = pace;
  const draw = seededDraw(seed);
  const plan = planLoad({ users: people.length, everyMs, durationMs: durationMs - arriveWithinMs, draw });
  const planOf = Map.groupBy(plan, ({ user }) => user);
  const arrivals = people.map(() => draw(Math.max(1, arriveWithinMs)));
  const startedAt = performance.now();
  let neverBegun = 0;
  await Promise.all(
    people.map(async (person, user) => {
      const arriveAt = startedAt + (arrivals[user] ?? 0);
      await until(arriveAt);
      await person.begin(arriveAt);
      for (const { atMs } of planOf.get(user) ?? []) {
        const dueAt = startedAt + arriveWithinMs + atMs;
        await until(dueAt);
        if (performance.now() > startedAt + durationMs) neverBegun += 1;
        else await person.act(dueAt);
      }
    }),
  );
  return neverBegun;
}

/** Uploads under way at once while many are handed in. */
const LANES = 8;

/** Bills as fast as they are taken, each from the next person. */
export async function uploadMany(people: readonly SimulatedPerson[], count: number): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let place = next++; place < count; place = next++) {
        await people[place % people.length]?.upload(performance.now());
      }
    }),
  );
}

/** Below the hundred a minute that an address may before it has signed in. */
const SIGN_IN_EVERY_MS = 700;

/** Signs people in with their passwords, one after the other. @returns them with the tokens they were given */
export async function signInAhead(
  sender: Sender,
  people: readonly LoadPerson[],
  count: number,
  record: (attempt: Attempt) => void,
): Promise<readonly LoadPerson[]> {
  const signedIn: LoadPerson[] = [];
  for (const person of people.slice(0, count)) {
    const { email, password } = person;
    const startedAt = performance.now();
    const { status, text } = await sender.send({
      method: 'POST',
      path: '/api/auth/login',
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify({ email, password, kind: 'desktop' })),
    });
    const latencyMs = performance.now() - startedAt;
    record({ action: 'sign in', latencyMs, failedTries: [], failure: status === 200 ? null : kindOf(status) });
    // Sound: `sessionGrant` of shared/api/auth.ts.
    const token = status === 200 ? (JSON.parse(text) as { readonly accessToken: string }).accessToken : person.token;
    signedIn.push({ ...person, token });
    await setTimeout(Math.max(0, SIGN_IN_EVERY_MS - latencyMs));
  }
  return [...signedIn, ...people.slice(count)];
}

/** Asks once a second whether the server is well, as its watchers do. @returns a function that ends it */
export function watchHealth(sender: Sender, record: (attempt: Attempt) => void): () => void {
  const timer = setInterval(() => {
    const startedAt = performance.now();
    void sender.send({ path: '/api/health' }).then(({ status }) => {
      const latencyMs = performance.now() - startedAt;
      // A process that was killed a moment ago is what the watcher is for; its next look is another one.
      if (status === 200) record({ action: 'health', latencyMs, failedTries: [], failure: null });
      else record({ action: 'health', latencyMs, failedTries: [kindOf(status)], failure: null });
    });
  }, 1_000);
  return () => clearInterval(timer);
}

async function until(atMs: number): Promise<void> {
  const wait = atMs - performance.now();
  if (wait > 0) await setTimeout(wait);
}
