import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInGuideline } from '#shared/rules/built-in-guidelines.ts';
import { type PersonActor, SYSTEM } from '../access/actor.ts';
import { testFirm } from '../access/firm.testing.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { checkInvoiceAgain } from '../analysis/check-against-masters.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { withChanges } from '../sync/with-changes.ts';
import { csv, type MasterServer, masterServer } from './master-server.testing.ts';

const FIELDS =
  'INVOICE_DATE|INVOICE_NUMBER|CLIENT_ID|LAW_FIRM_MATTER_ID|INVOICE_TOTAL|BILLING_START_DATE|BILLING_END_DATE|INVOICE_DESCRIPTION|LINE_ITEM_NUMBER|EXP/FEE/INV_ADJ_TYPE|LINE_ITEM_NUMBER_OF_UNITS|LINE_ITEM_ADJUSTMENT_AMOUNT|LINE_ITEM_TOTAL|LINE_ITEM_DATE|LINE_ITEM_TASK_CODE|LINE_ITEM_EXPENSE_CODE|LINE_ITEM_ACTIVITY_CODE|TIMEKEEPER_ID|LINE_ITEM_DESCRIPTION|LAW_FIRM_ID|LINE_ITEM_UNIT_COST|TIMEKEEPER_NAME|TIMEKEEPER_CLASSIFICATION|CLIENT_MATTER_ID';

interface Work {
  readonly who: string;
  readonly name: string;
  readonly title: string;
  readonly hours: number;
  readonly rate: number;
  readonly day: string;
}
const ADA = { who: 'TK1', name: 'Okafor, Ada', title: 'PARTNR' } as const;
const PAT = { who: 'TK9', name: 'Reyes, Pat', title: 'ASSOC' } as const;
const LIS = { who: 'TK5', name: 'Marsh, Lis', title: 'TRANEE' } as const;
const NARRATIVES = [
  'Draft affirmative defenses for answer to second amended complaint',
  'Revise statement of undisputed facts for motion for summary judgment',
  'Analyze testimony of R. Osei at pages 11 to 60 concerning notice',
  'Draft argument on standard of review for opening brief',
];

function bill(number: string, month: string, work: readonly Work[]): string {
  const total = work.reduce((sum, { hours, rate }) => sum + hours * rate, 0);
  const records = work.map(({ who, name, title, hours, rate, day }, index) =>
    [
      `${month}28`, number, 'ACME', 'ACME-1', total.toFixed(2), `${month}01`, `${month}28`, 'For services', index + 1,
      'F', hours, '', (hours * rate).toFixed(2), `${month}${day}`, 'L210', '', 'A103', who, NARRATIVES[index], '24-7',
      rate, name, title, 'CM-1',
    ].join('|'),
  ); // biome-ignore format: one record
  return ['LEDES1998B[]', `${FIELDS}[]`, ...records.map((record) => `${record}[]`), ''].join('\r\n');
}

