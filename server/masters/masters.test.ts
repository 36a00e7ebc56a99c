import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IMPORT_LIMITS } from '#shared/api/masters.ts';
import { type PersonActor, SYSTEM } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { readAs } from '../access/read-as.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { withChanges } from '../sync/with-changes.ts';
import { csv, type MasterServer, masterServer } from './master-server.testing.ts';

describe('masters', () => {
  let server: MasterServer;
  let firm: TestFirm;
  let chief: PersonActor;
  let count = 0;
  let vendor = '';
  beforeAll(async () => {
    server = await masterServer();
    firm = testFirm(server);
    chief = await firm.user('administrator');
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    count += 1;
    vendor = `24-${count}`;
    await server.send(chief, 'vendors', csv('vendor_number,vendor_name', `${vendor},Quill LLP`));
  });

  const RATES =
    'vendor_number,timekeeper_id,classification,rate,currency,client_number,matter_number,valid_from,valid_to';
  const ratesOfVendor = async (actor = chief) => {
    const vendors = await server.call(actor, 'GET', `/api/admin/masters/vendors?search=${vendor}`);
    const id = vendors.body.vendors.find(({ number }: { number: string }) => number === vendor).id;
    return (await server.call(actor, 'GET', `/api/admin/masters/rates?vendorId=${id}`)).body.rows;
  };
  const ratesHeld = () => server.admin.selectFrom('rates').selectAll().orderBy('id').execute();
  const place = async () => {
    const matterId = await firm.matter();
    const row = await server.admin
      .selectFrom('matters')
      .innerJoin('clients', 'clients.id', 'matters.client_id')
      .select(['matters.number as matter', 'clients.number as client', 'clients.id as clientId'])
      .where('matters.id', '=', matterId)
      .executeTakeFirstOrThrow();
    return { matterId, ...row };
  };

  describe('an import', () => {
    it('says first what it would do, then does it, and nothing the second time', async () => {
      const { client, matter } = await place();
      const file = csv(
        RATES,
        `${vendor},TK1,,450.00,USD,,,2026-01-01,`,
        `${vendor},,Partner,612.5,USD,${client},${matter},2026-01-01,2026-12-31`,
      );
      const tried = await server.send(chief, 'rates', file, { isDryRun: true });
      expect(tried.body).toMatchObject({ isDryRun: true, isStored: false, rowCount: 2, addedCount: 2, errorCount: 0 });
      expect(tried.body.changes[1]).toMatchObject({ row: 3, kind: 'add', what: 'Partner from 2026-01-01' });
      expect(tried.body.changes[1]?.fields).toContainEqual({ column: 'rate', before: null, after: '612.50' });
      expect(await ratesOfVendor()).toEqual([]);

      const done = await server.send(chief, 'rates', file);
      expect([done.status, done.body]).toMatchObject([200, { isStored: true, addedCount: 2, unchangedCount: 0 }]);
      expect(await ratesOfVendor()).toMatchObject([
        { classification: 'Partner', rate: '612.50', clientNumber: client, matterNumber: matter, to: '2026-12-31' },
        {
          timekeeperNumber: 'TK1',
          classification: null,
          rate: '450.00',
          currency: 'USD',
          clientNumber: null,
          to: null,
        },
      ]);

      const held = await ratesHeld();
      const again = await server.send(chief, 'rates', file);
      expect(again.body).toMatchObject({ isStored: true, addedCount: 0, changedCount: 0, unchangedCount: 2 });
      expect(await ratesHeld()).toEqual(held);
    });

    it('changes what differs and keeps the row', async () => {
      await server.send(chief, 'rates', csv(RATES, `${vendor},TK1,,450,USD,,,2026-01-01,`));
      const [before] = await ratesOfVendor();
      const changed = csv(
        'firm id;tk id;hourly rate;currency;from;until',
        `${vendor};tk1;475,00;usd;1.1.2026;30.6.2026`,
      );
      const done = await server.send(chief, 'rates', changed);
      expect(done.body).toMatchObject({ changedCount: 1, addedCount: 0 });
      expect(done.body.changes[0]?.fields).toEqual([
        { column: 'rate', before: '450.00', after: '475.00' },
        { column: 'valid_to', before: null, after: '2026-06-30' },
      ]);
      expect(await ratesOfVendor()).toEqual([{ ...before, rate: '475.00', to: '2026-06-30' }]);
    });

    it('is whole or nothing: one wrong row keeps all out, and is named by row, column and reason', async () => {
      const before = await ratesHeld();
      const file = csv(
        RATES,
        `${vendor},TK1,,450,USD,,,2026-01-01,`,
        `24-0,TK2,,450,USD,,,2026-01-01,`,
        `${vendor},TK3,,much,USD,,,2026-01-01,`,
        `${vendor},TK4,,450,USD,nobody,,2026-01-01,`,
        `${vendor},TK1,,460,USD,,,2026-07-01,`,
      );
      const refused = await server.send(chief, 'rates', file);
      expect([refused.status, refused.body.error.code]).toEqual([400, 'BAD_REQUEST']);
      expect(refused.body.error.message).toMatch(/4 errors, so nothing of it was stored/);
      const { errors, isStored } = refused.body.error.details;
      expect(isStored).toBe(false);
      expect(errors.map(({ row, column, code }: Record<string, unknown>) => [row, column, code])).toEqual([
        [3, 'vendor_number', 'UNKNOWN_VENDOR'],
        [4, 'rate', 'NOT_AN_AMOUNT'],
        [5, 'client_number', 'UNKNOWN_CLIENT'],
        [6, null, 'OVERLAP'],
      ]);
      expect(await ratesHeld()).toEqual(before);
      const tried = await server.send(chief, 'rates', file, { isDryRun: true });
      expect([tried.status, tried.body.errorCount]).toEqual([200, 4]);
    });

    it('of periods that overlap what is on file names both, until the earlier one is ended', async () => {
      await server.send(chief, 'rates', csv(RATES, `${vendor},TK1,,450,USD,,,2026-01-01,`));
      const next = csv(RATES, `${vendor},TK1,,475,USD,,,2026-07-01,`);
      const refused = await server.send(chief, 'rates', next);
      expect(refused.body.error.details.errors).toMatchObject([{ row: 2, code: 'OVERLAP' }]);
      expect(refused.text).toContain('overlaps a row on file that holds from 2026-01-01 on');
      const [{ id }] = await ratesOfVendor();
      const ended = await server.call(chief, 'PATCH', `/api/admin/masters/rates/${id}`, { to: '2026-06-30' });
      expect(ended.status).toBe(204);
      expect((await server.send(chief, 'rates', next)).status).toBe(200);
      const reopened = await server.call(chief, 'PATCH', `/api/admin/masters/rates/${id}`, { to: '2026-07-01' });
      expect([reopened.status, reopened.body.error.code]).toEqual([409, 'CONFLICT']);
    });

    it('run twice at once is one after the other: the second finds the first', async () => {
      const files = ['450', '475'].map((rate) => csv(RATES, `${vendor},TK1,,${rate},USD,,,2026-0${rate[1]}-01,`));
      const answers = await Promise.all(files.map((file) => server.send(chief, 'rates', file)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    });

    it('takes a file by multipart as well, and refuses what is no CSV, too large or of another kind', async () => {
      const form = (bytes: Uint8Array | string) =>
        Buffer.concat([
          Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="rates.csv"\r\n\r\n'),
          Buffer.from(bytes),
          Buffer.from('\r\n--b--\r\n'),
        ]);
      const multipart = { contentType: 'multipart/form-data; boundary=b' };
      const file = csv(RATES, `${vendor},TK1,,450,USD,,,2026-01-01,`);
      expect((await server.send(chief, 'rates', form(file), multipart)).body).toMatchObject({ addedCount: 1 });
      const inJson = JSON.stringify({ file: Buffer.from(file).toString('base64') });
      const json = { contentType: 'application/json' };
      expect((await server.send(chief, 'rates', inJson, json)).body).toMatchObject({ unchangedCount: 1 });
      const exported = await server.call(chief, 'GET', '/api/admin/masters/rates/export?format=json');
      expect(exported.body).toEqual({
        fileName: 'rates.csv',
        text: (await server.call(chief, 'GET', '/api/admin/masters/rates/export')).text,
      });
      const workbook = Buffer.from('504b030414000600', 'hex');
      for (const sent of [
        await server.send(chief, 'rates', workbook),
        await server.send(chief, 'rates', form(workbook), multipart),
        await server.send(chief, 'rates', `a,b\u0000c`),
      ]) {
        expect([sent.status, sent.body.error.code]).toEqual([415, 'FILE_001']);
      }
      const large = await server.send(chief, 'rates', Buffer.alloc(IMPORT_LIMITS.bytes + 1, 'x'));
      expect([large.status, large.body.error.code]).toEqual([413, 'TOO_LARGE']);
      expect((await server.send(chief, 'rates', '{"a":1}', json)).status).toBe(415);
      expect((await server.send(chief, 'rates', '{"file":"no base64!"}', json)).status).toBe(415);
      const cell = await server.send(
        chief,
        'rates',
        csv(RATES, `${vendor},${'x'.repeat(1_000_000)},,1,USD,,,2026-01-01,`),
      );
      expect(cell.body.error.details.errors).toMatchObject([{ row: 2, column: 'timekeeper_id', code: 'TOO_LONG' }]);
      expect(cell.text.length).toBeLessThan(5_000);
    });

    it('sets nothing but what its columns mean: neither ids, nor rows of others, nor unknown fields', async () => {
      const other = server.context.newId();
      const file = csv(
        'id,vendor_id,vendor_number,timekeeper_id,rate,valid_from,rate_e4,client_id,scope_id',
        `${other},${other},${vendor},TK1,450,2026-01-01,1,${other},firm`,
      );
      const done = await server.send(chief, 'rates', file);
      // `vendor_id` means the vendor's number here, so two columns mean the same.
      expect(done.body.error.details.errors.map(({ code }: { code: string }) => code)).toContain('REPEATED_COLUMN');
      const [head, row] = [
        'vendor_number,timekeeper_id,rate,valid_from,rate_e4,id',
        `${vendor},TK1,450,2026-01-01,1,${other}`,
      ];
      const ignored = await server.send(chief, 'rates', csv(head, row));
      expect(ignored.body.columns.slice(4)).toEqual([
        { heading: 'rate_e4', meaning: null },
        { heading: 'id', meaning: null },
      ]);
      const [stored] = await ratesOfVendor();
      expect([stored.rate, stored.id === other]).toEqual(['450.00', false]);
      const more = { to: '2026-06-30', rate: '1', vendorId: other };
      expect((await server.call(chief, 'PATCH', `/api/admin/masters/rates/${stored.id}`, more)).status).toBe(400);
      for (const kind of ['users', 'audit_log', '..%2frates']) {
        expect((await server.send(chief, kind as 'rates', csv(head, row))).status).toBe(400);
      }
    });

    it('of clients and matters makes the register, tells the desks and confirms what an invoice had made', async () => {
      const number = `C-${count}`;
      const clients = csv('client_number,client_name,guideline', `${number},Acme,strict-insurer`);
      expect((await server.send(chief, 'clients', clients)).body).toMatchObject({ addedCount: 1 });
      const matters = csv('client,matter,matter name,closed', `${number},M1,Lakeside,no`, `${number},M2,Harbor,yes`);
      expect((await server.send(chief, 'matters', matters)).body).toMatchObject({ addedCount: 2 });
      expect((await server.send(chief, 'matters', matters)).body).toMatchObject({ unchangedCount: 2 });
      await server.admin.updateTable('matters').set({ is_confirmed: false }).where('number', '=', 'M1').execute();
      const renamed = await server.send(chief, 'matters', csv('client,matter,matter name', `${number},M1,Lake`));
      expect(renamed.body.changes[0]?.fields).toContainEqual({
        column: 'matter_name',
        before: 'Lakeside',
        after: 'Lake',
      });
      const rows = await server.admin
        .selectFrom('matters')
        .innerJoin('clients', 'clients.id', 'matters.client_id')
        .select(['matters.id', 'matters.name', 'matters.is_confirmed', 'matters.is_closed', 'matters.row_version'])
        .select('clients.guideline_name')
        .where('clients.number', '=', number)
        .orderBy('matters.number')
        .execute();
      expect(rows).toMatchObject([
        { name: 'Lake', is_confirmed: true, is_closed: false, row_version: 2, guideline_name: 'strict-insurer' },
        { name: 'Harbor', is_closed: true, row_version: 1 },
      ]);
      const told = (id: string) =>
        server.admin.selectFrom('change').select('row_version').where('row_id', '=', id).orderBy('seq').execute();
      expect(await told(rows[0]?.id ?? '')).toEqual([{ row_version: 1 }, { row_version: 2 }]);
      await server.send(chief, 'clients', csv('client_number,client_name', `${number},Acme Inc`));
      expect(await told(rows[1]?.id ?? '')).toEqual([{ row_version: 1 }, { row_version: 2 }]);
      const unknown = await server.send(chief, 'clients', csv('number,name,guideline', `${number},Acme,none`));
      expect(unknown.body.error.details.errors).toMatchObject([
        { row: 2, column: 'guideline', code: 'UNKNOWN_GUIDELINE' },
      ]);
    });

    it('is in the audit log with its digest and counts, and no name', async () => {
      await server.send(chief, 'rates', csv(RATES, `${vendor},SECRET-TK,,450,USD,,,2026-01-01,`));
      const [entry] = await server.admin
        .selectFrom('audit_log')
        .selectAll()
        .where('action', '=', 'masters.import')
        .orderBy('seq', 'desc')
        .limit(1)
        .execute();
      expect(entry).toMatchObject({ actor_id: chief.userId, object_type: 'rates', outcome: 'done' });
      expect(entry?.detail).toMatchObject({ rowCount: 1, addedCount: 1, changedCount: 0 });
      expect(JSON.stringify([entry, server.logged])).not.toContain('SECRET-TK');
    });
  });

  describe('an export', () => {
    it('reads back as it was, and no cell of it is a formula', async () => {
      const names = ['=cmd|"/c calc"!A1', '+1', '-1', '@x', `'=1`, 'Quill, "Ink" & Co', 'Müller; Söhne', `O'Brien`];
      const rows = names.map((name, index) => `x${count}-${index},"${name.replaceAll('"', '""')}"`);
      expect((await server.send(chief, 'vendors', csv('number,name', ...rows))).body).toMatchObject({
        addedCount: 7 + 1,
      });
      const { text } = await server.call(chief, 'GET', '/api/admin/masters/vendors/export');
      for (const line of text.split('\r\n')) expect(line.split(',')[1] ?? '').not.toMatch(/^"?[=+@\t]|^"?-\D/);
      const again = await server.send(chief, 'vendors', text);
      expect(again.body).toMatchObject({ addedCount: 0, changedCount: 0, errorCount: 0 });
    });

    it.each(['clients', 'matters', 'vendors', 'timekeepers', 'rates', 'discounts'] as const)(
      'of %s changes nothing when it is imported again',
      async (kind) => {
        const { client, matter } = await place();
        const roster =
          'vendor_number,timekeeper_id,timekeeper_name,classification,client_number,matter_number,approved_from,approved_to';
        await server.send(
          chief,
          'timekeepers',
          csv(roster, `${vendor},T,"Okafor, Ada",ASSOC,${client},${matter},2026-01-01,`),
        );
        await server.send(
          chief,
          'rates',
          csv(RATES, `${vendor},,Of Counsel,412.5255,EUR,${client},,2026-01-01,2026-02-28`),
        );
        const discounts = csv(
          'vendor,client,percent,from',
          `${vendor},${client},7.25,2026-01-01`,
          `,${client},0.5 %,2026-01-01`,
        );
        expect((await server.send(chief, 'discounts', discounts)).status).toBe(200);
        const { status, text } = await server.call(chief, 'GET', `/api/admin/masters/${kind}/export`);
        expect(status).toBe(200);
        const again = await server.send(chief, kind, text);
        expect([again.body.addedCount, again.body.changedCount, again.body.errorCount]).toEqual([0, 0, 0]);
        expect(again.body.unchangedCount).toBeGreaterThan(0);
      },
    );
  });

  describe('lists', () => {
    it('are looked into by vendor, client, matter, day and words', async () => {
      const { client, clientId, matter, matterId } = await place();
      const file = csv(
        'vendor,timekeeper id,name,class,client,matter,from,to',
        `${vendor},T1,"Okafor, Ada",Partner,,,,`,
        `${vendor},T2,"Lind, Bo",ASSOC,${client},,2026-01-01,2026-03-31`,
        `${vendor},T3,"Marsh, Jo",ASSOC,${client},${matter},2026-04-01,`,
      );
      expect((await server.send(chief, 'timekeepers', file)).status).toBe(200);
      const { body } = await server.call(chief, 'GET', `/api/admin/masters/vendors?search=${vendor}`);
      const [{ id, timekeeperCount }] = body.vendors.filter(({ number }: { number: string }) => number === vendor);
      expect(timekeeperCount).toBe(3);
      const numbers = async (query: string) => {
        const url = `/api/admin/masters/timekeepers?vendorId=${id}${query}`;
        return (await server.call(chief, 'GET', url)).body.rows.map(({ number }: { number: string }) => number);
      };
      expect(await numbers('')).toEqual(['T1', 'T2', 'T3']);
      expect(await numbers(`&clientId=${clientId}`)).toEqual(['T2', 'T3']);
      expect(await numbers(`&matterId=${matterId}`)).toEqual(['T3']);
      expect(await numbers('&on=2026-03-31')).toEqual(['T1', 'T2']);
      expect(await numbers('&search=marsh')).toEqual(['T3']);
      expect(await numbers('&search=%25')).toEqual([]);
      expect((await server.call(chief, 'GET', `/api/admin/masters/rates?on=today`)).status).toBe(400);
    });

    it('are read page by page in one order, each row once', async () => {
      const rows = Array.from({ length: 450 }, (_, index) => `${vendor},T${String(index).padStart(3, '0')},Somebody`);
      await server.send(chief, 'timekeepers', csv('vendor,timekeeper id,name', ...rows));
      const seen: string[] = [];
      let after = '';
      do {
        const { body } = await server.call(chief, 'GET', `/api/admin/masters/timekeepers?search=somebody${after}`);
        seen.push(...body.rows.map(({ number }: { number: string }) => number));
        after = body.next === null ? '' : `&after=${body.next}`;
      } while (after !== '');
      expect(seen).toEqual(rows.map((row) => row.split(',')[1]));
    });

    it('are for administrators', async () => {
      const ann = await firm.user('approver');
      expect((await server.call(ann, 'GET', '/api/admin/masters/rates')).status).toBe(403);
      expect((await server.send(ann, 'rates', csv(RATES))).status).toBe(403);
    });
  });

  describe('of a matter behind a wall', () => {
    it('are not there: in lists, by id, in exports; the matter cannot be named, and its number stays taken', async () => {
      const { client, matter, matterId } = await place();
      const file = csv(
        RATES,
        `${vendor},TK1,,450,USD,${client},${matter},2026-01-01,`,
        `${vendor},TK1,,400,USD,,,2026-01-01,`,
      );
      await server.send(chief, 'rates', file);
      const roster = csv('vendor,timekeeper id,name,client,matter', `${vendor},TK1,Ada,${client},${matter}`);
      await server.send(chief, 'timekeepers', roster);
      await server.send(chief, 'discounts', csv('client,matter,percent,from', `${client},${matter},5,2026-01-01`));
      const hidden = (await ratesOfVendor()).find(({ matterId: of }: { matterId: string }) => of === matterId);

      const other = await firm.user('administrator');
      await firm.wall(other, matterId);
      await withChanges(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [other.userId] }));
      expect((await ratesOfVendor(other)).map(({ rate }: { rate: string }) => rate)).toEqual(['400.00']);
      for (const kind of ['timekeepers', 'rates', 'discounts'] as const) {
        const all = await server.call(other, 'GET', `/api/admin/masters/${kind}`);
        expect([kind, all.text.includes(matterId)]).toEqual([kind, false]);
        const exported = await server.call(other, 'GET', `/api/admin/masters/${kind}/export`);
        expect([kind, exported.text.includes(`,${matter}`)]).toEqual([kind, false]);
        const rows = await readAs(server.context, other, (db) =>
          db.selectFrom(kind).select('id').where('matter_id', '=', matterId).execute(),
        );
        expect(rows).toEqual([]);
        const asked = await server.call(other, 'GET', `/api/admin/masters/${kind}?matterId=${matterId}`);
        const absent = await server.call(other, 'GET', `/api/admin/masters/${kind}?matterId=${server.context.newId()}`);
        expect([asked.status, asked.body.error.message]).toEqual([404, absent.body.error.message]);
      }
      const ended = await server.call(other, 'PATCH', `/api/admin/masters/rates/${hidden.id}`, { to: '2026-06-30' });
      const absent = await server.call(other, 'PATCH', `/api/admin/masters/rates/${server.context.newId()}`, {
        to: '2026-06-30',
      });
      expect([ended.status, ended.body.error.message]).toEqual([404, absent.body.error.message]);
      const denied = await server.admin
        .selectFrom('audit_log')
        .select(['object_type', 'scope_id'])
        .where('actor_id', '=', other.userId)
        .where('object_id', '=', hidden.id)
        .execute();
      expect(denied).toEqual([{ object_type: 'rate', scope_id: `matter:${matterId}` }]);

      const named = await server.send(
        other,
        'rates',
        csv(RATES, `${vendor},TK9,,1,USD,${client},${matter},2026-01-01,`),
      );
      const nowhere = await server.send(
        other,
        'rates',
        csv(RATES, `${vendor},TK9,,1,USD,${client},nowhere,2026-01-01,`),
      );
      expect(named.body.error.details.errors).toEqual(nowhere.body.error.details.errors);
      const taken = await server.send(other, 'matters', csv('client,matter,name', `${client},${matter},Mine now`));
      expect(taken.body.error.details.errors).toMatchObject([{ row: 2, code: 'TAKEN' }]);
      expect((await ratesOfVendor()).length).toBe(2);
    });
  });

  it('are ended on a day of theirs, once, and the log knows', async () => {
    await server.send(chief, 'rates', csv(RATES, `${vendor},TK1,,450,USD,,,2026-01-01,`));
    const [{ id }] = await ratesOfVendor();
    const early = await server.call(chief, 'PATCH', `/api/admin/masters/rates/${id}`, { to: '2025-12-31' });
    expect([early.status, early.body.error.message]).toEqual([
      400,
      'A row cannot end before it begins. Choose a later day.',
    ]);
    expect((await server.call(chief, 'PATCH', `/api/admin/masters/rates/${id}`, { to: 'now' })).status).toBe(400);
    expect((await server.call(chief, 'PATCH', `/api/admin/masters/rates/${id}`, { to: '2026-01-01' })).status).toBe(
      204,
    );
    expect((await ratesOfVendor())[0].to).toBe('2026-01-01');
    expect((await server.call(chief, 'PATCH', `/api/admin/masters/vendors/${id}`, { to: '2026-01-01' })).status).toBe(
      400,
    );
    const entries = await server.admin
      .selectFrom('audit_log')
      .select('detail')
      .where('action', '=', 'masters.end')
      .where('object_id', '=', id)
      .execute();
    expect(entries).toEqual([{ detail: { to: '2026-01-01' } }]);
  });
});
