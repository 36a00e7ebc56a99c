import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitLsa, lsaProvider } from '#shared/legal/ranking/lsa.ts';
import { termsOf } from '#shared/legal/ranking/tokenise.ts';
import { type PersonActor, SYSTEM } from '../../access/actor.ts';
import { type TestFirm, testFirm } from '../../access/firm.testing.ts';
import { actAs, readAs } from '../../access/read-as.ts';
import { refreshAccess } from '../../access/scope-access.ts';
import { testBatch } from '../../access/test-batch.testing.ts';
import { type TestContext, testContext } from '../../testing/test-context.ts';
import { NOTHING_KNOWN, type PassageSource } from './passage.ts';
import type { PassageFilters } from './score-passages.ts';
import { type SecondLeg, searchPassages } from './search-passages.ts';
import { storePassages } from './store-passages.ts';

let server: TestContext;
let firm: TestFirm;
let ann: PersonActor;
let ben: PersonActor;
let open: string;
let secret: string;

beforeAll(async () => {
  server = await testContext();
  firm = testFirm(server);
  [ann, ben] = [await firm.user(), await firm.user()];
  [open, secret] = [`matter:${await firm.matter()}`, `matter:${await firm.matter()}`];
  await firm.grant(ann, null);
  await firm.grant(ben, null);
  await firm.wall(ben, secret.slice('matter:'.length));
  await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId, ben.userId] }));
}, 60_000);
afterAll(() => server.close());

const source = (key: string, text: string, more: Partial<PassageSource> = {}): PassageSource => ({
  sourceKey: key,
  kind: 'note',
  scopeId: open,
  title: key,
  text,
  date: '2026-03-01',
  about: NOTHING_KNOWN,
  ...more,
});
const store = (sources: readonly PassageSource[], gone: readonly string[] = []) =>
  server.context.database.transaction().execute(async (db) => {
    await actAs(db, SYSTEM);
    await storePassages(db, sources, { gone, newId: () => server.context.newId() });
  });
const search = (actor: PersonActor, query: string, filters: PassageFilters = {}, leg: SecondLeg | null = null) =>
  readAs(server.context, actor, (db) => searchPassages(db, actor, query, filters, 10, leg));
const keys = async (...asked: Parameters<typeof search>) =>
  (await search(...asked)).hits.map(({ sourceKey }) => sourceKey);

const CLAUSES = [
  source('g:1', 'Block billing is not permitted; each task is entered separately.', {
    scopeId: 'firm',
    kind: 'clause',
  }),
  source('g:2', 'Travel time is paid at half the rate.', { scopeId: 'firm', kind: 'clause', date: '2025-01-01' }),
  source('g:3', 'Billing for a block of hotel rooms is refused.', { scopeId: 'firm', kind: 'clause' }),
];

