import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRequest } from '#shared/api/legal-verification.ts';
import type { PersonActor } from '../access/actor.ts';
import { SYSTEM } from '../access/actor.ts';
import { testFirm } from '../access/firm.testing.ts';
import { readUpload } from '../invoices/read-upload.ts';
import { takeUpload } from '../invoices/take-upload.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { importRegister } from '../legal/registers/import-register.ts';
import { trimSearches } from '../legal/searches/trim-searches.ts';
import { askVerification } from '../legal/verification/verify-attorney.ts';
import { csv, type MasterServer, masterServer } from '../masters/master-server.testing.ts';
import { billFile } from '../notifications/desk.testing.ts';
import { registerFile } from '../testing/made-up-register.ts';

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** From a roster and a check of an attorney to what the rules say of a bill that is open already. */
describe('a bill that is open', () => {
  let server: MasterServer;
  let chief: PersonActor;
  let invoiceId: string;
  let vendor: string;
  let person: { timekeeper_id: string; timekeeper_name: string; classification: string };
  beforeAll(async () => {
    server = await masterServer();
    const firm = testFirm(server);
    chief = await firm.user('administrator');
    await firm.grant(chief, null);
    const bytes = billFile(1);
    const upload = await takeUpload(server.context, chief, {
      file: { name: 'bill.txt', chunks: piecesOf(bytes), isTruncated: () => false },
      idempotencyKey: 'a-first-bill',
      matterId: null,
    });
    await readUpload(server.context, upload.uploadId);
    const invoice = await server.admin.selectFrom('invoices').select(['id', 'vendor_id']).executeTakeFirstOrThrow();
    [invoiceId, vendor] = [invoice.id, invoice.vendor_id ?? ''];
    const line = await server.admin
      .selectFrom('line_items')
      .select(['timekeeper_id', 'timekeeper_name', 'classification'])
      .where('classification', 'in', ['PARTNR', 'ASSOC'])
      .where('timekeeper_id', 'not like', '%-P%')
      .executeTakeFirstOrThrow();
    person = line as typeof person;
    await startWorker(server.context);
  });
  afterAll(() => server.close());

  const messages = async (ruleId: string): Promise<readonly string[]> => {
    const rows = await server.admin
      .selectFrom('findings')
      .select('body')
      .where('invoice_id', '=', invoiceId)
      .where('rule_id', '=', ruleId)
      .where('deleted_at', 'is', null)
      .execute();
    return rows.map(({ body }) => (body as { message: string }).message);
  };
  const soon = async (isThere: () => Promise<boolean>): Promise<void> => {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      if (await isThere()) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('It never came.');
  };

  it('is checked against the class that the roster has (R19)', async () => {
    await server.send(chief, 'vendors', csv('vendor_number,vendor_name', `${vendor},Okafor & Lind LLP`));
    const roster = csv(
      'vendor_number,timekeeper_id,timekeeper_name,classification,client_number,matter_number,approved_from,approved_to',
      `${vendor},${person.timekeeper_id},"${person.timekeeper_name}",PARALG,,,,`,
    );
    expect((await server.send(chief, 'timekeepers', roster)).status).toBe(200);
    await soon(async () => (await messages('R19')).length > 0);
    expect((await messages('R19'))[0]).toContain(`is billed as ${person.classification}`);
    expect((await messages('R19'))[0]).toContain('on the roster as PARALG (Paralegal)');
  });

  describe('is checked against what a register holds of whoever was checked (R21)', () => {
    const isDisbarred = async () => (await messages('R21')).some((message) => message.includes('"Disbarred"'));
    async function found(status: string, asOf: string): Promise<void> {
      const [last = '', given = ''] = person.timekeeper_name.split(',');
      const [first = ''] = given.trim().split(' ');
      // Later than the check before.
      server.clock.advance(1_000);
      await importRegister(server.context, SYSTEM, {
        kind: 'new-york',
        asOf,
        bytes: piecesOf(new TextEncoder().encode(registerFile([{ number: '7', first, last: `"${last}"`, status }]))),
      });
      const subject = verifyRequest.parse({
        name: person.timekeeper_name,
        jurisdiction: 'NY',
        registrationNumber: '7',
        vendorNumber: vendor,
        timekeeperNumber: person.timekeeper_id,
      });
      await askVerification(server.context, chief, subject);
    }
    beforeAll(async () => {
      // As an associate again: of paralegals no register speaks.
      await server.admin.updateTable('timekeepers').set({ classification: 'ASSOC' }).execute();
    });

    it('and again when that changes', async () => {
      await found('Disbarred', '2026-03-01');
      await soon(isDisbarred);
      await found('Currently registered', '2026-03-02');
      await soon(async () => !(await isDisbarred()));
    });

    it('and no longer than the check is kept', async () => {
      await found('Disbarred', '2026-03-03');
      await soon(isDisbarred);
      await trimSearches(server.context);
      expect(await isDisbarred()).toBe(true);
      server.clock.advance(server.context.config.legal.retentionSeconds * 1_000 + 1);
      await trimSearches(server.context);
      await soon(async () => !(await isDisbarred()));
    });
  });
});
