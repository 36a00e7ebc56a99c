import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guidelineList } from '#shared/api/guidelines.ts';
import {
  callPage,
  consentWithdrawn,
  draftAccepted,
  draftPreview,
  guidelineDraft,
  type OpinionFailureReason,
  opinionList,
  opinionRequestDetail,
  opinionSettings,
  spending,
} from '#shared/api/opinions.ts';
import { checkInvoiceAgain } from '../analysis/check-against-masters.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { honestModel, sentQuestion } from './loopback-provider.testing.ts';
import { ALL_FINDINGS, type OpinionFirm, opinionFirm } from './opinion-firm.testing.ts';
import { opinionsProbe } from './opinions-probe.ts';

const NARRATIVES = [
  'Draft answer to complaint; tc w/ Zbigniew Krawczyk re extension; review discovery',
  'Attention to file',
  'Telephone call',
  'Call with Client re Northwind docket 1:24-cv-00812-RJL',
];

let firm: OpinionFirm;
beforeAll(async () => {
  firm = await opinionFirm();
});
afterAll(() => firm.close());

const { stringify } = JSON;
const ofModel = () => firm.firm.server.admin;

async function findingsOf(invoiceId: string): Promise<string> {
  const { rows } =
    await sql`SELECT id, body, is_enabled, deleted_at FROM findings WHERE invoice_id = ${invoiceId} ORDER BY id`.execute(
      ofModel(),
    );
  return stringify(rows);
}

describe('without consent', () => {
  it('nothing is sent: the preview shows what would be, asking is refused, and a job that was queued before sends nothing', async () => {
    const { invoiceId } = await firm.bill(NARRATIVES);
    const preview = await firm.preview(invoiceId);
    expect(preview.refusal).toBe('no_consent');
    expect(preview.questions.length).toBeGreaterThan(1);
    const body = { invoiceId, ask: ALL_FINDINGS, previewSha256: preview.sha256 };
    const refused = await firm.call(firm.reviewer, 'POST', '/api/opinions/requests', body);
    expect([refused.status, refused.refusal().details]).toEqual([409, { reason: 'no_consent' }]);

    const consentId = await firm.consent();
    const requestId = await firm.ask(invoiceId);
    await firm.call(firm.administrator, 'DELETE', `/api/admin/opinions/consents/${consentId}`);
    const before = await findingsOf(invoiceId);
    const { request } = await firm.run(requestId);
    expect(request).toMatchObject({ state: 'done', outcome: 'none', costMicro: 0 });
    expect(request.failures.map(({ reason }) => reason)).toEqual(['no_consent']);
    expect(firm.loopback.arrived).toEqual([]);
    expect(await findingsOf(invoiceId)).toBe(before);
  });

  it('of the client, that of another matter does not help, and a block of the matter beats any', async () => {
    const { invoiceId } = await firm.bill(NARRATIVES);
    const otherMatter = await firm.firm.matter(firm.reviewer);
    const [forOther, forAll] = [await firm.consent({ matterId: otherMatter }), null];
    expect(forAll).toBeNull();
    expect((await firm.preview(invoiceId)).refusal).toBe('no_consent');
    const wide = await firm.consent();
    expect((await firm.preview(invoiceId)).refusal).toBeNull();
    const block = await firm.consent({ matterId: firm.matterId, kind: 'block' });
    expect((await firm.preview(invoiceId)).refusal).toBe('no_consent');
    for (const id of [block, wide, forOther])
      await firm.call(firm.administrator, 'DELETE', `/api/admin/opinions/consents/${id}`);
    expect(firm.loopback.arrived).toEqual([]);
  });

  it('of a client, nobody but an administrator records one, and who may not see the invoice is shown nothing', async () => {
    const { invoiceId } = await firm.bill(NARRATIVES);
    const stranger = await firm.firm.user('reviewer');
    expect((await firm.call(stranger, 'POST', '/api/opinions/preview', { invoiceId, ask: ALL_FINDINGS })).status).toBe(
      404,
    );
    expect((await firm.call(stranger, 'GET', `/api/opinions?invoiceId=${invoiceId}`)).status).toBe(404);
    const body = { clientId: firm.clientId, kind: 'allow', givenBy: 'x', givenOn: '2026-03-01' };
    expect((await firm.call(firm.reviewer, 'POST', '/api/admin/opinions/consents', body)).status).toBe(403);
  });
});

