import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInvoiceFile } from '#shared/formats/read-file.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { builtInGuideline } from '#shared/rules/built-in-guidelines.ts';
import { timekeeperKeyOf } from '#shared/rules/prepare/timekeeper-key.ts';
import { draftDemoInvoice } from '../../scripts/cli/demo/draft-demo.ts';
import { finishInvoice } from '../../scripts/cli/demo/finish-invoice.ts';
import type { PersonActor } from '../access/actor.ts';
import { SYSTEM } from '../access/actor.ts';
import { testFirm } from '../access/firm.testing.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { loadServerFacts } from '../analysis/load-server-facts.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { readUpload } from './read-upload.ts';

describe('invoices on the server', () => {
  let server: TestServer;
  let ann: PersonActor;
  let ben: PersonActor;
  let cara: PersonActor;
  let walled: PersonActor;
  const actors = new Map<string, PersonActor>();
  beforeAll(async () => {
    server = await testServer({
      environment: {
        LAIT_LIMIT_UPLOAD: '100000',
        LAIT_LIMIT_INTERACTIVE: '100000',
        LAIT_UPLOAD_LIMIT_BYTES: '2000000',
      },
      authenticate: async ({ headers }) => actors.get(String(headers.authorization)) ?? null,
    });
    const firm = testFirm(server);
    [ann, ben] = [await firm.user('approver'), await firm.user()];
    [cara, walled] = [await firm.user('administrator'), await firm.user('administrator')];
    for (const administrator of [cara, walled]) actors.set(administrator.userId, administrator);
    for (const actor of [ann, ben]) {
      actors.set(actor.userId, actor);
      await firm.grant(actor, null);
    }
    await withChanges(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId, ben.userId] }));
    await startWorker(server.context);
  });
  afterAll(() => server.close());

  const bill = (ordinal: number) => {
    const { invoice } = finishInvoice(draftDemoInvoice(41, ordinal, 60), 1);
    return Buffer.from(writeLedes1998b([invoice]).text);
  };
  const form = (bytes: Uint8Array, name: string, tail = '\r\n--b--\r\n') =>
    Buffer.concat([
      Buffer.from(`--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
      bytes,
      Buffer.from(tail),
    ]);
  const send = (actor: PersonActor, payload: Buffer, headers: Record<string, string> = {}, query = '') =>
    server.app.inject({
      method: 'POST',
      url: `/api/invoices${query}`,
      payload,
      headers: { authorization: actor.userId, 'content-type': 'multipart/form-data; boundary=b', ...headers },
    });
  const get = (actor: PersonActor, url: string) => server.app.inject({ url, headers: { authorization: actor.userId } });
  const settled = async (actor: PersonActor, uploadId: string) => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const status = (await get(actor, `/api/invoices/uploads/${uploadId}`)).json();
      if (status.state !== 'received') return status;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('The upload was never read.');
  };
  const stored = () => server.admin.selectFrom('invoices').select(['id']).orderBy('id').execute();
  const eventsOf = (subjectId: string) =>
    server.admin.selectFrom('events').selectAll().where('subject_id', '=', subjectId).orderBy('seq').execute();

  it('are taken at once, read by the worker, and found the same as on a laptop', async () => {
    const bytes = bill(1);
    const reply = await send(ann, form(bytes, 'march.txt'));
    expect([reply.statusCode, reply.json().state]).toEqual([202, 'received']);
    const status = await settled(ann, reply.json().uploadId);
    expect(status).toMatchObject({ state: 'processed', fileName: 'march.txt', errorCode: null });
    const [invoiceId] = status.invoiceIds;
    const { invoice, lines, findings } = (await get(ann, `/api/invoices/${invoiceId}`)).json();

    const outcome = readInvoiceFile(bytes, { fileName: 'march.txt' });
    const read = outcome.kind === 'read' ? outcome.file.invoices[0] : undefined;
    const standard = builtInGuideline('standard');
    if (read === undefined || standard === undefined) throw new Error('The bill reads, and the guideline is there.');
    const today = new Date(server.clock.nowMs()).toISOString().slice(0, 10);
    const here = analyseInvoice(read, standard, { today, receivedOn: today });
    expect(invoice.id).toBe(read.id);
    expect(lines.map((line: { id: string }) => line.id)).toEqual(read.lines.map(({ id }) => id));
    const plain = findings.map(
      ({ isEnabled: _, invoiceId: __, position: ___, ...finding }: Record<string, unknown>) => finding,
    );
    expect(plain).toEqual(JSON.parse(JSON.stringify(here.findings)));
    expect(invoice.findingCount).toBe(here.findings.length);
    expect((await get(ann, `/api/invoices/${invoiceId}/original`)).rawPayload.equals(bytes)).toBe(true);
  });

  it('are in the audit log each time that somebody looks at one or takes its file away', async () => {
    const reply = await send(ann, form(bill(12), 'seen.txt'));
    const { invoiceIds } = await settled(ann, reply.json().uploadId);
    for (const path of ['', '/original']) await get(ben, `/api/invoices/${invoiceIds[0]}${path}`);
    const entries = await server.admin
      .selectFrom('audit_log')
      .select(['action', 'scope_id', 'outcome'])
      .where('actor_id', '=', ben.userId)
      .where('object_id', '=', invoiceIds[0])
      .orderBy('seq')
      .execute();
    expect(entries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['invoice.view', 'done'],
      ['invoice.download', 'done'],
    ]);
    for (const { scope_id } of entries) expect(scope_id).toMatch(/^matter:/);
  });

  it('tell what happened as ids and counts, never a name or a number', async () => {
    const reply = await send(ann, form(bill(2), 'secret client name.txt'));
    const { invoiceIds } = await settled(ann, reply.json().uploadId);
    const events = await eventsOf(invoiceIds[0]);
    expect(events.map(({ type }) => type)).toEqual(['invoice.uploaded', 'invoice.processed', 'invoice.flagged']);
    for (const { data } of events) {
      for (const value of Object.values(data as object)) expect(typeof value).toBe('number');
    }
  });

  it('are stored once however often they are sent: by key, by content, by two people, by a worker run again', async () => {
    const bytes = bill(3);
    const key = { 'idempotency-key': 'mutation-0001' };
    const first = await send(ann, form(bytes, 'a.txt'), key);
    const again = await send(ann, form(bytes, 'a.txt'), key);
    expect(again.json().uploadId).toBe(first.json().uploadId);
    await settled(ann, first.json().uploadId);
    const before = await stored();
    const other = await send(ben, form(bytes, 'b.txt'), key);
    expect([other.statusCode, other.json().uploadId === first.json().uploadId]).toEqual([202, false]);
    // Of a bill that was held already, who may see it hears which it is.
    const { invoiceIds } = await settled(ann, first.json().uploadId);
    expect(invoiceIds).toHaveLength(1);
    expect((await settled(ben, other.json().uploadId)).invoiceIds).toEqual(invoiceIds);
    await readUpload(server.context, first.json().uploadId);
    expect(await stored()).toEqual(before);
    const clash = await send(ann, form(bill(4), 'c.txt'), key);
    expect([clash.statusCode, clash.json().error.code]).toEqual([409, 'CONFLICT']);
  });

  it('are one upload when the same is sent four times at once', async () => {
    const bytes = bill(14);
    // Held already, so that nothing but the key is common to them.
    await settled(ann, (await send(ann, form(bytes, 'a.txt'))).json().uploadId);
    for (const round of [1, 2, 3]) {
      const key = { 'idempotency-key': `at-once-000${round}` };
      const replies = await Promise.all([1, 2, 3, 4].map(() => send(ann, form(bytes, 'a.txt'), key)));
      expect(replies.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202, 202]);
      expect(new Set(replies.map((reply) => reply.json().uploadId)).size).toBe(1);
    }
  });

  it('leave nothing when the sender breaks off, sends too much, or sends no bill', async () => {
    const uploads = () => server.admin.selectFrom('uploads').select('id').orderBy('id').execute();
    const folder = join(server.context.config.dataDirectory ?? '', 'files');
    const kept = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const [before, keptBefore] = [await uploads(), kept().length];
    const matterId = server.context.newId();
    const elsewhere = await send(ann, form(bill(15), 'a.txt'), {}, `?matterId=${matterId}`);
    expect(elsewhere.statusCode).toBe(404);
    const denied = server.admin.selectFrom('audit_log').select('action').where('object_id', '=', matterId);
    expect(await denied.execute()).toEqual([{ action: 'access.denied' }]);
    const cut = await send(ann, form(bill(5).subarray(0, 3000), 'cut.txt', ''));
    expect(cut.statusCode).toBeGreaterThanOrEqual(400);
    const large = await send(ann, form(Buffer.alloc(2_000_001, 'x'), 'large.txt'));
    expect([large.statusCode, large.json().error.code]).toEqual([413, 'FILE_001']);
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    const picture = await send(ann, form(png, 'bill.txt'));
    expect([picture.statusCode, picture.json().error.code]).toEqual([415, 'FILE_001']);
    const empty = await send(ann, form(Buffer.alloc(0), 'empty.txt'));
    expect([empty.statusCode, empty.json().error.code]).toEqual([415, 'FILE_001']);
    const json = await send(ann, Buffer.from('{}'), { 'content-type': 'application/json' });
    expect(json.statusCode).toBe(415);
    expect(await uploads()).toEqual(before);
    expect(kept()).toHaveLength(keptBefore);
  });

  it('that are an archive, an office file, a PDF or XML are refused by their bytes, whatever their name', async () => {
    const before = await server.admin.selectFrom('uploads').select('id').execute();
    const zip = (name: string) => {
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(name.length, 26);
      return Buffer.concat([head, Buffer.from(name), Buffer.alloc(4_200)]);
    };
    const files: Readonly<Record<string, Buffer>> = {
      'an archive': zip('bill.txt'),
      'an archive of archives': zip('bomb.zip'),
      'a spreadsheet': zip('xl/workbook.xml'),
      'a PDF': Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Encrypt 5 0 R >>\n'),
      gzip: Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), Buffer.alloc(100)]),
      'XML with an entity': Buffer.from(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><invoice>&x;</invoice>',
      ),
    };
    for (const [kind, bytes] of Object.entries(files)) {
      const reply = await send(ann, form(bytes, 'bill.csv'));
      expect([kind, reply.statusCode, reply.json().error.code]).toEqual([kind, 415, 'FILE_001']);
    }
    expect(await server.admin.selectFrom('uploads').select('id').execute()).toHaveLength(before.length);
  });

  it('that cannot be read need attention, with FILE_001 and the problems', async () => {
    const reply = await send(ann, form(Buffer.from('Dear client,\nplease find nothing enclosed.\n'), 'letter.txt'));
    const status = await settled(ann, reply.json().uploadId);
    expect([status.state, status.errorCode, status.invoiceIds]).toEqual(['needs_attention', 'FILE_001', []]);
    expect(status.problems.length).toBeGreaterThan(0);
  });

  it('never keep a path or a hostile name', async () => {
    const hostile = '..\\..\\etc/passwd\u202etxt.exe';
    const reply = await send(ann, form(bill(6), hostile));
    const status = await settled(ann, reply.json().uploadId);
    expect(status.fileName).not.toMatch(/[/\\\u202e]/);
    const original = await get(ann, `/api/invoices/${status.invoiceIds[0]}/original`);
    expect(original.headers['content-disposition']).toMatch(
      /^attachment; filename="[A-Za-z0-9._ -]+"; filename\*=UTF-8''/,
    );
    expect(original.headers['x-content-type-options']).toBe('nosniff');
  });

  it('behind a wall are not there: in the list, by id, as original; the sender of the same file learns nothing', async () => {
    const bytes = bill(7);
    const reply = await send(ann, form(bytes, 'walled.txt'));
    const { invoiceIds } = await settled(ann, reply.json().uploadId);
    const [invoiceId] = invoiceIds;
    const row = await server.admin
      .selectFrom('invoices')
      .select('matter_id')
      .where('id', '=', invoiceId)
      .executeTakeFirstOrThrow();
    await testFirm(server).wall(ben, row.matter_id);
    await withChanges(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ben.userId] }));
    const listed = (await get(ben, '/api/invoices?limit=100')).json().invoices.map(({ id }: { id: string }) => id);
    expect(listed).not.toContain(invoiceId);
    for (const path of ['', '/original']) {
      const hidden = await get(ben, `/api/invoices/${invoiceId}${path}`);
      const absent = await get(ben, `/api/invoices/${server.context.newId()}${path}`);
      expect([hidden.statusCode, hidden.json().error.message]).toEqual([404, absent.json().error.message]);
    }
    const sent = await send(ben, form(bytes, 'walled.txt'));
    expect(sent.statusCode).toBe(202);
    expect(await settled(ben, sent.json().uploadId)).toMatchObject({ state: 'processed', invoiceIds: [] });
    const told = await server.admin
      .selectFrom('events')
      .select(['subject_id', 'scope_id'])
      .where('data', '@>', JSON.stringify({ knownCount: 1 }))
      .execute();
    expect(told).toContainEqual({ subject_id: invoiceId, scope_id: `matter:${row.matter_id}` });
    expect(told.map(({ scope_id }) => scope_id)).not.toContain(null);

    // Administrators look after uploads; one behind a wall does not see that this very file came, by whomever.
    await testFirm(server).wall(walled, row.matter_id);
    for (const { uploadId } of [reply.json(), sent.json()]) {
      expect((await get(cara, `/api/invoices/uploads/${uploadId}`)).statusCode).toBe(200);
      expect((await get(walled, `/api/invoices/uploads/${uploadId}`)).statusCode).toBe(404);
    }
  });

  it('go out only when approved, and only by who may', async () => {
    const reply = await send(ann, form(bill(8), 'out.txt'));
    const { invoiceIds } = await settled(ann, reply.json().uploadId);
    const url = `/api/invoices/${invoiceIds[0]}/export?format=ledes1998b`;
    expect((await get(ann, url)).statusCode).toBe(409);
    await server.admin.updateTable('invoices').set({ state: 'approved' }).where('id', '=', invoiceIds[0]).execute();
    expect((await get(ben, url)).statusCode).toBe(403);
    const out = await get(ann, url);
    expect(out.body.startsWith('LEDES1998B[]')).toBe(true);
    const read = readInvoiceFile(out.rawPayload, { fileName: 'out.txt' });
    expect(read.kind === 'read' && read.file.invoices[0]?.lines.length).toBeGreaterThan(50);
  });

  it('are listed page by page, each once', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const page = (await get(ann, `/api/invoices?limit=2${after}`)).json();
      seen.push(...page.invoices.map(({ id }: { id: string }) => id));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(seen.length).toBe((await stored()).length);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('are encrypted at rest, and a file that was changed there is refused, not served', async () => {
    const bytes = bill(9);
    const reply = await send(ann, form(bytes, 'kept.txt'));
    const { invoiceIds } = await settled(ann, reply.json().uploadId);
    const { file_sha256 } = await server.admin
      .selectFrom('invoices')
      .select('file_sha256')
      .where('id', '=', invoiceIds[0])
      .executeTakeFirstOrThrow();
    const path = join(server.context.config.dataDirectory, 'files', file_sha256.slice(0, 2), file_sha256);
    const kept = readFileSync(path);
    expect(kept.includes(bytes.subarray(100, 140))).toBe(false);
    kept[200] = (kept[200] ?? 0) ^ 1;
    writeFileSync(path, kept);
    expect((await get(ann, `/api/invoices/${invoiceIds[0]}/original`)).statusCode).toBe(500);
  });

  it('are checked against other matters\u2019 hours and days, and learn no number, amount or word of them', async () => {
    const outcome = readInvoiceFile(bill(1), { fileName: 'a.txt' });
    const read = outcome.kind === 'read' ? outcome.file.invoices[0] : undefined;
    if (read === undefined) throw new Error('The bill reads.');
    const invoice = { ...read, id: server.context.newId() };
    const dates = { today: '2026-04-01', receivedOn: '2026-04-01' };
    const { value } = await withChanges(server.context, SYSTEM, (batch) =>
      loadServerFacts(batch, invoice, server.context.newId(), dates),
    );
    const others = value.otherInvoices ?? [];
    expect(others.length).toBeGreaterThan(0);
    for (const other of others) {
      const { invoiceNumber, invoiceDate, billingStart, billingEnd, totalE4, lines } = other;
      expect([invoiceNumber, invoiceDate, billingStart, billingEnd, totalE4, lines]).toEqual([
        ...Array(5).fill(null),
        [],
      ]);
    }
    const held = await server.admin
      .selectFrom('line_items')
      .select(['timekeeper_key', 'date', 'units_e4', 'invoice_id'])
      .where('kind', '=', 'F')
      .where(
        'invoice_id',
        'in',
        others.map(({ invoiceId }) => invoiceId),
      )
      .execute();
    const asked = new Set(invoice.lines.map((line) => timekeeperKeyOf(line.timekeeperId, line.timekeeperName)));
    const expected = Map.groupBy(
      held.filter(({ timekeeper_key, units_e4 }) => asked.has(timekeeper_key) && (units_e4 ?? 0) > 0),
      ({ timekeeper_key, date }) => `${timekeeper_key} ${date}`,
    );
    expect(expected.size).toBeGreaterThan(0);
    const days = value.otherMatterDays ?? [];
    expect(new Map(days.map((day) => [`${day.timekeeperKey} ${day.date}`, [day.hoursE4, day.invoiceCount]]))).toEqual(
      new Map(
        [...expected].map(([key, lines]) => [
          key,
          [
            lines.reduce((sum, { units_e4 }) => sum + (units_e4 ?? 0), 0),
            new Set(lines.map(({ invoice_id }) => invoice_id)).size,
          ],
        ]),
      ),
    );
  });
});
