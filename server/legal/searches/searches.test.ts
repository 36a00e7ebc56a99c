import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  citationAnswer,
  legalStatus,
  outgoingPreview,
  savedAccepted,
  savedList,
  searchPage,
} from '#shared/api/legal.ts';
import { SYNC_PROTOCOL, SYNC_SCHEMA } from '#shared/api/sync.ts';
import { SYSTEM } from '../../access/actor.ts';
import { refreshAccess } from '../../access/scope-access.ts';
import { startWorker } from '../../jobs/start-worker.ts';
import type { SignedInPerson } from '../../notifications/listening-firm.testing.ts';
import { withChanges } from '../../sync/with-changes.ts';
import type { Fault } from '../../testing/courtlistener/faults.ts';
import { completeQueued } from './complete-queued.ts';
import { type LegalFirm, type LegalReply, legalFirm, passage } from './legal-firm.testing.ts';
import { runSearch } from './run-search.ts';

/** What of the sync is looked at here. */
const rows = z.array(z.object({ table: z.string(), id: z.string(), version: z.int(), body: z.unknown() }));
const scopeImage = z.object({ kind: z.string(), asOf: z.int().optional(), rows: rows.optional() });
const scopePages = z.object({ scopes: z.array(z.object({ rows })) });

describe('a legal search', () => {
  let firm: LegalFirm;
  let ann: SignedInPerson;
  let ben: SignedInPerson;
  let scopeId: string;
  let matterId: string;
  let secret: string;
  let number = 0;
  beforeAll(async () => {
    firm = await legalFirm();
    [ann, ben] = [await firm.person(), await firm.person()];
    scopeId = await firm.matter(ann, ben);
    matterId = scopeId.slice('matter:'.length);
    secret = await firm.matter(ann);
    firm.passages.push(
      passage('firm', 'Block billing is cut by a fifth'),
      passage(scopeId, 'Block billing was accepted here'),
      passage(secret, 'Block billing of a secret'),
    );
    await startWorker(firm.server.context);
  });
  afterAll(() => firm.closeAll());

  /** Never asked before. */
  const question = () => `block billing reduction ${++number}`;
  const eventsOf = async (searchId: string) => {
    const rows = await firm.server.admin
      .selectFrom('events')
      .select(['scope_id', 'data'])
      .where('subject_id', '=', searchId)
      .orderBy('seq')
      .execute();
    return rows.map(({ scope_id, data }) => ({ scopeId: scope_id, data }));
  };

  it('asks both sources and ends with what they have: source, link, moment, what was marked', async () => {
    const id = await firm.ask(ann, question());
    const search = await firm.ended(ann, id);
    expect(search).toMatchObject({ state: 'done', outcome: 'fresh', error: null, isMine: true, hasMore: true });
    expect(search.sources.map(({ source, state, total }) => [source, state, total?.value])).toEqual([
      ['local', 'fresh', 3],
      ['courtlistener', 'fresh', 45],
    ]);
    const outside = search.hits.filter(({ source }) => source === 'courtlistener');
    expect(outside).toHaveLength(20);
    const [first] = outside;
    expect(first).toMatchObject({
      title: 'Marrow v. Tindall',
      citations: ['100 F.3d 200'],
      link: 'https://www.courtlistener.com/opinion/9000000/case-0/',
      fetchedAt: expect.stringMatching(/^2026-04-01T/),
    });
    const [marked] = first?.passages ?? [];
    const [span] = marked?.highlights ?? [];
    expect(marked?.text.slice(span?.start, span?.end)).toBe('block');
    expect(await eventsOf(id)).toEqual([
      {
        scopeId: `user:${ann.actor.userId}`,
        data: { count: 23, sources: 'local,courtlistener', cached: 0, partial: 0 },
      },
    ]);
  });

  it('asked again is answered from what was kept, and says so', async () => {
    const text = question();
    await firm.ended(ann, await firm.ask(ann, text));
    const asked = firm.source.received.length;
    const id = await firm.ask(ben, text);
    expect(await firm.ended(ben, id)).toMatchObject({ outcome: 'cached', state: 'done' });
    expect(firm.source.received.length).toBe(asked);
    expect((await eventsOf(id))[0]?.data).toMatchObject({ cached: 1, partial: 0 });
  });

  it.each([
    ['throttled', 'throttled', 42],
    ['throttled_blocked', 'throttled', 3_600],
    ['server_twice', 'server', 60],
    ['reset', 'network', 60],
    ['truncated_json', 'contract', null],
    ['null_list', 'contract', null],
    ['bad_token', 'auth', null],
  ] as const)('that meets "%s" ends as local and partial with LEGAL_001', async (fault, reason, waitSeconds) => {
    firm.source.fail(fault as Fault, fault === 'server_twice' ? 2 : 1);
    const now = firm.server.clock.nowMs();
    const id = await firm.ask(ann, question());
    const search = await firm.ended(ann, id);
    const retryAt = waitSeconds === null ? null : new Date(now + waitSeconds * 1_000).toISOString();
    expect(search).toMatchObject({
      outcome: 'partial',
      state: retryAt === null ? 'done' : 'queued',
      error: { code: 'LEGAL_001', source: 'courtlistener', reason, retryAt, isRetryable: retryAt !== null },
    });
    expect(search.hits.map(({ source }) => source)).toEqual(['local', 'local', 'local']);
    const [event, ...others] = await eventsOf(id);
    expect(others).toEqual([]);
    expect(event?.data).toEqual({
      count: 3,
      sources: 'local',
      cached: 0,
      partial: 1,
      code: 'LEGAL_001',
      reason,
      ...(retryAt === null ? {} : { retryAt }),
    });
    if (retryAt === null) return;
    // What was queued comes by itself, once, and says that it is late.
    firm.server.clock.advance((waitSeconds ?? 0) * 1_000);
    expect(await completeQueued(firm.server.context)).toEqual({ questionCount: 1, searchCount: 1 });
    expect(await completeQueued(firm.server.context)).toEqual({ questionCount: 0, searchCount: 0 });
    const complete = await firm.ended(ann, id);
    expect(complete).toMatchObject({ state: 'done', outcome: 'fresh', error: null });
    expect(complete.hits).toHaveLength(23);
    expect((await eventsOf(id)).slice(1)).toEqual([
      {
        scopeId: `user:${ann.actor.userId}`,
        data: { count: 20, sources: 'courtlistener', cached: 0, partial: 0, late: 1 },
      },
    ]);
  });

  it('ends within ten seconds of being asked, however slow the source is', async () => {
    firm.source.fail('hang');
    const began = performance.now();
    const search = await firm.ended(ann, await firm.ask(ann, question()));
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(search.error?.reason).toBe('timeout');
    firm.server.clock.advance(60_000);
    await completeQueued(firm.server.context);
  });

  it('with an old answer where there is no new one says of when it is', async () => {
    const text = question();
    const before = await firm.ended(ann, await firm.ask(ann, text));
    firm.server.clock.advance(25 * 3_600_000);
    firm.source.fail('throttled');
    const search = await firm.ended(ann, await firm.ask(ann, text));
    expect(search).toMatchObject({ outcome: 'cached', state: 'done', error: null });
    expect(search.sources[1]).toMatchObject({
      state: 'stale',
      fetchedAt: before.sources[1]?.fetchedAt,
      failure: { reason: 'throttled' },
    });
    firm.server.clock.advance(60_000);
  });

  it('that is worked on twice ends once', async () => {
    const id = await firm.ask(ann, question());
    const search = await firm.ended(ann, id);
    await runSearch(firm.server.context, id);
    expect((await firm.ended(ann, id)).hits.map((hit) => hit.id)).toEqual(search.hits.map((hit) => hit.id));
    expect(await eventsOf(id)).toHaveLength(1);
  });

  it('whose question the source cannot read says so, and that is no failure of the source', async () => {
    const search = await firm.ended(ann, await firm.ask(ann, `${question()} (fees`));
    expect(search).toMatchObject({ outcome: 'partial', error: null, state: 'done' });
    expect(search.sources[1]).toMatchObject({ state: 'invalid', message: expect.stringContaining('bracket') });
  });

  describe('leaves the firm as text without names', () => {
    it('that somebody has seen', async () => {
      const refused = await firm.call(ann, 'POST', '/api/legal/search', { query: question() });
      expect([refused.status, refused.refusal().code]).toEqual([400, 'BAD_REQUEST']);
    });

    it('and in which nobody is named, whatever was written instead', async () => {
      await firm.server.admin.updateTable('clients').set({ name: 'Ravensworth Holdings' }).execute();
      const query = `${question()} for Ravensworth Holdings`;
      const preview = (await firm.call(ann, 'POST', '/api/legal/outgoing', { query })).read(outgoingPreview);
      expect(preview).toMatchObject({ removed: [{ kind: 'client' }], isDatabaseOn: true });
      expect(preview.outgoingText).not.toMatch(/Ravensworth/);
      const refused = await firm.call(ann, 'POST', '/api/legal/search', { query, outgoingText: query });
      expect([refused.status, refused.refusal().code]).toEqual([409, 'CONFLICT']);
      expect(refused.refusal().details?.outgoingText).toBe(preview.outgoingText);
      await firm.ended(ann, await firm.ask(ann, query));
      for (const { parameters } of firm.source.received) expect(parameters.toString()).not.toMatch(/Ravensworth/i);
    });

    it('or not at all, where only names were asked', async () => {
      const asked = firm.source.received.length;
      const search = await firm.ended(ann, await firm.ask(ann, 'Ravensworth Holdings'));
      expect(search.sources.map(({ source, state }) => [source, state])).toEqual([
        ['local', 'fresh'],
        ['courtlistener', 'off'],
      ]);
      expect(search.outcome).toBe('fresh');
      expect(firm.source.received.length).toBe(asked);
    });

    it('and stands in no log, no event and no entry of the audit', async () => {
      const text = `unheard-of lodestar ${++number}`;
      const id = await firm.ask(ann, text);
      await firm.ended(ann, id);
      const { rows } = await firm.server.adminPool.query(
        `SELECT (SELECT string_agg(data::text, ' ') FROM events) AS events, (SELECT string_agg(detail::text, ' ') FROM audit_log) AS audit,
          (SELECT string_agg(key || body::text, ' ') FROM legal_answers) AS kept`,
      );
      expect(JSON.stringify([rows[0].events, rows[0].audit, firm.server.logged])).not.toContain('lodestar');
      expect(rows[0].kept).not.toContain(text);
    });
  });

  it('goes on page by page, and begins again where the source has lost the place', async () => {
    const id = await firm.ask(ann, question());
    await firm.ended(ann, id);
    const more = () => firm.call(ann, 'POST', `/api/legal/searches/${id}/more`);
    expect((await more()).body).toMatchObject({ hasMore: true, hits: { length: 20 } });
    firm.source.fail('cursor_expired');
    const after = await more();
    // Nothing twice: the pages that were held are passed over.
    const search = await firm.ended(ann, id);
    const links = search.hits.flatMap(({ link, source }) => (source === 'courtlistener' ? [link] : []));
    expect(new Set(links).size).toBe(links.length);
    expect(after.status).toBe(200);
    firm.source.fail('throttled');
    const refused = await more();
    expect([refused.status, refused.refusal().code, refused.headers.get('retry-after')]).toEqual([
      503,
      'LEGAL_001',
      '42',
    ]);
    firm.server.clock.advance(60_000);
  });

  it('kept under a name is found again, by its owner alone', async () => {
    const id = await firm.ask(ann, question(), { matterId });
    await firm.ended(ann, id);
    expect((await firm.call(ann, 'PATCH', `/api/legal/searches/${id}`, { name: 'Block billing' })).status).toBe(204);
    const kept = await firm.call(ann, 'GET', '/api/legal/searches?keptOnly=true');
    expect(kept.read(searchPage).searches.map((each) => [each.id, each.name])).toEqual([[id, 'Block billing']]);
    expect((await firm.call(ben, 'PATCH', `/api/legal/searches/${id}`, { name: 'Mine' })).status).toBe(404);
    expect((await firm.call(ben, 'GET', '/api/legal/searches?keptOnly=true')).read(searchPage).searches).toEqual([]);
  });

  describe('behind walls', () => {
    it('is its owner’s alone, or that of the matter it names', async () => {
      const own = await firm.ask(ann, question());
      await firm.ended(ann, own);
      expect((await firm.call(ben, 'GET', `/api/legal/searches/${own}`)).status).toBe(404);
      const shared = await firm.ask(ann, question(), { matterId });
      await firm.ended(ann, shared);
      expect(await firm.ended(ben, shared)).toMatchObject({ isMine: false, name: null });
      const asked = await firm.call(ben, 'POST', '/api/legal/search', {
        query: 'fees',
        sources: ['local'],
        matterId: secret.slice('matter:'.length),
      });
      expect(asked.status).toBe(404);
    });

    it('shows everybody only what they may see, and counts for a matter only what all of it may', async () => {
      const id = await firm.ask(ann, question(), { matterId });
      const mine = await firm.ended(ann, id);
      const theirs = await firm.ended(ben, id);
      const own = (search: typeof mine) =>
        search.hits.flatMap(({ source, title }) => (source === 'local' ? [title] : []));
      expect(own(mine)).toContain('Block billing of a secret');
      expect(own(theirs)).toEqual(['Block billing is cut by a fifth', 'Block billing was accepted here']);
      expect((await eventsOf(id))[0]).toMatchObject({ scopeId, data: { count: 22 } });
    });

    it('is gone with the matter for whom a wall is raised, the one who asked included', async () => {
      const late = await firm.person();
      await firm.firm.grant(late.actor, matterId);
      await withChanges(firm.server.context, SYSTEM, (batch) => refreshAccess(batch, { matterIds: [matterId] }));
      const id = await firm.ask(late, question(), { matterId });
      await firm.ended(late, id);
      await firm.wall(late, scopeId);
      expect((await firm.call(late, 'GET', `/api/legal/searches/${id}`)).status).toBe(404);
      expect((await firm.ended(ben, id)).state).toBe('done');
    });
  });

  describe('whose results are saved to a matter', () => {
    it('keeps them as they are, once, and they leave with whoever takes them off', async () => {
      const id = await firm.ask(ann, question(), { matterId });
      const search = await firm.ended(ann, id);
      const hit = search.hits.find(({ source }) => source === 'courtlistener');
      const save = (person: SignedInPerson) =>
        firm.call(person, 'POST', '/api/legal/saved', {
          searchId: id,
          hitId: hit?.id,
          matterId,
          note: 'For the appeal',
        });
      const [first, again] = [await save(ann), await save(ben)];
      const { savedId } = first.read(savedAccepted);
      expect([first.status, again.status, again.body]).toEqual([201, 201, { savedId }]);
      const list = await firm.call(ben, 'GET', `/api/legal/saved?matterId=${matterId}`);
      expect(list.read(savedList).saved).toEqual([
        expect.objectContaining({
          savedId,
          title: hit?.title,
          link: hit?.link,
          passages: hit?.passages,
          note: 'For the appeal',
        }),
      ]);
      expect((await firm.ended(ann, id)).hits.find((each) => each.id === hit?.id)?.savedTo).toBe(matterId);
      expect((await firm.call(ben, 'DELETE', `/api/legal/saved/${savedId}`)).status).toBe(204);
      expect((await firm.call(ann, 'DELETE', `/api/legal/saved/${savedId}`)).status).toBe(404);
      expect((await firm.call(ann, 'GET', `/api/legal/saved?matterId=${matterId}`)).read(savedList).saved).toEqual([]);
    });

    it('travel to the desks of the matter’s people with the matter, and off them', async () => {
      const id = await firm.ask(ann, question(), { matterId });
      const [, hit] = (await firm.ended(ann, id)).hits.filter(({ source }) => source === 'courtlistener');
      const given = { searchId: id, hitId: hit?.id, matterId, note: 'Fetch' };
      const { savedId } = (await firm.call(ann, 'POST', '/api/legal/saved', given)).read(savedAccepted);
      const protocol = {
        protocol: SYNC_PROTOCOL,
        schema: SYNC_SCHEMA,
        generation: null,
        deviceId: firm.server.context.newId(),
      };
      const imageFor = async (person: SignedInPerson) => {
        const page = { scopeId, epoch: 1, asOf: null, after: null, limit: 200 };
        const device = { ...protocol, deviceId: firm.server.context.newId() };
        return (await firm.call(person, 'POST', '/api/sync/bootstrap', { ...device, ...page })).read(scopeImage);
      };
      const image = await imageFor(ben);
      expect(image.rows?.filter(({ table }) => table === 'saved_result')).toEqual([
        {
          table: 'saved_result',
          id: savedId,
          version: 1,
          body: expect.objectContaining({ title: hit?.title, link: hit?.link, note: 'Fetch', by: ann.actor.userId }),
        },
      ]);
      expect((await imageFor(await firm.person())).kind).toBe('revoked');
      const held = { scopeId, epoch: 1, cursor: image.asOf };
      await firm.call(ann, 'DELETE', `/api/legal/saved/${savedId}`);
      const pull = { ...protocol, appVersion: '1.0.0', scopes: [held], purged: [], limit: 200 };
      const reply = await firm.call(ben, 'POST', '/api/sync/pull', pull);
      expect(reply.read(scopePages).scopes[0]?.rows).toContainEqual({
        table: 'saved_result',
        id: savedId,
        version: 2,
        body: null,
      });
    });

    it('never carries a passage into a matter whose people are others', async () => {
      const id = await firm.ask(ann, question());
      const search = await firm.ended(ann, id);
      const hit = search.hits.find(({ title }) => title === 'Block billing of a secret');
      const saved = await firm.call(ann, 'POST', '/api/legal/saved', { searchId: id, hitId: hit?.id, matterId });
      expect([saved.status, saved.refusal().code]).toEqual([409, 'CONFLICT']);
    });

    it('is refused for a matter or a search that the person may not see', async () => {
      const id = await firm.ask(ann, question());
      const search = await firm.ended(ann, id);
      const hitId = search.hits[0]?.id;
      const save = (person: SignedInPerson, to: string) =>
        firm.call(person, 'POST', '/api/legal/saved', { searchId: id, hitId, matterId: to.replace('matter:', '') });
      expect((await save(ben, scopeId)).status).toBe(404);
      expect((await save(ann, `matter:${firm.server.context.newId()}`)).status).toBe(404);
      expect((await firm.call(ben, 'GET', `/api/legal/saved?matterId=${secret.slice(7)}`)).status).toBe(404);
    });
  });

  it('says how much may be asked just now, and an administrator may try the key at no cost', async () => {
    const admin = await firm.person('administrator');
    const status = await firm.call(ann, 'GET', '/api/legal/status');
    expect(status.body).toMatchObject({
      courtlistener: { state: 'on', windows: { length: 3 } },
      local: { state: 'on' },
    });
    const dayOf = (answer: LegalReply) => answer.read(legalStatus).courtlistener.windows[2]?.used;
    expect((await firm.call(admin, 'POST', '/api/admin/legal/test')).body).toMatchObject({
      isReached: true,
      usage: [{ scope: 'user', rate: '5/min' }],
      membership: 'Free',
    });
    firm.source.fail('bad_token');
    expect((await firm.call(admin, 'POST', '/api/admin/legal/test')).body).toMatchObject({
      isReached: false,
      failure: { reason: 'auth', isRetryable: false },
    });
    await firm.call(admin, 'POST', '/api/admin/legal/test');
    expect(dayOf(await firm.call(ann, 'GET', '/api/legal/status'))).toBe(dayOf(status));
  });

  it('looks citations up, and says LEGAL_001 where it could not', async () => {
    const ask = (citations: readonly object[]) => firm.call(ann, 'POST', '/api/legal/citations', { citations });
    const looked = await ask([
      { citation: '103 F.3d 203', caseName: 'Pellerin v. Marrow' },
      { citation: '104 F.3d 204', caseName: 'Varghese v. China Southern Airlines' },
    ]);
    expect(looked.read(citationAnswer).citations.map(({ verdict }) => verdict)).toEqual(['found', 'other_case']);
    firm.source.fail('throttled_citations');
    const refused = await ask([{ citation: '150 F.3d 250' }]);
    expect([refused.status, refused.refusal().code, refused.headers.get('retry-after')]).toEqual([
      503,
      'LEGAL_001',
      '30',
    ]);
  });
});

