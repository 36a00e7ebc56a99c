import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordKind } from '#shared/api/legal-desk.ts';
import type { SavedResultBody } from '#shared/sync/synced-row.ts';
import { ADA, type Laptop, MATTER, type SyncWorld, syncWorld } from './sync/sync-world.testing.ts';
import { answerOf, importOne, ledesBytes, manyLines, rowsOf } from './workspace.testing.ts';

const SAVED: SavedResultBody = {
  source: 'courtlistener',
  kind: 'opinion',
  title: 'Hensley v. Eckerhart',
  citations: ['461 U.S. 424'],
  court: 'Supreme Court of the United States',
  date: '1983-05-16',
  docketNumber: '81-1244',
  citedBy: 18_000,
  link: 'https://www.courtlistener.com/opinion/110928/',
  fetchedAt: '2026-04-10T08:00:00.000Z',
  passages: [{ text: 'The hours reasonably expended are the lodestar', highlights: [] }],
  note: '',
  by: ADA.userId,
  at: '2026-04-10T09:00:00.000Z',
};

describe('what a laptop holds of the record', () => {
  let world: SyncWorld;
  let ada: Laptop;
  let lineIds: readonly string[];
  let invoiceId: string;
  beforeEach(async () => {
    world = syncWorld();
    ada = await world.laptop(ADA);
    const lines = manyLines(3).map((line, at) => ({
      ...line,
      narrative: ['Draft wombat brief', 'Travelled to wombat hearing', 'Wombat undecided'][at] ?? '',
    }));
    invoiceId = await importOne(ada.workspace, ledesBytes({ lines }));
    lineIds = (await rowsOf(ada.workspace, invoiceId)).map(({ lineId }) => lineId);
    await ada.sync();
    await ada.sync();
    world.server.record.rows.put(MATTER, 'saved_result', '00000000-0000-4000-8000-0000000000a1', SAVED);
    await ada.sync();
    ada.line = 'off';
  });
  afterEach(() => world.close());
  const find = (text: string, kinds: RecordKind[] = []) =>
    answerOf(ada.workspace.query('searchRecord', { text, kinds, limit: 20 }));
  const accept = (lineId: string) =>
    answerOf(
      ada.workspace.command('decideLines', { lineIds: [lineId], request: { kind: 'accept' }, reasonCode: null }),
    );

  it('is found without a network: saved opinions, by their words however they end, with the words marked', async () => {
    const [hit, ...others] = await find('reasonable lodestars');
    expect(others.filter(({ kind }) => kind === 'opinion')).toEqual([]);
    expect(hit).toMatchObject({ kind: 'opinion', title: 'Hensley v. Eckerhart', tier: 'words' });
    expect(hit?.highlights.map(({ start, end }) => hit.text.slice(start, end))).toContain('lodestar');
    expect((await find('hours reasonably expended'))[0]).toMatchObject({ kind: 'opinion', tier: 'phrase' });
  });

  it('finds lines once they were decided, what was asked word for word first', async () => {
    expect(await find('wombat', ['line'])).toEqual([]);
    for (const lineId of lineIds.slice(0, 2)) await accept(lineId);
    const hits = await find('wombat hearing', ['line']);
    expect(hits.map(({ id, tier, outcome }) => [id, tier, outcome])).toEqual([
      [lineIds[1], 'phrase', 'accept'],
      [lineIds[0], 'words', 'accept'],
    ]);
    expect(hits[0]).toMatchObject({ invoiceId, title: expect.stringMatching(/^Invoice .*, line 2$/) });
  });

  it('finds a note as soon as it is written, and clauses of guidelines', async () => {
    await answerOf(ada.workspace.command('addComment', { invoiceId, lineId: null, text: 'Ask the quokka desk' }));
    expect(await find('quokka desks', ['note'])).toMatchObject([
      { kind: 'note', invoiceId, text: 'Ask the quokka desk' },
    ]);
    expect((await find('sum of its lines', ['clause']))[0]).toMatchObject({ kind: 'clause', tier: 'phrase' });
  });

  it('means nothing by operators, and finds nothing in nothing', async () => {
    for (const text of ['', 'the', '"', 'NEAR(', 'title:x AND (', '* - ^'])
      expect(await find(text, ['opinion'])).toEqual([]);
  });

  it('finds nothing of a matter that was withdrawn', async () => {
    await accept(lineIds[0] ?? '');
    expect(await find('wombat lodestar', ['line', 'opinion'])).toHaveLength(2);
    ada.line = 'on';
    world.server.raiseWall(ADA.userId, MATTER);
    await ada.sync();
    expect(await find('wombat lodestar', ['line', 'opinion'])).toEqual([]);
  });
});
