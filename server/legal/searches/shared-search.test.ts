import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { legalSearch } from '#shared/api/legal.ts';
import { startWorker } from '../../jobs/start-worker.ts';
import type { SignedInPerson } from '../../notifications/listening-firm.testing.ts';
import { type LegalFirm, legalFirm, passage } from './legal-firm.testing.ts';

describe('a search made for a matter, as its other people see it', () => {
  let firm: LegalFirm;
  let ann: SignedInPerson;
  let ben: SignedInPerson;
  let shared: string;
  beforeAll(async () => {
    firm = await legalFirm();
    [ann, ben] = [await firm.person(), await firm.person()];
    shared = await firm.matter(ann, ben);
    const walled = await firm.matter(ann);
    firm.passages.push(passage(shared, 'fee dispute of all'), passage(walled, 'fee of a secret'));
    await startWorker(firm.server.context);
  });
  afterAll(() => firm.closeAll());

  it('tells neither by its hits nor by their number that a matter behind a wall speaks of what was asked', async () => {
    const id = await firm.ask(ann, 'fee', { matterId: shared.slice('matter:'.length) });
    const own = await firm.ended(ann, id);
    const totalOf = ({ sources }: typeof own, source: string) => sources.find((each) => each.source === source)?.total;
    expect(totalOf(own, 'local')).toEqual({ value: 2, relation: 'exact' });
    const theirs = legalSearch.parse((await firm.call(ben, 'GET', `/api/legal/searches/${id}`)).body);
    expect(theirs.hits.filter(({ source }) => source === 'local').map(({ title }) => title)).toEqual([
      'fee dispute of all',
    ]);
    expect(totalOf(theirs, 'local')).toBeNull();
    // What a public source holds is behind nobody's wall.
    expect(totalOf(theirs, 'courtlistener')).toEqual(totalOf(own, 'courtlistener'));
    expect(totalOf(own, 'courtlistener')).not.toBeNull();
  });
});