describe('with consent', () => {
  beforeAll(() => firm.consent());

  it('what was shown is what is sent, without a name or a number, and the opinions come with literal quotations', async () => {
    const { invoiceId, lineIds } = await firm.bill(NARRATIVES);
    const before = await findingsOf(invoiceId);
    const preview = await firm.preview(invoiceId);
    const from = firm.loopback.arrived.length;
    const { request, opinions } = await firm.run(await firm.ask(invoiceId));
    const arrived = firm.loopback.arrived.slice(from);
    expect(arrived.map(({ text }) => text).sort()).toEqual(preview.questions.map(({ text }) => text).sort());
    const wire = stringify(arrived.map(({ body }) => body));
    for (const secret of ['Krawczyk', 'Zbigniew', 'Northwind', '00812', firm.clientId, ...lineIds, invoiceId])
      expect(wire).not.toContain(secret);
    expect(preview.placeholders.map(({ text }) => text)).toEqual(expect.arrayContaining(['Zbigniew Krawczyk']));
    expect(request).toMatchObject({ outcome: 'complete', heldCount: 0, failures: [] });
    expect(opinions.length).toBeGreaterThan(2);
    const [block] = opinions.filter(({ ruleId, kind }) => ruleId === 'R32' && kind === 'second');
    expect(block).toMatchObject({ verdict: 'shares', state: 'proposed', lineIds: [lineIds[0]], confidenceE4: 8000 });
    expect(block?.quotes.map(({ start, end }) => NARRATIVES[0]?.slice(start, end))).toEqual(['Draft answer']);
    expect(await findingsOf(invoiceId)).toBe(before);
  });

  it('each question holds one line, or those that its finding compares, and no other', async () => {
    const { invoiceId } = await firm.bill(NARRATIVES);
    const { questions } = await firm.preview(invoiceId);
    for (const { lineIds, ruleIds, text } of questions) {
      expect(sentQuestion(text).lines).toHaveLength(lineIds.length);
      if (!ruleIds.some((id) => ['R42', 'R44', 'R47', 'R48'].includes(id)))
        expect(lineIds.length).toBeLessThanOrEqual(1);
    }
  });

  it('asked again, held answers are used: nothing is sent, nothing is paid, nothing is proposed twice', async () => {
    const { invoiceId } = await firm.bill(['Attention to file', 'Telephone call']);
    const first = await firm.run(await firm.ask(invoiceId));
    const from = firm.loopback.arrived.length;
    expect((await firm.preview(invoiceId)).questions.every(({ isHeld }) => isHeld)).toBe(true);
    const second = await firm.run(await firm.ask(invoiceId));
    expect(firm.loopback.arrived).toHaveLength(from);
    expect(second.request).toMatchObject({ outcome: 'complete', costMicro: 0, heldCount: first.request.questionCount });
    const all = await firm.call(firm.reviewer, 'GET', `/api/opinions?invoiceId=${invoiceId}`);
    expect(all.read(opinionList).opinions).toHaveLength(first.opinions.length);
  });

  it('what would be sent is not what was shown: refused; changed after that: nothing is sent', async () => {
    const { invoiceId, lineIds } = await firm.bill(['Attention to file']);
    const { sha256 } = await firm.preview(invoiceId);
    const requestId = await firm.ask(invoiceId);
    await sql`UPDATE line_items SET narrative = 'Attention to matters' WHERE id = ${lineIds[0]}`.execute(ofModel());
    const body = { invoiceId, ask: ALL_FINDINGS, previewSha256: sha256 };
    expect((await firm.call(firm.reviewer, 'POST', '/api/opinions/requests', body)).status).toBe(409);
    const from = firm.loopback.arrived.length;
    const { request } = await firm.run(requestId);
    expect(request.failures[0]?.reason).toBe('changed');
    expect(firm.loopback.arrived).toHaveLength(from);
  });

  it('costs are reckoned by the price of the day and shown with what was sent; texts are kept only where the firm says so', async () => {
    const { invoiceId } = await firm.bill(['Attention to documents']);
    const { request } = await firm.run(await firm.ask(invoiceId));
    // 800 at 2, 200 cached at 0.5, 100 at 8 dollars a million, for each question.
    expect(request.costMicro).toBe(request.answeredCount * (1600 + 100 + 800));
    const { calls } = (
      await firm.call(firm.administrator, 'GET', `/api/admin/opinions/calls?invoiceId=${invoiceId}`)
    ).read(callPage);
    expect(calls).toHaveLength(request.answeredCount);
    expect(calls[0]).toMatchObject({
      state: 'answered',
      attempts: 1,
      costMicro: 2500,
      sentText: null,
      answerText: null,
      providerRequestId: 'req_loopback',
    });
    const spent = (await firm.call(firm.administrator, 'GET', '/api/admin/opinions/spending')).read(spending);
    expect(spent.firm.reservedMicro).toBe(0);
    expect(spent.clients[0]?.spentMicro).toBe(spent.firm.spentMicro);

    await firm.call(firm.administrator, 'PATCH', '/api/admin/opinions/settings', { keepsTexts: true });
    const kept = await firm.bill(['Attention to Krawczyk documents']);
    await firm.run(await firm.ask(kept.invoiceId));
    const url = `/api/admin/opinions/calls?invoiceId=${kept.invoiceId}`;
    await firm.mayRead(firm.administrator, firm.matterId);
    const [call] = (await firm.call(firm.administrator, 'GET', url)).read(callPage).calls;
    expect(call?.sentText).toContain('CONTROL');
    expect(call?.sentText).not.toContain('Krawczyk');
    await firm.call(firm.administrator, 'PATCH', '/api/admin/opinions/settings', { keepsTexts: false });
    expect((await firm.call(firm.administrator, 'GET', url)).read(callPage).calls[0]?.sentText).toBeNull();
  });

  it('withdrawing forgets what was answered', async () => {
    const client = firm.firm.server.context.newId();
    await ofModel()
      .insertInto('clients')
      .values({ id: client, number: '00712', name: 'Brambleworth', guideline_name: null })
      .execute();
    const matterId = await firm.firm.matter(firm.reviewer);
    await sql`UPDATE matters SET client_id = ${client} WHERE id = ${matterId}`.execute(ofModel());
    const { invoiceId } = await firm.bill(['Attention to file'], matterId);
    await sql`UPDATE invoices SET client_id = ${client} WHERE id = ${invoiceId}`.execute(ofModel());
    const consentId = await firm.consent({ clientId: client });
    await firm.run(await firm.ask(invoiceId));
    const withdrawn = await firm.call(firm.administrator, 'DELETE', `/api/admin/opinions/consents/${consentId}`);
    expect(withdrawn.read(consentWithdrawn).forgottenCount).toBeGreaterThan(0);
    const { rows } = await sql`SELECT 1 FROM opinion_answers WHERE client_id = ${client}`.execute(ofModel());
    expect(rows).toEqual([]);
  });

  it('the log says nothing of clients', async () => {
    const text = stringify(firm.firm.server.logged);
    expect(text).toContain('opinions asked');
    for (const secret of ['Krawczyk', 'Attention', 'Northwind', 'Draft answer', 'sk-loopback'])
      expect(text).not.toContain(secret);
    const { rows } = await sql<{
      detail: string;
    }>`SELECT detail::text FROM audit_log WHERE action LIKE 'opinion.%'`.execute(ofModel());
    expect(rows.length).toBeGreaterThan(5);
    for (const secret of ['Krawczyk', 'Attention', 'General counsel']) expect(stringify(rows)).not.toContain(secret);
  });
});

