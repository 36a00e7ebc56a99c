import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Verification,
  verification,
  verificationAccepted,
  verificationPage,
} from '#shared/api/legal-verification.ts';
import { SYSTEM } from '../../access/actor.ts';
import { startWorker } from '../../jobs/start-worker.ts';
import type { SignedInPerson } from '../../notifications/listening-firm.testing.ts';
import { registerFile } from '../../testing/made-up-register.ts';
import { importRegister } from '../registers/import-register.ts';
import { type LegalFirm, legalFirm } from '../searches/legal-firm.testing.ts';
import { runVerification } from './verify-attorney.ts';

const REGISTER = registerFile([
  { number: '1000001', first: 'Ada', middle: 'B', last: 'Okafor', company: '"Okafor & Lind LLP"', year: '2009' },
  { number: '1000002', first: 'Ada', last: 'Okafor', city: 'Albany', year: '1988' },
  { number: '1000003', first: 'Bo', last: 'Lind', status: 'Disbarred' },
]);

describe('a check of an attorney', () => {
  let firm: LegalFirm;
  let ann: SignedInPerson;
  let chief: SignedInPerson;
  beforeAll(async () => {
    firm = await legalFirm();
    [ann, chief] = [await firm.person(), await firm.person('administrator')];
    await startWorker(firm.server.context);
  });
  afterAll(() => firm.closeAll());

  const check = async (body: object, person = ann): Promise<Verification> => {
    const asked = await firm.call(person, 'POST', '/api/legal/verify-attorney', body);
    const { verificationId } = asked.read(verificationAccepted);
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const found = (await firm.call(person, 'GET', `/api/legal/verifications/${verificationId}`)).read(verification);
      if (found.state === 'done') return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('The check never ended.');
  };
  const verdicts = ({ sources }: Verification) => sources.map(({ source, verdict }) => [source, verdict]);

  it('without an imported register says so, and where a person can look', async () => {
    const found = await check({ name: 'Okafor, Ada', jurisdiction: 'NY', registrationNumber: '1000001' });
    expect(verdicts(found)[0]).toEqual(['register:none', 'unavailable']);
    expect(found.regulators).toEqual([expect.objectContaining({ jurisdiction: 'NY' })]);
    expect(found.verdict).toBe('possible');
  });

  describe('with a register', () => {
    beforeAll(async () => {
      async function* bytes() {
        yield new TextEncoder().encode(REGISTER);
      }
      await importRegister(firm.server.context, SYSTEM, { kind: 'new-york', asOf: '2026-03-31', bytes: bytes() });
    });

    it('matches on the number, with what was compared and of which day', async () => {
      const found = await check({
        name: 'Ada Okafor',
        jurisdiction: 'NY',
        registrationNumber: '1000001',
        firmName: 'Okafor Lind',
      });
      expect(found.verdict).toBe('match');
      expect(found.sources[0]).toMatchObject({
        source: 'register:new-york',
        verdict: 'match',
        asOf: '2026-03-31',
        people: [
          {
            registrationNumber: '1000001',
            matchedOn: ['number', 'name', 'firm'],
            statusRaw: 'Currently registered',
            status: 'listed',
          },
        ],
      });
    });

    it('never on a name alone: two people bear it', async () => {
      const found = await check({ name: 'Ada Okafor', jurisdiction: 'NY' });
      expect(found.verdict).toBe('possible');
      expect(found.sources[0]?.people.map(({ registrationNumber }) => registrationNumber).toSorted()).toEqual([
        '1000001',
        '1000002',
      ]);
    });

    it('conflicts where the register has the number as somebody else, or says that they were disbarred', async () => {
      expect((await check({ name: 'Ada Okafor', jurisdiction: 'NY', registrationNumber: '1000003' })).verdict).toBe(
        'conflict',
      );
      const bo = await check({ name: 'Bo Lind', jurisdiction: 'NY', registrationNumber: '1000003' });
      expect([bo.verdict, bo.sources[0]?.reason]).toEqual(['conflict', expect.stringContaining('"Disbarred"')]);
    });

    it('shows the cases in which somebody of that name appears, as no more than that', async () => {
      const { sources } = await check({ name: 'Okafor, Ada', firmName: 'Okafor & Lind' });
      const dockets = sources.find(({ source }) => source === 'courtlistener');
      expect(dockets).toMatchObject({ verdict: 'possible', people: [{ name: 'ADA B. OKAFOR' }] });
      expect(dockets?.people[0]?.appearances[0]).toMatchObject({
        court: 'District Court, N.D. California',
        link: expect.stringContaining('/docket/'),
      });
    });

    it('says what could not be read, and judges by the others', async () => {
      firm.source.fail('throttled');
      const found = await check({ name: 'Pia Duarte', jurisdiction: 'NY', registrationNumber: '7' });
      expect(verdicts(found)).toEqual([
        ['register:new-york', 'not_found'],
        ['courtlistener', 'unavailable'],
      ]);
      expect([found.verdict, found.sources[1]?.failure?.reason]).toEqual(['not_found', 'throttled']);
      firm.server.clock.advance(60_000);
    });

    it('needs the jurisdiction of a number', async () => {
      const { status } = await firm.call(ann, 'POST', '/api/legal/verify-attorney', {
        name: 'A B',
        registrationNumber: '7',
      });
      expect(status).toBe(400);
    });
  });

  describe('against the roster', () => {
    let hidden: string;
    beforeAll(async () => {
      hidden = await firm.matter();
      const vendorId = firm.server.context.newId();
      await firm.server.admin
        .insertInto('vendors')
        .values({ id: vendorId, number: 'V1', name: 'Okafor & Lind' })
        .execute();
      const row = {
        vendor_id: vendorId,
        classification: 'PARTNR',
        client_id: null,
        matter_id: null,
        approved_from: null,
        approved_to: null,
      };
      const { client_id } = await firm.server.admin
        .selectFrom('matters')
        .select('client_id')
        .where('id', '=', hidden.slice(7))
        .executeTakeFirstOrThrow();
      await firm.server.admin
        .insertInto('timekeepers')
        .values([
          { ...row, id: firm.server.context.newId(), number: 'TK1', name: 'Okafor, Ada' },
          {
            ...row,
            id: firm.server.context.newId(),
            number: 'TK2',
            name: 'Sato, Ren',
            client_id,
            matter_id: hidden.slice(7),
          },
        ])
        .execute();
    });

    const roster = async (body: object) =>
      (await check(body)).sources.find(({ source }) => source === 'roster')?.verdict;

    it('compares number and name, and makes no match of an attorney by itself', async () => {
      expect(await roster({ name: 'Okafor, Ada', vendorNumber: 'v1', timekeeperNumber: 'tk1' })).toBe('match');
      expect(await roster({ name: 'Lind, Bo', vendorNumber: 'V1', timekeeperNumber: 'TK1' })).toBe('conflict');
      expect(
        (await check({ name: 'Okafor, Ada', vendorNumber: 'V1', timekeeperNumber: 'TK1', jurisdiction: 'CA' })).verdict,
      ).toBe('possible');
    });

    it('does not tell of the roster of a matter that the person may not see', async () => {
      expect(await roster({ name: 'Sato, Ren', vendorNumber: 'V1', timekeeperNumber: 'TK2' })).toBe('not_found');
    });

    it('is listed by timekeeper for administrators, who keep the rosters, and for nobody else', async () => {
      const path = '/api/legal/verifications?vendorNumber=V1&timekeeperNumber=TK1';
      const other = await firm.person();
      expect((await firm.call(chief, 'GET', path)).read(verificationPage).verifications.length).toBe(3);
      expect((await firm.call(other, 'GET', path)).read(verificationPage).verifications).toEqual([]);
    });
  });

  it('ends once, however often the worker runs', async () => {
    const found = await check({ name: 'Ada Okafor' });
    await runVerification(firm.server.context, found.id);
    const { rows } = await firm.server.adminPool.query(
      'SELECT count(*)::int AS count FROM events WHERE subject_id = $1',
      [found.id],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('is its owner’s alone, and leaves nobody’s name in log, events or audit', async () => {
    const found = await check({ name: 'Zebediah Quackenbush' });
    expect((await firm.call(await firm.person(), 'GET', `/api/legal/verifications/${found.id}`)).status).toBe(404);
    const { rows } = await firm.server.adminPool.query(
      `SELECT (SELECT string_agg(data::text, ' ') FROM events) AS events, (SELECT string_agg(detail::text, ' ') FROM audit_log) AS audit`,
    );
    expect(JSON.stringify([rows, firm.server.logged])).not.toMatch(/Quackenbush/i);
  });
});
