import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type VerifyRequest, verifyRequest } from '#shared/api/legal-verification.ts';
import { type PersonActor, SYSTEM } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { readAs } from '../access/read-as.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { testBatch } from '../access/test-batch.testing.ts';
import { importRegister } from '../legal/registers/import-register.ts';
import { askVerification, runVerification } from '../legal/verification/verify-attorney.ts';
import { registerFile } from '../testing/made-up-register.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { loadAdmissions } from './load-admissions.ts';

async function* register(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(
    registerFile([
      { number: '1000001', first: 'Ada', last: 'Okafor' },
      { number: '1000003', first: 'Bo', last: 'Lind', status: 'Disbarred' },
    ]),
  );
}

describe('what a bill is told of checks of attorneys', () => {
  let server: TestContext;
  let firm: TestFirm;
  let chief: PersonActor;
  let member: PersonActor;
  let walled: PersonActor;
  let matter: string;
  let other: string;
  beforeAll(async () => {
    server = await testContext();
    firm = testFirm(server);
    chief = await firm.user('administrator');
    [member, walled] = [await firm.user(), await firm.user()];
    [matter, other] = [await firm.matter(), await firm.matter()];
    await firm.grant(member, matter);
    await firm.grant(walled, null);
    await firm.wall(walled, matter);
    await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { matterIds: [matter, other] }));
    await importRegister(server.context, SYSTEM, { kind: 'new-york', asOf: '2026-03-31', bytes: register() });
  }, 60_000);
  afterAll(() => server.close());
  beforeEach(() => server.admin.deleteFrom('attorney_verifications').execute());

  const BO = { name: 'Bo Lind', registrationNumber: '1000003' };
  const ADA = { name: 'Ada Okafor', registrationNumber: '1000001' };
  async function check(actor: PersonActor, subject: Partial<VerifyRequest>): Promise<void> {
    server.clock.advance(10);
    const request = verifyRequest.parse({
      vendorNumber: 'V-9',
      timekeeperNumber: 'TK1',
      jurisdiction: 'NY',
      ...subject,
    });
    await runVerification(server.context, await askVerification(server.context, actor, request));
  }
  const told = async () => {
    const facts = await readAs(server.context, SYSTEM, (db) => loadAdmissions(db, { vendorId: 'V-9' }, matter));
    return facts.map(({ timekeeperId, verdict }) => [timekeeperId, verdict]);
  };
  const DISBARRED = [['tk1', 'conflict']];

  it('is what an administrator found, or somebody who checked for its matter', async () => {
    await check(chief, BO);
    expect(await told()).toEqual(DISBARRED);
    await server.admin.deleteFrom('attorney_verifications').execute();
    await check(member, { ...BO, matterId: matter });
    expect(await told()).toEqual(DISBARRED);
  });

  it('is nothing that somebody behind its wall invents, for no matter or for another', async () => {
    await check(walled, BO);
    await check(walled, { ...BO, matterId: other });
    expect(await told()).toEqual([]);
  });

  it('is taken back by nobody behind its wall, whatever name or number they give', async () => {
    await check(chief, BO);
    await check(walled, ADA);
    await check(walled, { name: 'Ada Okafor' });
    await check(walled, { ...ADA, matterId: other });
    expect(await told()).toEqual(DISBARRED);
  });

  it('is not taken back by a check without the bar’s number, or one that read no register', async () => {
    await check(chief, BO);
    await check(chief, { name: 'Ada Okafor' });
    await check(member, { name: 'Ada Okafor', matterId: matter });
    await check(chief, { name: 'Bo Lind', jurisdiction: 'CA', registrationNumber: '7' });
    expect(await told()).toEqual(DISBARRED);
    // The number again, and the register says otherwise.
    await check(chief, ADA);
    expect(await told()).toEqual([]);
  });
});