describe('through the queue', () => {
  it('the worker asks and the request ends by itself', async () => {
    const { context } = firm.firm.server;
    const { invoiceId } = await firm.bill(['Attention to file']);
    await startWorker(context);
    const requestId = await firm.ask(invoiceId);
    const state = async () =>
      (await firm.call(firm.reviewer, 'GET', `/api/opinions/requests/${requestId}`)).read(opinionRequestDetail).request;
    await expect.poll(async () => (await state()).state, { timeout: 20_000, interval: 100 }).toBe('done');
    expect(await state()).toMatchObject({ outcome: 'complete', failures: [] });
    await context.jobs.stop();
  });
});

describe('what goes wrong at the provider', () => {
  const CASES = [
    ['quota', 'quota'], ['auth', 'auth'], ['forbidden', 'auth'], ['not_found', 'unknown_model'], ['bad_request', 'rejected'], ['filter_error', 'filtered'],
    ['refusal', 'refused'], ['truncated', 'truncated'], ['content_filter', 'filtered'], ['broken_json', 'broken_json'], ['prose', 'broken_json'],
    ['half_json', 'broken_json'], ['schema_drift', 'contract'], ['no_output', 'contract'], ['null_output', 'contract'], ['failed_prompt', 'rejected'],
  ] as const; // biome-ignore format: one table

  it.each(CASES)(
    '%s: told as %s, the rules stand, and the next asking is not spoiled',
    async (fault, reason: OpinionFailureReason) => {
      const { invoiceId } = await firm.bill(['Attention to file']);
      const ask = { kind: 'findings' as const, ruleIds: ['R35' as const] };
      const before = await findingsOf(invoiceId);
      firm.loopback.failWith(fault);
      const { request, opinions } = await firm.run(await firm.ask(invoiceId, ask));
      expect(request).toMatchObject({ outcome: 'none', questionCount: 1 });
      expect(request.failures).toMatchObject([{ reason, count: 1 }]);
      expect(opinions).toEqual([]);
      expect(await findingsOf(invoiceId)).toBe(before);
      const again = await firm.run(await firm.ask(invoiceId, ask));
      expect(again.request).toMatchObject({ outcome: 'complete', heldCount: 0, answeredCount: 1 });
    },
  );

  it.each([
    'rate_limit', 'rate_limit_no_header', 'server', 'server_html', 'overloaded', 'conflict', 'request_timeout', 'hang', 'slow', 'drop', 'cut_short',
    'failed_server', 'failed_rate',
  ] as const)('%s: asked again by itself, and answered', async (fault) => {
    const { invoiceId } = await firm.bill(['Attention to file']);
    firm.loopback.failWith(fault);
    const { request } = await firm.run(await firm.ask(invoiceId, { kind: 'findings', ruleIds: ['R35'] }));
    expect(request).toMatchObject({ outcome: 'complete', answeredCount: 1 });
  }); // biome-ignore format: one table

  it('throttled for longer than a request lasts: told with the time from when on it is worth another try', async () => {
    const { invoiceId } = await firm.bill(['Attention to file', 'Telephone call', 'Work on case']);
    const before = firm.loopback.arrived.length;
    firm.loopback.failWith(...Array.from({ length: 4 }, () => 'rate_limit_date' as const));
    const { request } = await firm.run(await firm.ask(invoiceId, { kind: 'findings', ruleIds: ['R35', 'R36'] }));
    expect(request.outcome).toBe('none');
    expect(request.failures).toMatchObject([{ reason: 'throttled', isRetryable: true }]);
    expect(Date.parse(request.failures[0]?.retryAt ?? '')).toBeGreaterThan(Date.parse(request.askedAt));
    firm.loopback.mend();
    // Those under way together; none after that.
    expect(firm.loopback.arrived.length - before).toBeLessThanOrEqual(4);
  });

  it('a server that stopped in the middle: the call counts as spent in full, and the question is asked once more', async () => {
    const { invoiceId } = await firm.bill(['Attention to file after a stop']);
    const ask = { kind: 'findings' as const, ruleIds: ['R35' as const] };
    const requestId = await firm.ask(invoiceId, ask);
    await sql`INSERT INTO opinion_calls (id, request_id, content_key, client_id, matter_id, month, at, provider, model, prompt_version, rule_ids,
        line_count, state, reserved_micro, sent_sha256)
      SELECT gen_random_uuid(), ${requestId}, 'lost', ${firm.clientId}, ${firm.matterId}, '2026-04-01', now(), 'x', 'x', 'x', '{}', 1, 'sent', 777, repeat('0', 64)`.execute(
      ofModel(),
    );
    await sql`UPDATE opinion_months SET reserved_micro = reserved_micro + 777`.execute(ofModel());
    const spentBefore = (await firm.call(firm.administrator, 'GET', '/api/admin/opinions/spending?month=2026-04')).read(
      spending,
    ).firm.spentMicro;
    const { request } = await firm.run(requestId);
    expect(request).toMatchObject({ outcome: 'complete', costMicro: 2500 + 777 });
    const { firm: spent } = (
      await firm.call(firm.administrator, 'GET', '/api/admin/opinions/spending?month=2026-04')
    ).read(spending);
    expect(spent).toMatchObject({ reservedMicro: 0, spentMicro: spentBefore + 3277 });
    expect((await firm.run(requestId)).request.costMicro).toBe(3277);
  });
});

