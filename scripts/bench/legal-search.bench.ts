import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import pg from 'pg';
import { type PersonActor, SYSTEM } from '#server/access/actor.ts';
import { actAs, readAs } from '#server/access/read-as.ts';
import type { ServerContext } from '#server/context.ts';
import { searchPassages } from '#server/legal/passages/search-passages.ts';
import { storePassages } from '#server/legal/passages/store-passages.ts';
import { type BenchOptions, type BenchResult, quantile } from './budget.ts';
import { madeUpPassages, madeUpQuestions } from './made-up-passages.ts';
import { addPeople } from './people-under-test.ts';
import { startServerUnderTest } from './server-under-test.ts';

const PASSAGES = 100_000;
const MATTERS = 300;
const PEOPLE = 8;
const QUESTIONS = 400;
const WARM_UP = 40;
const BATCH = 2_000;
const BUDGET_MS = 150;

/**
 * `legal-search`: a question to the firm's own record, as the worker asks it for somebody (a transaction of theirs, row
 * security on), against one scan of the index of words in the same transaction's rights.
 */
export async function run(_: BenchOptions): Promise<BenchResult> {
  const server = await startServerUnderTest({ modes: [] });
  try {
    const { context } = server;
    const scopeIds = await addMatters(server.adminUrl, context, MATTERS);
    const people = (await addPeople(context, PEOPLE)).map(personOf);
    // Matter by matter, as a firm's record is filled: then a word's counts are raised once a batch and not once a passage.
    const passages = madeUpPassages(PASSAGES, scopeIds, 11).toSorted((a, b) =>
      a.scopeId < b.scopeId ? -1 : a.scopeId > b.scopeId ? 1 : 0,
    );
    for (let from = 0; from < passages.length; from += BATCH) {
      await context.database.transaction().execute(async (db) => {
        await actAs(db, SYSTEM);
        await storePassages(db, passages.slice(from, from + BATCH), { newId: () => context.newId() });
      });
    }
    await withOwner(server.adminUrl, (client) => client.query('VACUUM ANALYZE'));
    const questions = madeUpQuestions(passages, WARM_UP + QUESTIONS, 13);
    const searches: number[] = [];
    const scans: number[] = [];
    let hitCount = 0;
    for (const [at, question] of questions.entries()) {
      const person = people[at % people.length];
      if (person === undefined) continue;
      const began = performance.now();
      const { hits } = await readAs(context, person, (db) => searchPassages(db, person, question, {}, 20));
      const searched = performance.now();
      await oneScan(context, person, at);
      if (at < WARM_UP) continue;
      searches.push(searched - began);
      scans.push(performance.now() - searched);
      hitCount += hits.length;
    }
    const value = quantile(searches, 0.95);
    const floor = quantile(scans, 0.95);
    return {
      name: 'legal-search',
      value,
      unit: 'ms',
      floor,
      ratio: value / floor,
      budget: `p95 <= ${BUDGET_MS} ms`,
      ok: value <= BUDGET_MS && hitCount > QUESTIONS,
      detail:
        `${QUESTIONS} questions of two to six words to ${PASSAGES} passages in ${MATTERS} matters, one after the other, ` +
        `row security on; p50 ${quantile(searches, 0.5).toFixed(1)} ms, p99 ${quantile(searches, 0.99).toFixed(1)} ms, ` +
        `${(hitCount / QUESTIONS).toFixed(1)} hits each. Floor: one scan of the index of words.`,
    };
  } finally {
    await server.stop();
  }
}

/** Which passages hold one word of middling frequency. */
async function oneScan(context: ServerContext, person: PersonActor, at: number): Promise<void> {
  await readAs(context, person, (db) =>
    sql`SELECT passage_number, said FROM passage_words WHERE term_number = ${100 + at}`.execute(db),
  );
}

function personOf(userId: string): PersonActor {
  return {
    kind: 'person',
    userId,
    role: 'reviewer',
    displayName: 'Reviewer',
    sessionId: userId,
    deviceId: null,
    ip: null,
    accessVersion: 1,
  };
}

async function addMatters(adminUrl: string, context: ServerContext, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => context.newId());
  await withOwner(adminUrl, async (client) => {
    const clientId = context.newId();
    await client.query(`INSERT INTO clients (id, number, name) VALUES ($1, 'C1', 'Client')`, [clientId]);
    await client.query(
      `INSERT INTO matters (id, client_id, number, name) SELECT id, $2, 'M' || place, 'Matter ' || place
       FROM unnest($1::uuid[]) WITH ORDINALITY AS m (id, place)`,
      [ids, clientId],
    );
  });
  return ids.map((id) => `matter:${id}`);
}

async function withOwner(adminUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'lait-bench' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
