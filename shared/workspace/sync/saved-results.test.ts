import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SavedResultBody } from '#shared/sync/synced-row.ts';
import { answerOf, importOne, ledesBytes, manyLines, rowsOf } from '../workspace.testing.ts';
import { ADA, type Laptop, LEASE_MS, MATTER, type SyncWorld, syncWorld } from './sync-world.testing.ts';

const ID = '00000000-0000-4000-8000-0000000000a1';
const OLDER = '00000000-0000-4000-8000-0000000000a2';
const MATTER_ID = MATTER.slice('matter:'.length);

function bodyOf(change: Partial<SavedResultBody> = {}): SavedResultBody {
  return {
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
    passages: [{ text: 'hours reasonably expended', highlights: [{ start: 0, end: 5 }] }],
    note: 'for the lodestar',
    by: ADA.userId,
    at: '2026-04-10T09:00:00.000Z',
    ...change,
  };
}

describe('results saved to a matter', () => {
  let world: SyncWorld;
  let ada: Laptop;
  beforeEach(async () => {
    world = syncWorld();
    ada = await world.laptop(ADA);
    await importOne(ada.workspace, ledesBytes({ lines: manyLines(3) }));
    await ada.sync();
    await ada.sync();
    world.server.record.rows.put(MATTER, 'saved_result', ID, bodyOf());
    world.server.record.rows.put(
      MATTER,
      'saved_result',
      OLDER,
      bodyOf({ title: 'Perdue v. Kenny A.', citations: ['559 U.S. 542'], note: '', at: '2026-04-09T09:00:00.000Z' }),
    );
    await ada.sync();
  });
  afterEach(() => world.close());
  const found = async (text: string, matterId: string | null = null) =>
    (await answerOf(ada.workspace.query('listSavedResults', { matterId, text }))).map(({ savedId }) => savedId);

  it('are found again without a network, by any of their words, newest first, with who saved them to what', async () => {
    ada.line = 'off';
    expect(await found('')).toEqual([ID, OLDER]);
    expect(await found('LODESTAR hensley')).toEqual([ID]);
    expect(await found('559 U.S.')).toEqual([OLDER]);
    expect(await found('reasonably perdue')).toEqual([OLDER]);
    expect(await found('nowhere')).toEqual([]);
    expect(await found('', MATTER_ID)).toEqual([ID, OLDER]);
    expect(await found('', ID)).toEqual([]);
    const [first] = await answerOf(ada.workspace.query('listSavedResults', { matterId: null, text: '' }));
    expect(first).toMatchObject({
      matterId: MATTER_ID,
      savedByName: 'Ada',
      matter: { clientNumber: '00711' },
      passages: [{ highlights: [{ start: 0, end: 5 }] }],
    });
  });

  it('stay after a restart, and go with the matter', async () => {
    ada.restart();
    expect(await found('')).toEqual([ID, OLDER]);
    world.server.raiseWall(ADA.userId, MATTER);
    await ada.sync();
    expect(await found('')).toEqual([]);
    expect(await answerOf(ada.workspace.query('listMatters', {}))).toEqual([]);
  });

  it('may not be read once the server has not confirmed the matter for too long', async () => {
    ada.line = 'off';
    world.clock.nowMs += LEASE_MS + 1_000;
    expect(await found('')).toEqual([]);
    expect(await answerOf(ada.workspace.query('listMatters', {}))).toEqual([]);
  });

  it('go when they are taken back, and a line says to which matter it belongs', async () => {
    world.server.record.rows.remove('saved_result', ID);
    await ada.sync();
    expect(await found('')).toEqual([OLDER]);
    const sort = { by: 'receivedAt', direction: 'ascending' } as const;
    const { rows } = await answerOf(ada.workspace.query('listInvoices', { sort, offset: 0, limit: 10 }));
    const [line] = await rowsOf(ada.workspace, rows[0]?.invoiceId ?? '');
    const { matterId } = await answerOf(ada.workspace.query('findLineCitations', { lineId: line?.lineId ?? '' }));
    expect(matterId).toBe(MATTER_ID);
  });
});