describe('limits of a month', () => {
  it('are never passed, however many questions are under way at once, and say when they are open again', async () => {
    const { invoiceId } = await firm.bill(
      Array.from({ length: 24 }, (_, at) => `Attention to file number ${'abcdefghijklmnopqrstuvwx'[at]}`),
    );
    const ask = { kind: 'findings' as const, ruleIds: ['R35' as const] };
    const { costMicro, questions } = await firm.preview(invoiceId, ask);
    const each = Math.ceil(costMicro / questions.length);
    const { clients } = (await firm.call(firm.administrator, 'GET', '/api/admin/opinions/spending')).read(spending);
    const capMicro = (clients[0]?.spentMicro ?? 0) + each * 3;
    await firm.call(firm.administrator, 'POST', '/api/admin/opinions/caps', { clientId: firm.clientId, capMicro });
    const release = firm.loopback.hold();
    const [one, two] = [await firm.ask(invoiceId, ask), await firm.ask(invoiceId, ask)];
    const running = Promise.all([firm.run(one), firm.run(two)]);
    setTimeout(release, 300);
    const results = await running;
    const spent = (await firm.call(firm.administrator, 'GET', '/api/admin/opinions/spending')).read(spending)
      .clients[0];
    expect(spent?.spentMicro).toBeLessThanOrEqual(capMicro);
    expect(spent?.reservedMicro).toBe(0);
    const [capped] = results.flatMap(({ request }) => request.failures).filter(({ reason }) => reason === 'client_cap');
    expect(capped).toMatchObject({ isRetryable: true, retryAt: '2026-05-01T00:00:00.000Z' });
    expect(results.map(({ request }) => request.outcome)).not.toContain('complete');
    await firm.call(firm.administrator, 'POST', '/api/admin/opinions/caps', {
      clientId: firm.clientId,
      capMicro: null,
    });
  });

  it('of the firm hold over all clients; nought asks nothing', async () => {
    const { invoiceId } = await firm.bill(['Attention to file of nought']);
    await firm.call(firm.administrator, 'PATCH', '/api/admin/opinions/settings', { firmCapMicro: 0 });
    expect((await firm.preview(invoiceId)).refusal).toBe('firm_cap');
    const from = firm.loopback.arrived.length;
    const { request } = await firm.run(await firm.ask(invoiceId));
    expect(request.failures[0]?.reason).toBe('firm_cap');
    expect(firm.loopback.arrived).toHaveLength(from);
    await firm.call(firm.administrator, 'PATCH', '/api/admin/opinions/settings', { firmCapMicro: 50_000_000 });
  });
});