describe('a rate card', () => {
  let server: MasterServer;
  let chief: PersonActor;
  let ann: PersonActor;
  beforeAll(async () => {
    server = await masterServer();
    const firm = testFirm(server);
    [chief, ann] = [await firm.user('administrator'), await firm.user('approver')];
    await firm.grant(ann, null);
    await withChanges(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId] }));
    await startWorker(server.context);
  });
  afterAll(() => server.close());

  const importFile = async (...given: Parameters<MasterServer['send']>) => {
    const { status, text } = await server.send(...given);
    expect([status, text]).toEqual([200, text]);
  };
  const until = async <Value>(look: () => Promise<Value>, isDone: (value: Value) => boolean): Promise<Value> => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const value = await look();
      if (isDone(value)) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return look();
  };
  const upload = async (name: string, text: string): Promise<string> => {
    const payload = Buffer.from(
      `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${text}\r\n--b--\r\n`,
    );
    await server.call(ann, 'GET', '/api/invoices');
    const headers = { authorization: ann.userId, 'content-type': 'multipart/form-data; boundary=b' };
    const sent = await server.app.inject({ method: 'POST', url: '/api/invoices', payload, headers });
    const { body } = await until(
      () => server.call(ann, 'GET', `/api/invoices/uploads/${sent.json().uploadId}`),
      ({ body: status }) => status.state !== 'received',
    );
    expect(body).toMatchObject({ state: 'processed' });
    return body.invoiceIds[0];
  };
  interface Shown {
    readonly ruleId: string;
    readonly records: readonly number[];
    readonly guidelineClause: string;
    readonly severity: string;
    readonly potentialSavingE4: number;
    readonly message: string;
  }
  const detailOf = async (invoiceId: string) => (await server.call(ann, 'GET', `/api/invoices/${invoiceId}`)).body;
  const RULES = new Set(['R14', 'R15', 'R16', 'R18', 'R20']);
  const findingsOf = async (invoiceId: string): Promise<readonly Shown[]> =>
    (await detailOf(invoiceId)).findings.filter(({ ruleId }: Shown) => RULES.has(ruleId));
  const short = (findings: readonly Shown[]) =>
    findings
      .map(({ ruleId, records, potentialSavingE4 }) => `${ruleId} ${records.join(',')} ${potentialSavingE4}`)
      .toSorted();
  const skippedOf = async (invoiceId: string): Promise<readonly string[]> => {
    const row = await server.admin
      .selectFrom('invoices')
      .select('body')
      .where('id', '=', invoiceId)
      .executeTakeFirstOrThrow();
    return (row.body as { skipped: { ruleId: string }[] }).skipped.map(({ ruleId }) => ruleId);
  };

  it('is what bills are checked by, with clause and exact money; a change of it checks open bills again', async () => {
    const february = bill('2026-02', '202602', [{ ...ADA, hours: 2, rate: 600, day: '10' }]);
    const firstId = await upload('february.txt', february);
    expect(await findingsOf(firstId)).toEqual([]);
    expect(await skippedOf(firstId)).toEqual(expect.arrayContaining(['R14', 'R15', 'R16', 'R18']));

    await importFile(chief, 'clients', csv('client_number,client_name', 'ACME,Acme Inc'));
    await importFile(chief, 'vendors', csv('vendor_number,vendor_name', '24-7,Quill LLP'));
    const roster = csv(
      'vendor_number,timekeeper_id,timekeeper_name,classification,client_number,approved_from',
      '24-7,TK1,"Okafor, Ada",Partner,,',
      '24-7,TK5,"Marsh, Lis",Summer associate,ACME,2026-03-01',
    );
    await importFile(chief, 'timekeepers', roster);
    const rates = csv(
      'vendor_number,timekeeper_id,classification,rate,client_number,valid_from,valid_to',
      '24-7,TK1,,650,,2026-01-01,',
      '24-7,,Partner,612.50,ACME,2026-01-01,2026-12-31',
    );
    await importFile(chief, 'rates', rates);

    const march = bill('2026-03', '202603', [
      { ...ADA, hours: 3, rate: 650, day: '10' },
      { ...PAT, hours: 1.5, rate: 400, day: '11' },
      { ...LIS, hours: 2, rate: 200, day: '12' },
      { ...ADA, hours: 1, rate: 612.5, day: '13' },
    ]);
    const invoiceId = await upload('march.txt', march);
    const findings = await findingsOf(invoiceId);
    // 37.50 too much on 3 h; 1.5 h at 400 of somebody unknown; 2 h at 200 of a trainee; 600 in February.
    expect(short(findings)).toEqual(['R14 2 6000000', 'R15 1 1125000', 'R16 1 1125000', 'R20 3 4000000']);
    const clauseOf = (ruleId: string) => {
      const clause = builtInGuideline('standard')?.rules.find((rule) => rule.ruleId === ruleId)?.clause;
      return `${clause?.section}: ${clause?.text}`;
    };
    for (const { ruleId, guidelineClause } of findings) expect(guidelineClause).toBe(clauseOf(ruleId));
    expect(findings.find(({ ruleId }) => ruleId === 'R15')).toMatchObject({
      severity: 'auto_cut',
      message:
        'Okafor, Ada: 650.00 an hour on 1 entry; 612.50 is agreed for Partner with this client from 1 January 2026.',
    });

    // A person has decided; then the roster learns of Pat, and a discount is agreed.
    const { lines } = await detailOf(invoiceId);
    await server.admin
      .updateTable('line_items')
      .set({ decision_kind: 'accept', cut_e4: 0, decision_version: 1 })
      .where('id', '=', lines[1].id)
      .execute();
    await importFile(chief, 'timekeepers', csv('vendor,timekeeper id,name', '24-7,TK9,"Reyes, Pat"'));
    await importFile(chief, 'discounts', csv('client,percent,from', 'ACME,10,2026-03-01'));
    const after = await until(
      () => findingsOf(invoiceId),
      (found) => !short(found).some((text) => text.startsWith('R14')) && short(found).some((text) => /^R18/.test(text)),
    );
    // 10 % of 1,950, 600, 400 and 612.50.
    expect(short(after)).toEqual(['R15 1 1125000', 'R16 1 1125000', 'R18 1,2,3,4 3562500', 'R20 3 4000000']);
    const { invoice } = await detailOf(invoiceId);
    expect(invoice.findingCount).toBe((await detailOf(invoiceId)).findings.length);
    const kept = await server.admin
      .selectFrom('line_items')
      .select(['decision_kind', 'decision_version'])
      .where('id', '=', lines[1].id)
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({ decision_kind: 'accept', decision_version: 1 });
    const history = await server.admin
      .selectFrom('invoice_history')
      .select('text')
      .where('invoice_id', '=', invoiceId)
      .where('text', 'like', 'Checked again%')
      .execute();
    expect(history.length).toBeGreaterThan(0);
  });

  it('leaves alone what a check says the same of, and what is approved', async () => {
    const { invoices } = (await server.call(ann, 'GET', '/api/invoices')).body;
    const { id } = invoices.find(({ invoiceNumber }: { invoiceNumber: string }) => invoiceNumber === '2026-03');
    await checkInvoiceAgain(server.context, id);
    const versionsOf = () =>
      server.admin
        .selectFrom('findings')
        .select(['id', 'row_version'])
        .where('invoice_id', '=', id)
        .orderBy('id')
        .execute();
    const before = await versionsOf();
    expect(await checkInvoiceAgain(server.context, id)).toBe(false);
    expect(await versionsOf()).toEqual(before);
    await server.admin.updateTable('invoices').set({ state: 'approved' }).where('id', '=', id).execute();
    await server.admin.deleteFrom('discounts').execute();
    expect(await checkInvoiceAgain(server.context, id)).toBe(false);
    await server.admin.updateTable('invoices').set({ state: 'analysed' }).where('id', '=', id).execute();
    expect(await checkInvoiceAgain(server.context, id)).toBe(true);
  });

  it('of another matter is never among what a bill is checked by', async () => {
    const firm = testFirm(server);
    const client = await server.admin
      .selectFrom('clients')
      .select('id')
      .where('number', '=', 'ACME')
      .executeTakeFirstOrThrow();
    const matterId = await firm.matter(client.id);
    const { number } = await server.admin
      .selectFrom('matters')
      .select('number')
      .where('id', '=', matterId)
      .executeTakeFirstOrThrow();
    const secret = csv('vendor,timekeeper id,rate,client,matter,from', `24-7,TK1,1.00,ACME,${number},2026-01-01`);
    await importFile(chief, 'rates', secret);
    const id = await upload('april.txt', bill('2026-04', '202604', [{ ...ADA, hours: 1, rate: 612.5, day: '10' }]));
    expect((await findingsOf(id)).filter(({ ruleId }) => ruleId === 'R15')).toEqual([]);
    expect((await server.call(ann, 'GET', `/api/invoices/${id}`)).text).not.toContain('1.00 is agreed');
  });
});
