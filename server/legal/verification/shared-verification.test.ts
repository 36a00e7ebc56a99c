import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type VerifyRequest, verification, verificationAccepted } from '#shared/api/legal-verification.ts';
import type { SignedInPerson } from '../../notifications/listening-firm.testing.ts';
import { type LegalFirm, legalFirm } from '../searches/legal-firm.testing.ts';
import { runVerification } from './verify-attorney.ts';

describe('a check of an attorney made for a matter', () => {
  let firm: LegalFirm;
  let ann: SignedInPerson;
  let ben: SignedInPerson;
  let shared: string;
  let walled: string;
  beforeAll(async () => {
    firm = await legalFirm();
    const { admin, context } = firm.server;
    [ann, ben] = [await firm.person(), await firm.person()];
    [shared, walled] = [await firm.matter(ann, ben), await firm.matter(ann)].map((scope) => scope.slice(7)) as [
      string,
      string,
    ];
    const vendorId = context.newId();
    await admin.insertInto('vendors').values({ id: vendorId, number: 'V-9', name: 'Sato & Vance' }).execute();
    const clientOf = async (matterId: string) =>
      (await admin.selectFrom('matters').select('client_id').where('id', '=', matterId).executeTakeFirstOrThrow())
        .client_id;
    for (const [number, name, matterId] of [
      ['TK1', 'Vance, Imogen', shared],
      ['TK2', 'Sato, Ren', walled],
    ] as const) {
      await admin
        .insertInto('timekeepers')
        .values({
          id: context.newId(),
          vendor_id: vendorId,
          number,
          name,
          classification: null,
          client_id: await clientOf(matterId),
          matter_id: matterId,
          approved_from: null,
          approved_to: null,
        })
        .execute();
    }
  });
  afterAll(() => firm.closeAll());

  async function rosterFor(reader: SignedInPerson, subject: Partial<VerifyRequest>) {
    const asked = await firm.call(ann, 'POST', '/api/legal/verify-attorney', {
      name: 'Zed Nobody',
      vendorNumber: 'V-9',
      ...subject,
    });
    const { verificationId } = verificationAccepted.parse(asked.body);
    await runVerification(firm.server.context, verificationId);
    const read = await firm.call(reader, 'GET', `/api/legal/verifications/${verificationId}`);
    return verification.parse(read.body).sources.find(({ source }) => source === 'roster');
  }

  it('hands nobody the roster of another matter, though the one who asked may see that too', async () => {
    const told = await rosterFor(ben, { timekeeperNumber: 'TK2', matterId: shared });
    expect([told?.verdict, told?.people]).toEqual(['not_found', []]);
    expect(JSON.stringify(told)).not.toMatch(/Sato, Ren/);
  });

  it('compares with the roster of its own matter', async () => {
    expect((await rosterFor(ben, { timekeeperNumber: 'TK1', matterId: shared }))?.reason).toContain('Vance, Imogen');
  });

  it('made for no matter, compares with what holds for the whole firm alone', async () => {
    for (const timekeeperNumber of ['TK1', 'TK2'])
      expect((await rosterFor(ann, { timekeeperNumber }))?.verdict).toBe('not_found');
  });
});