describe('turned off', () => {
  it('readiness says whether it could be asked: without a price it is down, and what is on cannot be turned on so', async () => {
    const settings = (change: object) => firm.call(firm.administrator, 'PATCH', '/api/admin/opinions/settings', change);
    const probe = opinionsProbe(firm.firm.server.context);
    const { model, prices } = (await firm.call(firm.administrator, 'GET', '/api/admin/opinions/settings')).read(
      opinionSettings,
    );
    expect(await probe()).toBe('ok');
    await settings({ model: 'another-model' });
    expect(await probe()).toBe('down');
    expect((await settings({ isEnabled: true })).status).toBe(409);
    await settings({ model, prices });
    expect(await probe()).toBe('ok');
  });

  it('says so, shows what would be sent, and is 503 ML_001 to whoever asks', async () => {
    const { invoiceId } = await firm.bill(['Attention to file']);
    await firm.call(firm.administrator, 'PATCH', '/api/admin/opinions/settings', { isEnabled: false });
    const { sha256, refusal } = await firm.preview(invoiceId);
    expect(refusal).toBe('turned_off');
    expect(await opinionsProbe(firm.firm.server.context)()).toBe('disabled');
    const body = { invoiceId, ask: ALL_FINDINGS, previewSha256: sha256 };
    const answered = await firm.call(firm.reviewer, 'POST', '/api/opinions/requests', body);
    expect([answered.status, answered.refusal().code, answered.refusal().details]).toEqual([
      503,
      'ML_001',
      { reason: 'turned_off' },
    ]);
    expect((await firm.call(firm.reviewer, 'GET', '/api/opinions/status')).body).toMatchObject({
      state: 'off',
      reason: 'turned_off',
    });
    await firm.call(firm.administrator, 'PATCH', '/api/admin/opinions/settings', { isEnabled: true });
    expect((await firm.call(firm.reviewer, 'GET', '/api/opinions/status')).body).toMatchObject({
      state: 'on',
      provider: firm.loopback.baseUrl,
    });
  });

  it('an address that is not on the list of the server is refused', async () => {
    const answered = await firm.call(firm.administrator, 'PATCH', '/api/admin/opinions/settings', {
      baseUrl: 'http://169.254.169.254/v1',
    });
    expect(answered.status).toBe(409);
  });
});