describe('two workers at the same search', () => {
  it('end it once: its hits are there once, and it is told once', async () => {
    const firm = await legalFirm();
    const ann = await firm.person();
    firm.passages.push(passage('firm', 'Block billing is cut by a fifth'));
    const id = await firm.ask(ann, 'block billing');
    await Promise.all([runSearch(firm.server.context, id), runSearch(firm.server.context, id)]);
    expect((await firm.ended(ann, id)).hits).toHaveLength(21);
    const events = await firm.server.admin.selectFrom('events').select('id').where('subject_id', '=', id).execute();
    expect(events).toHaveLength(1);
    await firm.closeAll();
  });
});

describe('without a key', () => {
  let firm: LegalFirm;
  beforeAll(async () => {
    firm = await legalFirm({ environment: { API_KEY_LEGAL_DATABASE: 'disabled' } });
    await startWorker(firm.server.context);
  });
  afterAll(() => firm.closeAll());

  it('the source is not there: nothing fails, nothing leaves, and readiness says so', async () => {
    const ann = await firm.person();
    firm.passages.push(passage('firm', 'Block billing is cut by a fifth'));
    const search = await firm.ended(ann, await firm.ask(ann, 'block billing'));
    expect(search).toMatchObject({ outcome: 'fresh', error: null, hits: [{ source: 'local' }] });
    expect((await firm.call(ann, 'GET', '/api/legal/status')).read(legalStatus).courtlistener.state).toBe('off');
    const refused = await firm.call(ann, 'POST', '/api/legal/citations', {
      citations: [{ citation: '1 U.S. 1' }],
    });
    expect([refused.status, refused.refusal().code]).toEqual([503, 'LEGAL_001']);
    expect(firm.source.received).toEqual([]);
  });
});