describe('the firm\u2019s own record', () => {
  beforeAll(() =>
    store([...CLAUSES, source('line:1', 'Reviewed block of documents; travel to court', { kind: 'line' })]),
  );

  it('is found by its words however they end, what was asked word for word before all else', async () => {
    const { hits, totalCount } = await search(ann, 'block billing');
    expect(hits.map(({ sourceKey, tier }) => [sourceKey, tier])).toEqual([
      ['g:1', 'phrase'],
      ['g:3', 'words'],
      ['line:1', 'words'],
    ]);
    expect(totalCount).toBe(3);
    const [first] = hits;
    expect(first?.highlights.map(({ start, end }) => first.text.slice(start, end))).toEqual(['Block', 'billing']);
  });

  it('keeps to what stands in quotation marks for its first tier', async () => {
    const { hits } = await search(ann, 'refused "travel time"');
    expect(hits[0]).toMatchObject({ sourceKey: 'g:2', tier: 'phrase' });
  });

  it('is narrowed by kind and date', async () => {
    expect(await keys(ann, 'travel', { kinds: ['line'] })).toEqual(['line:1']);
    expect(await keys(ann, 'travel', { to: '2025-12-31' })).toEqual(['g:2']);
    expect((await search(ann, 'travel', { from: '2026-01-01' })).totalCount).toBe(1);
  });

  it('answers nothing to nothing', async () => {
    for (const query of ['', 'the', '!!!', 'zebra'])
      expect(await search(ann, query)).toEqual({ hits: [], totalCount: 0 });
  });

  it('holds what a source says now, not what it said', async () => {
    await store([source('n:1', 'deposition in Trenton')]);
    await store([source('n:1', 'mediation in Newark')]);
    expect(await keys(ann, 'Trenton')).toEqual([]);
    expect(await keys(ann, 'Newark')).toEqual(['n:1']);
    await store([], ['n:1']);
    expect(await keys(ann, 'Newark')).toEqual([]);
  });

  it('finds a long opinion once, by its best part', async () => {
    const filler = Array.from({ length: 2_000 }, (_, at) => `word${at}`).join(' ');
    await store([source('o:1', `${filler} lodestar multiplier ${filler}`, { kind: 'opinion' })]);
    const { hits } = await search(ann, 'lodestar multiplier');
    expect(hits.map(({ sourceKey, tier }) => [sourceKey, tier])).toEqual([['o:1', 'phrase']]);
    expect(hits[0]?.text.length).toBeLessThan(6_000);
    await store([], ['o:1']);
  });

  it('keeps counts that are those of the rows, whatever was stored and replaced', async () => {
    const { rows: wrong } = await sql`
      SELECT t.term_number FROM passage_term_totals t LEFT JOIN (
        SELECT term_number, scope_number, count(*) AS n FROM passage_words GROUP BY 1, 2) w USING (term_number, scope_number)
      WHERE t.passage_count <> coalesce(w.n, 0)
      UNION ALL SELECT s.number FROM passage_scopes s LEFT JOIN (
        SELECT scope_number, count(*) AS n, sum(word_count) AS words FROM passages GROUP BY 1) p ON p.scope_number = s.number
      WHERE s.passage_count <> coalesce(p.n, 0) OR s.word_count <> coalesce(p.words, 0)`.execute(server.admin);
    expect(wrong).toEqual([]);
  });

  it('takes a second leg into account where one is given', async () => {
    const model = fitLsa(['flight ticket', 'ticket journey', 'flight journey', 'brief motion', 'motion judge', 'judge brief'].map(termsOf), { dimensions: 2, seed: 1 }); // biome-ignore format: one list
    if (model === null) throw new Error('no model');
    await store([source('s:1', 'costs of the motion'), source('s:2', 'costs of the flight, with hotel and meals')]);
    const leg = { provider: lsaProvider(model, 'test'), semanticWeight: 2 };
    expect((await keys(ann, 'costs journey'))[0]).toBe('s:1');
    expect((await keys(ann, 'costs journey', {}, leg))[0]).toBe('s:2');
    await store([], ['s:1', 's:2']);
  });
});

describe('a wall', () => {
  const HIDDEN = [
    source('hidden:1', 'Block billing in the secret matter, travel and zebra', { scopeId: secret }),
    source('hidden:2', 'travel travel travel block', { scopeId: secret }),
    source('hidden:3', `${'block '.repeat(300)} billing`, { scopeId: secret }),
  ];
  const QUESTIONS = ['block billing', 'travel', '"block billing"', 'zebra', 'travel block court hotel'];
  const asked = (actor: PersonActor) => Promise.all(QUESTIONS.map((query) => search(actor, query)));

  it('hides its passages, and changes neither a score nor a count for whoever stands before it', async () => {
    const before = await asked(ben);
    await store(HIDDEN.map((each) => ({ ...each, scopeId: secret })));
    expect(await asked(ben)).toEqual(before);
    const [seen] = await asked(ann);
    expect(seen?.hits.map(({ sourceKey }) => sourceKey)).toContain('hidden:1');
    expect(await keys(ben, 'zebra')).toEqual([]);
  });

  it('stands also where a query forgot it', async () => {
    const scope = await server.admin
      .selectFrom('passage_scopes')
      .select('number')
      .where('scope_id', '=', secret)
      .executeTakeFirstOrThrow();
    const counted = async (actor: PersonActor, table: string) =>
      readAs(server.context, actor, async (db) => {
        const { rows } = await sql<{ count: number }>`
          SELECT count(*)::int AS count FROM ${sql.table(table)} WHERE scope_number = ${scope.number}`.execute(db);
        return rows[0]?.count;
      });
    for (const table of ['passages', 'passage_words', 'passage_term_totals']) {
      expect(await counted(ben, table), table).toBe(0);
      expect(await counted(ann, table), table).toBeGreaterThan(0);
    }
  });

  it('takes from a search what it was raised before, at once', async () => {
    expect(await keys(ann, 'zebra')).toEqual(['hidden:1']);
    await firm.wall(ann, secret.slice('matter:'.length));
    await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId] }));
    expect(await search(ann, 'zebra')).toEqual({ hits: [], totalCount: 0 });
  });
});