describe('a person decides', () => {
  const decide = (id: string, body: object) => firm.call(firm.reviewer, 'POST', `/api/opinions/${id}/decision`, body);

  it('accepting a doubt dismisses the finding as that person, once', async () => {
    const { invoiceId } = await firm.bill(['Attention to file in doubt']);
    firm.loopback.answerAs((question) => honestModel(question).replaceAll('"shares"', '"doubts"'));
    const { opinions } = await firm.run(await firm.ask(invoiceId, { kind: 'findings', ruleIds: ['R35'] }));
    firm.loopback.answerAs(honestModel);
    const [doubt] = opinions;
    expect(doubt?.verdict).toBe('doubts');
    const accepted = await decide(doubt?.id ?? '', { decision: 'accept' });
    expect(accepted.body).toMatchObject({ state: 'accepted', decidedBy: firm.reviewer.userId });
    const { rows } = await sql<{
      is_enabled: boolean;
    }>`SELECT f.is_enabled, d.by_user, d.reason FROM findings f JOIN dismissals d ON d.finding_id = f.id
      WHERE f.id = ${doubt?.findingId}`.execute(ofModel());
    expect(rows).toMatchObject([{ is_enabled: false, by_user: firm.reviewer.userId }]);
    expect((await decide(doubt?.id ?? '', { decision: 'reject' })).status).toBe(409);
  });

  it('a remark becomes a finding only when it is accepted, with no cut, and stays through the next check', async () => {
    const { invoiceId, lineIds } = await firm.bill(['Draft standard form of interrogatories from template']);
    const { opinions } = await firm.run(await firm.ask(invoiceId, { kind: 'findings', ruleIds: ['R60'] }));
    const [remark] = opinions;
    expect(remark).toMatchObject({ kind: 'judgement', ruleId: 'R60', state: 'proposed' });
    const modelFindings = async () =>
      (
        await sql<{
          body: { ruleId: string; lineIds: string[]; proposed: object; certainty: string };
        }>`SELECT body FROM findings
        WHERE invoice_id = ${invoiceId} AND rule_id = 'R60' AND deleted_at IS NULL`.execute(ofModel())
      ).rows;
    await checkInvoiceAgain(firm.firm.server.context, invoiceId);
    expect(await modelFindings()).toEqual([]);
    await decide(remark?.id ?? '', { decision: 'accept' });
    await checkInvoiceAgain(firm.firm.server.context, invoiceId);
    await checkInvoiceAgain(firm.firm.server.context, invoiceId);
    expect(await modelFindings()).toMatchObject([
      { body: { ruleId: 'R60', certainty: 'judgement', lineIds: [lineIds[0]], proposed: { kind: 'none' } } },
    ]);
  });

  it('a narrative is proposed with the words that are new, and changed as the person leaves it', async () => {
    const { invoiceId, lineIds } = await firm.bill(['tc w/ Krawczyk re extension']);
    const { opinions } = await firm.run(await firm.ask(invoiceId, { kind: 'rewrites', lineIds: [lineIds[0] ?? ''] }));
    const [rewrite] = opinions;
    expect(rewrite).toMatchObject({ kind: 'rewrite', narrative: 'tc w/ Krawczyk re extension, in clearer words' });
    expect(rewrite?.addedWords).toEqual(expect.arrayContaining(['clearer', 'words']));
    const narrative = 'Telephone call with Z. Krawczyk regarding extension';
    expect((await decide(rewrite?.id ?? '', { decision: 'accept', narrative })).status).toBe(200);
    const { rows } = await sql`SELECT narrative, by_user FROM narratives WHERE line_id = ${lineIds[0]}`.execute(
      ofModel(),
    );
    expect(rows).toEqual([{ narrative, by_user: firm.reviewer.userId }]);
  });

  it('what was rejected is not proposed again; a closed invoice takes nothing', async () => {
    const { invoiceId } = await firm.bill(['Attention to file rejected']);
    const ask = { kind: 'findings' as const, ruleIds: ['R35' as const] };
    const { opinions } = await firm.run(await firm.ask(invoiceId, ask));
    await decide(opinions[0]?.id ?? '', { decision: 'reject' });
    const again = await firm.run(await firm.ask(invoiceId, ask));
    expect(again.opinions.map(({ state }) => state)).toEqual(['rejected']);

    const closed = await firm.bill(['tc w/ Krawczyk re closed bill']);
    const of = await firm.run(await firm.ask(closed.invoiceId, { kind: 'rewrites', lineIds: [...closed.lineIds] }));
    await sql`UPDATE invoices SET state = 'approved' WHERE id = ${closed.invoiceId}`.execute(ofModel());
    expect((await decide(of.opinions[0]?.id ?? '', { decision: 'accept' })).status).toBe(409);
  });

  it('nobody decides behind a wall', async () => {
    const { invoiceId } = await firm.bill(['Attention to file behind a wall']);
    const { opinions } = await firm.run(await firm.ask(invoiceId, { kind: 'findings', ruleIds: ['R35'] }));
    const stranger = await firm.firm.user('approver');
    const answered = await firm.call(stranger, 'POST', `/api/opinions/${opinions[0]?.id}/decision`, {
      decision: 'accept',
    });
    expect(answered.status).toBe(404);
  });
});

