import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { builtInGuideline } from '#shared/rules/built-in-guidelines.ts';
import type { GuidelineProblem } from '#shared/rules/read-guideline.ts';
import { writeGuideline } from '#shared/rules/write-guideline.ts';
import { draftDemoInvoice } from '../../scripts/cli/demo/draft-demo.ts';
import { finishInvoice } from '../../scripts/cli/demo/finish-invoice.ts';
import type { PersonActor } from '../access/actor.ts';
import { readUpload } from '../invoices/read-upload.ts';
import type { JobData } from '../jobs/jobs.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { cut, type SyncFirm, syncFirm, type TestBill, untouched } from '../sync/firm.testing.ts';
import { testContext } from '../testing/test-context.ts';
import { checkByGuideline } from './check-by-guideline.ts';

type Method = 'GET' | 'POST' | 'DELETE';

/** A guideline of the firm's own: the strict one under another name. */
function textOf(name: string, version: number, title = `Guideline ${name}`): string {
  const strict = builtInGuideline('strict-insurer');
  if (strict === undefined) throw new Error('The strict guideline is missing.');
  return writeGuideline({ ...strict, name, version, title });
}

describe('guidelines of the firm', () => {
  let firm: SyncFirm;
  let chief: PersonActor;
  let ada: PersonActor;
  const queued: JobData['check-by-guideline'][] = [];
  beforeAll(async () => {
    firm = await syncFirm({
      environment: { LAIT_LIMIT_INTERACTIVE: '100000' },
      parts: {
        jobs: {
          enqueue: async (_db, name, data) => {
            if (name === 'check-by-guideline') queued.push(data as JobData['check-by-guideline']);
          },
          work: async () => {},
          stop: async () => {},
        },
      },
    });
    [chief, ada] = [await firm.user('administrator'), await firm.user('approver')];
    // As administrators must have a second factor, or be made for a demonstration.
    await firm.server.admin.updateTable('users').set({ is_demo: true }).where('id', '=', chief.userId).execute();
  });
  afterAll(() => firm.close());

  const call = async (actor: PersonActor, method: Method, url: string, payload?: object) => {
    const headers = { authorization: actor.userId };
    const reply = await firm.server.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
  };
  const save = (text: string, actor = chief) => call(actor, 'POST', '/api/guidelines', { text });
  const assign = (place: { kind: 'client' | 'matter'; id: string }, guidelineName: string) =>
    call(chief, 'POST', '/api/guidelines/assignments', { ...place, guidelineName });
  /** The worker's part, to the end. */
  const work = async () => {
    for (let job = queued.shift(); job !== undefined; job = queued.shift())
      await checkByGuideline(firm.server.context, job);
  };
  const checkedBy = async ({ invoiceId }: TestBill) => {
    const { guideline_name, guideline_version } = await firm.server.admin
      .selectFrom('invoices')
      .select(['guideline_name', 'guideline_version'])
      .where('id', '=', invoiceId)
      .executeTakeFirstOrThrow();
    return `${guideline_name} ${guideline_version}`;
  };
  const clientOf = async (matterId: string) => {
    const { client_id } = await firm.server.admin
      .selectFrom('matters')
      .select('client_id')
      .where('id', '=', matterId)
      .executeTakeFirstOrThrow();
    return client_id;
  };

  it('are listed with all their versions, shown one by one, and can be saved again from what is shown', async () => {
    expect((await save(textOf('listed', 1))).body).toEqual({ name: 'listed', version: 1 });
    expect((await save(textOf('listed', 4, 'The fourth'))).status).toBe(201);
    const { body } = await call(ada, 'GET', '/api/guidelines');
    const names = body.guidelines.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['listed', 'standard', 'strict-insurer']);
    const saved = { isBuiltIn: false, savedBy: chief.displayName, savedAt: '2026-04-01T09:00:00.000Z' };
    expect(body.guidelines[0]).toMatchObject({
      latestVersion: 4,
      title: 'The fourth',
      clientCount: 0,
      versions: [
        { version: 4, ...saved },
        { version: 1, ...saved },
      ],
    });
    expect(body.guidelines[1].versions).toEqual([{ version: 1, isBuiltIn: true, savedAt: null, savedBy: null }]);

    const first = await call(ada, 'GET', '/api/guidelines/listed/versions/1');
    expect(first.body).toMatchObject({ name: 'listed', version: 1, title: 'Guideline listed', isBuiltIn: false });
    expect(first.body.text).toBe(textOf('listed', 1));
    const shipped = await call(ada, 'GET', '/api/guidelines/standard/versions/1');
    expect(shipped.body.rules.length).toBe(first.body.rules.length);
    for (const unknown of ['listed/versions/2', 'nobody/versions/1'])
      expect((await call(ada, 'GET', `/api/guidelines/${unknown}`)).status).toBe(404);
  });

  it('grow: a version that is not higher is refused, also against a built-in one; earlier ones stay', async () => {
    expect((await save(textOf('growing', 2))).status).toBe(201);
    for (const version of [1, 2]) {
      const { status, body } = await save(textOf('growing', version, 'Changed'));
      expect([status, body.error.code]).toEqual([409, 'CONFLICT']);
      expect(body.error.message).toContain('version 2');
    }
    expect((await save(textOf('strict-insurer', 1))).status).toBe(409);
    const both = await Promise.all([save(textOf('growing', 3, 'One')), save(textOf('growing', 3, 'Other'))]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const kept = await call(ada, 'GET', '/api/guidelines/growing/versions/2');
    expect(kept.body.title).toBe('Guideline growing');
  });

  it('are read as on a laptop: what is wrong is told with its place, and nothing is saved', async () => {
    const { status, body } = await save('name: bad\ntitle: Bad\nversion: 1\nrules:\n  - id: R999\n  - id: R1\n');
    expect([status, body.error.code]).toEqual([400, 'BAD_REQUEST']);
    const paths = body.error.details.problems.map(({ path }: GuidelineProblem) => path);
    expect(paths).toEqual(['rules[0].id', 'rules[1].id']);
    expect((await call(ada, 'GET', '/api/guidelines/bad/versions/1')).status).toBe(404);
  });

  it('are saved and assigned by administrators alone, reach the laptops, and are audited', async () => {
    const matterId = await firm.matter(ada);
    const place = { kind: 'matter', id: matterId } as const;
    expect((await save(textOf('audited', 1), ada)).status).toBe(403);
    expect((await save(textOf('audited', 1))).status).toBe(201);
    const asked = { ...place, guidelineName: 'audited' };
    expect((await call(ada, 'POST', '/api/guidelines/assignments', asked)).status).toBe(403);
    expect((await call(ada, 'GET', '/api/guidelines/assignments')).status).toBe(403);
    expect(await assign(place, 'audited')).toEqual({ status: 202, body: asked });
    expect((await assign(place, 'not-held')).status).toBe(409);
    const pulled = await firm.device(ada).pull([
      { scopeId: 'firm', epoch: 1, cursor: 0 },
      { scopeId: `matter:${matterId}`, epoch: 1, cursor: 0 },
    ]);
    const rows = pulled.kind === 'page' ? pulled.scopes.flatMap((scope) => scope.rows) : [];
    expect(rows.find(({ id }) => id === 'audited:1')?.body).toMatchObject({ guideline: { name: 'audited' } });
    expect(rows.find(({ id }) => id === matterId)?.body).toMatchObject({ guidelineName: 'audited' });

    expect((await call(chief, 'DELETE', `/api/guidelines/assignments/matter/${matterId}`)).status).toBe(202);
    const entries = await firm.server.admin
      .selectFrom('audit_log')
      .select(['action', 'object_id', 'scope_id', 'actor_id', 'detail'])
      .where('action', 'like', 'guideline.%')
      .where((eb) => eb.or([eb('object_id', '=', matterId), eb('object_id', '=', 'audited:1')]))
      .orderBy('seq')
      .execute();
    const by = { actor_id: chief.userId };
    const on = { ...by, object_id: matterId, scope_id: `matter:${matterId}` };
    expect(entries).toEqual([
      { ...by, action: 'guideline.save', object_id: 'audited:1', scope_id: null, detail: { previousVersion: null } },
      { ...on, action: 'guideline.assign', detail: { before: null, after: 'audited', version: 1 } },
      { ...on, action: 'guideline.unassign', detail: { before: 'audited', after: null, version: null } },
    ]);
    queued.length = 0;
  });

  it('check the open invoices of a client again, decisions staying; what is closed, chosen or narrower is left alone', async () => {
    await save(textOf('of-client', 1));
    await save(textOf('of-matter', 1));
    const [wide, narrow] = [await firm.matter(ada), await firm.matter(ada)];
    const clientId = await clientOf(wide);
    const [open, chosen, closed, narrower] = [
      await firm.invoice(wide),
      await firm.invoice(wide),
      await firm.invoice(wide),
      await firm.invoice(narrow),
    ];
    const device = firm.device(ada);
    const [lineId = ''] = open.lineIds;
    const decided = { ...cut([lineId]), findingIds: { [lineId]: open.findingIds.slice(0, 1) } };
    expect((await device.push('decideLine', decided, untouched(`decision:${lineId}`))).outcome).toBe('applied');
    const choice = { invoiceId: chosen.invoiceId, name: 'strict-insurer', version: 1, analysedOn: '2026-04-01' };
    expect((await device.push('assignGuideline', choice)).outcome).toBe('applied');
    await firm.server.admin
      .updateTable('invoices')
      .set({ state: 'approved' })
      .where('id', '=', closed.invoiceId)
      .execute();

    await assign({ kind: 'matter', id: narrow }, 'of-matter');
    await assign({ kind: 'client', id: clientId }, 'of-client');
    await work();
    const all = async () => [
      await checkedBy(open),
      await checkedBy(chosen),
      await checkedBy(closed),
      await checkedBy(narrower),
    ];
    expect(await all()).toEqual(['of-client 1', 'strict-insurer 1', 'standard 1', 'of-matter 1']);
    const line = await firm.server.admin
      .selectFrom('line_items')
      .innerJoin('decisions', 'decisions.line_id', 'line_items.id')
      .select(['decision_kind', 'line_items.cut_e4', 'finding_ids'])
      .where('line_items.id', '=', lineId)
      .executeTakeFirstOrThrow();
    expect(line).toMatchObject({ decision_kind: 'cut_percent', finding_ids: decided.findingIds[lineId] });
    const history = await firm.server.admin
      .selectFrom('invoice_history')
      .select('text')
      .where('invoice_id', '=', open.invoiceId)
      .execute();
    expect(history.map(({ text }) => text)).toContain('Checked by guideline of-client, version 1, as assigned');

    // Again comes to the same, and writes nothing.
    const count = async () => (await firm.server.adminPool.query('SELECT count(*) FROM change')).rows[0].count;
    const before = await count();
    await assign({ kind: 'client', id: clientId }, 'of-client');
    await work();
    expect(await count()).toBe(before);

    // A new version waits until it is assigned, then reaches the open invoices.
    await save(textOf('of-client', 2));
    await work();
    expect((await all())[0]).toBe('of-client 1');
    await assign({ kind: 'client', id: clientId }, 'of-client');
    await work();
    expect(await all()).toEqual(['of-client 2', 'strict-insurer 1', 'standard 1', 'of-matter 1']);

    // Taken away, the wider one holds again.
    await call(chief, 'DELETE', `/api/guidelines/assignments/matter/${narrow}`);
    await work();
    expect((await all())[3]).toBe('of-client 2');
    await call(chief, 'DELETE', `/api/guidelines/assignments/client/${clientId}`);
    await work();
    expect(await all()).toEqual(['standard 1', 'strict-insurer 1', 'standard 1', 'standard 1']);
    // A choice that was undone is none any more.
    const undone = { invoiceId: chosen.invoiceId, name: 'standard', version: 1, analysedOn: '2026-04-01' };
    expect((await device.push('assignGuideline', undone)).outcome).toBe('applied');
    await assign({ kind: 'client', id: clientId }, 'of-client');
    await work();
    expect((await all())[1]).toBe('of-client 2');
    await call(chief, 'DELETE', `/api/guidelines/assignments/client/${clientId}`);
    await work();
  });

  it('goes through any number of invoices, a hundred a job, and past one that cannot be checked', async () => {
    await save(textOf('of-many', 1));
    const matterId = await firm.matter(ada);
    const first = await firm.invoice(matterId, 1);
    const broken = await firm.invoice(matterId, 1);
    // As many as the worker takes at once are checked by it already.
    await firm.server.adminPool.query(
      `INSERT INTO invoices SELECT (r).* FROM (SELECT jsonb_populate_record(i, jsonb_build_object(
          'id', gen_random_uuid(), 'ordinal', 100 + g, 'guideline_name', 'of-many')) AS r
        FROM invoices i CROSS JOIN generate_series(1, 120) g WHERE i.id = $1) many`,
      [first.invoiceId],
    );
    await firm.server.adminPool.query(`UPDATE invoices SET body = '{"problems": 7}' WHERE id = $1`, [broken.invoiceId]);
    await assign({ kind: 'matter', id: matterId }, 'of-many');
    const [job] = queued;
    await work();
    expect(job).toEqual({ kind: 'matter', id: matterId, after: null });
    expect(await checkedBy(first)).toBe('of-many 1');
    expect(await checkedBy(broken)).toBe('standard 1');
    const complaint = firm.server.logged.find((line) => line.invoice_id === broken.invoiceId);
    expect(complaint).toMatchObject({ level: expect.anything(), job: 'check-by-guideline' });
  });

  it('holds for what comes in from now on', async () => {
    await save(textOf('of-new', 1));
    const matterId = await firm.matter(ada);
    await assign({ kind: 'matter', id: matterId }, 'of-new');
    await work();
    const { invoice } = finishInvoice(draftDemoInvoice(41, 1, 40), 1);
    const payload = Buffer.from(
      `--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${writeLedes1998b([invoice]).text}\r\n--b--\r\n`,
    );
    const sent = await firm.server.app.inject({
      method: 'POST',
      url: `/api/invoices?matterId=${matterId}`,
      payload,
      headers: { authorization: ada.userId, 'content-type': 'multipart/form-data; boundary=b' },
    });
    await readUpload(firm.server.context, sent.json().uploadId);
    const rows = await firm.server.admin
      .selectFrom('invoices')
      .select(['guideline_name', 'guideline_version', 'has_own_guideline'])
      .where('matter_id', '=', matterId)
      .execute();
    expect(rows).toEqual([{ guideline_name: 'of-new', guideline_version: 1, has_own_guideline: false }]);
  });

  it('behind a wall are assigned by nobody: the matter is not there, and counts nowhere', async () => {
    await save(textOf('walled', 1));
    const [seen, hidden] = [await firm.matter(), await firm.matter()];
    for (const id of [seen, hidden]) expect((await assign({ kind: 'matter', id }, 'walled')).status).toBe(202);
    await firm.wall(chief, hidden);
    expect((await assign({ kind: 'matter', id: hidden }, 'standard')).status).toBe(404);
    expect((await call(chief, 'DELETE', `/api/guidelines/assignments/matter/${hidden}`)).status).toBe(404);
    const { guideline_name } = await firm.server.admin
      .selectFrom('matters')
      .select('guideline_name')
      .where('id', '=', hidden)
      .executeTakeFirstOrThrow();
    expect(guideline_name).toBe('walled');
    const { body } = await call(chief, 'GET', '/api/guidelines/assignments');
    const ids = body.assignments.map(({ id }: { id: string }) => id);
    expect([ids.includes(seen), ids.includes(hidden)]).toEqual([true, false]);
    const counted = (await call(chief, 'GET', '/api/guidelines')).body.guidelines.find(
      ({ name }: { name: string }) => name === 'walled',
    );
    expect(counted.matterCount).toBe(1);
    const unknown = { kind: 'client', id: firm.server.context.newId() } as const;
    expect((await assign(unknown, 'walled')).status).toBe(404);
    queued.length = 0;
  });

  it('are checked again by the worker that runs', async () => {
    await save(textOf('by-worker', 1));
    const matterId = await firm.matter(ada);
    const bill = await firm.invoice(matterId);
    const other = await testContext({ sharing: firm.server });
    try {
      await startWorker(other.context);
      await firm.server.admin
        .updateTable('matters')
        .set({ guideline_name: 'by-worker' })
        .where('id', '=', matterId)
        .execute();
      await other.context.database
        .transaction()
        .execute((db) =>
          other.context.jobs.enqueue(db, 'check-by-guideline', { kind: 'matter', id: matterId, after: null }),
        );
      for (let attempt = 0; attempt < 200 && (await checkedBy(bill)) === 'standard 1'; attempt += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(await checkedBy(bill)).toBe('by-worker 1');
    } finally {
      await other.close();
    }
  });
});