describe('a guideline in prose', () => {
  const text =
    '4.1 Block billing\nClient pays only for entries that state one task each.\n4.2 Hours\nNo timekeeper may bill more than 9 hours a day.';
  const draftOf = (body: object) => firm.call(firm.administrator, 'POST', '/api/admin/opinions/drafts', body);

  it("becomes a draft that passes the guideline checks, rests on the client's own words, and is used by nobody until it is assigned", async () => {
    const question = { clientId: firm.clientId, text };
    const preview = (await firm.call(firm.administrator, 'POST', '/api/admin/opinions/drafts/preview', question)).read(
      draftPreview,
    );
    expect(preview.refusal).toBeNull();
    firm.loopback.answerAs(({ text: sent }) => {
      const { code, guideline } = JSON.parse(sent) as { code: number; guideline: string };
      const [, block = '', , day = ''] = guideline.split('\n');
      const rule = (more: object) => ({ section: '4', severity: null, parameters: [], quote: '', ...more });
      return stringify({
        control: code,
        rules: [
          rule({ rule: 'R32', section: '4.1 Block billing', quote: block, severity: 'must_fix' }),
          rule({
            rule: 'R26',
            section: '4.2 Hours',
            quote: day,
            parameters: [
              { name: 'maximumHours', value: '9' },
              { name: 'nonsense', value: '1' },
            ],
          }),
          rule({ rule: 'R56', quote: 'Travel is never paid.' }),
        ],
      });
    });
    const asked = await draftOf({ ...question, name: 'prose-client', title: 'Drafted', previewSha256: preview.sha256 });
    const { requestId, draftId } = asked.read(draftAccepted);
    const { context, clock } = firm.firm.server;
    const { runRequest } = await import('./run-request.ts');
    await runRequest(context, requestId, { wait: async (ms) => clock.advance(ms), random: () => 0.5 });
    firm.loopback.answerAs(honestModel);
    const url = `/api/admin/opinions/drafts/${draftId}`;
    const draft = (await firm.call(firm.administrator, 'GET', url)).read(guidelineDraft);
    expect(draft).toMatchObject({ state: 'proposed', failures: [] });
    expect(draft.yaml).toContain('Client pays only for entries that state one task each.');
    expect(draft.yaml).toContain('maximumHours: 9');
    expect(draft.yaml).not.toContain('R56');
    expect(draft.leftOut.map(({ ruleId }) => ruleId)).toEqual(['R26', 'R56']);

    const held = async () =>
      (await firm.call(firm.administrator, 'GET', '/api/guidelines'))
        .read(guidelineList)
        .guidelines.find(({ name }) => name === 'prose-client');
    expect(await held()).toBeUndefined();
    const accepted = await firm.call(firm.administrator, 'POST', `${url}/decision`, {
      decision: 'accept',
      text: draft.yaml,
    });
    expect(accepted.body).toMatchObject({ state: 'accepted' });
    expect(await held()).toMatchObject({ clientCount: 0, matterCount: 0 });
    expect(
      (await draftOf({ ...question, name: 'prose-client', title: 'x', previewSha256: preview.sha256 })).status,
    ).toBe(409);
  });

  it("without the client's consent stays where it is", async () => {
    const client = firm.firm.server.context.newId();
    await ofModel()
      .insertInto('clients')
      .values({ id: client, number: '00799', name: 'Silent', guideline_name: null })
      .execute();
    const question = { clientId: client, text };
    const preview = (await firm.call(firm.administrator, 'POST', '/api/admin/opinions/drafts/preview', question)).read(
      draftPreview,
    );
    expect(preview.refusal).toBe('no_consent');
    const answered = await draftOf({ ...question, name: 'silent-client', title: 'x', previewSha256: preview.sha256 });
    expect(answered.status).toBe(409);
  });
});
