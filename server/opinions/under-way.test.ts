import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callPage, consentList } from '#shared/api/opinions.ts';
import { type LoopbackProvider, loopbackProvider } from './loopback-provider.testing.ts';
import { type OpinionFirm, opinionFirm } from './opinion-firm.testing.ts';

const NARRATIVES = [
  'Attention to file',
  'Telephone call',
  'Draft answer to complaint; tc re extension; review discovery',
];

/** What may change between a question that leaves and the answer that comes. */
describe('while questions are under way', () => {
  let opinions: OpinionFirm;
  let elsewhere: LoopbackProvider;
  beforeAll(async () => {
    elsewhere = await loopbackProvider();
    opinions = await opinionFirm({ LAIT_OPENAI_TIMEOUT_SECONDS: '1' });
    const urls = opinions.firm.server.context.config.opinions.urls as string[];
    urls.push(elsewhere.baseUrl);
  });
  afterAll(async () => {
    await opinions.close();
    await elsewhere.close();
  });

  const settings = (change: object) =>
    opinions.call(opinions.administrator, 'PATCH', '/api/admin/opinions/settings', change);
  const withdrawAll = async () => {
    const { administrator, call } = opinions;
    const { consents } = (await call(administrator, 'GET', '/api/admin/opinions/consents')).read(consentList);
    for (const { id, withdrawnAt } of consents) {
      if (withdrawnAt === null) await call(administrator, 'DELETE', `/api/admin/opinions/consents/${id}`);
    }
  };
  const callsOf = (requestId: string) =>
    opinions.firm.server.admin
      .selectFrom('opinion_calls')
      .select(['state', 'reason', 'sent_text', 'answer_text', 'reserved_micro', 'cost_micro'])
      .where('request_id', '=', requestId)
      .execute();
  /** Runs a request; `meanwhile` happens when its first questions are out and none is answered. */
  const runAround = async (requestId: string, meanwhile: () => Promise<unknown>) => {
    const { loopback, run } = opinions;
    const before = loopback.arrived.length;
    const release = loopback.hold();
    const running = run(requestId);
    while (loopback.arrived.length === before) await setTimeout(5);
    await meanwhile();
    release();
    return running;
  };

  it('a consent that is withdrawn leaves no answer, no text and no proposal', async () => {
    await opinions.consent();
    await settings({ keepsTexts: true });
    const { invoiceId } = await opinions.bill(NARRATIVES);
    const id = await opinions.ask(invoiceId);
    const { request, opinions: proposed } = await runAround(id, withdrawAll);
    expect(proposed).toEqual([]);
    expect(request.failures.map(({ reason }) => reason)).toEqual(['no_consent']);
    const calls = await callsOf(id);
    expect(calls.length).toBeGreaterThan(0);
    for (const { sent_text: sent, answer_text: answer } of calls) expect([sent, answer]).toEqual([null, null]);
    expect(await opinions.firm.server.admin.selectFrom('opinion_answers').select('content_key').execute()).toEqual([]);
  });

  it('texts that are no longer to be kept are not kept', async () => {
    await opinions.consent();
    await settings({ keepsTexts: true });
    const { invoiceId } = await opinions.bill(NARRATIVES.map((narrative) => `${narrative} once more`));
    const id = await opinions.ask(invoiceId);
    await runAround(id, () => settings({ keepsTexts: false }));
    for (const { sent_text: sent, answer_text: answer } of await callsOf(id))
      expect([sent, answer]).toEqual([null, null]);
  });

  it('nothing goes to another address than the one that was shown', async () => {
    await opinions.consent();
    const { invoiceId } = await opinions.bill(
      Array.from({ length: 40 }, (_, at) => `Telephone call number ${at}; review of file; attention to matter`),
    );
    const id = await opinions.ask(invoiceId);
    const { request } = await runAround(id, () => settings({ baseUrl: elsewhere.baseUrl }));
    expect(elsewhere.arrived).toHaveLength(0);
    expect(request.failures.map(({ reason }) => reason)).toContain('changed');
    await settings({ baseUrl: opinions.loopback.baseUrl });
  });

  it('a try of which nobody knows the cost counts as spent, so that no limit is passed', async () => {
    await opinions.consent();
    const { admin } = opinions.firm.server;
    await admin.deleteFrom('opinion_months').execute();
    const { invoiceId } = await opinions.bill(NARRATIVES.map((narrative) => `${narrative} at length`));
    const id = await opinions.ask(invoiceId);
    const before = opinions.loopback.arrived.length;
    opinions.loopback.failWith(...Array.from({ length: 60 }, () => 'hang' as const));
    await opinions.run(id);
    opinions.loopback.mend();
    const arrived = opinions.loopback.arrived.length - before;
    const calls = await callsOf(id);
    const months = await admin.selectFrom('opinion_months').select(['spent_micro', 'reserved_micro']).execute();
    const costs = calls.map(({ cost_micro: micro }) => micro ?? 0);
    expect(costs.every((micro) => micro > 0)).toBe(true);
    expect(arrived).toBeGreaterThan(calls.length);
    const spent = costs.reduce((sum, micro) => sum + micro, 0);
    expect(months.map((row) => [Number(row.spent_micro), Number(row.reserved_micro)])).toEqual([
      [spent, 0],
      [spent, 0],
    ]);
    // As much as one try may cost, and no second one behind its back.
    await admin.deleteFrom('opinion_months').execute();
    const one = Math.max(...costs) / 4;
    await settings({ clientCapMicro: Math.ceil(one * 1.5) });
    const { invoiceId: other } = await opinions.bill(NARRATIVES.map((narrative) => `${narrative} at greater length`));
    const limited = await opinions.ask(other);
    opinions.loopback.failWith(...Array.from({ length: 60 }, () => 'hang' as const));
    const { request } = await opinions.run(limited);
    opinions.loopback.mend();
    expect(request.failures.map(({ reason }) => reason)).toContain('client_cap');
    const [client] = await admin
      .selectFrom('opinion_months')
      .select('spent_micro')
      .where('client_id', '=', opinions.clientId)
      .execute();
    expect(Number(client?.spent_micro)).toBeLessThanOrEqual(Math.ceil(one * 1.5));
    await settings({ clientCapMicro: 20_000_000 });
  });

  it('a remark is accepted only while its bill is open', async () => {
    await opinions.consent();
    const { invoiceId, lineIds } = await opinions.bill(NARRATIVES.map((narrative) => `${narrative} as billed`));
    const requestId = await opinions.ask(invoiceId);
    await opinions.run(requestId);
    const { admin, context, clock } = opinions.firm.server;
    const id = context.newId();
    await admin
      .insertInto('opinions')
      .values({
        id,
        request_id: requestId,
        invoice_id: invoiceId,
        digest: 'of a remark',
        kind: 'judgement',
        rule_id: 'R47',
        finding_id: null,
        verdict: null,
        line_ids: lineIds.slice(0, 1),
        rationale: 'More people than the work needs.',
        quotes: '[]',
        confidence_e4: 0,
        narrative: null,
        added_words: [],
        decided_by: null,
        decided_at: null,
        proposed_at: new Date(clock.nowMs()),
        scope_id: `matter:${opinions.matterId}`,
      })
      .execute();
    await admin.updateTable('invoices').set({ state: 'approved' }).where('id', '=', invoiceId).execute();
    const accept = () =>
      opinions.call(opinions.reviewer, 'POST', `/api/opinions/${id}/decision`, { decision: 'accept' });
    expect((await accept()).status).toBe(409);
    await admin.updateTable('invoices').set({ state: 'in_review' }).where('id', '=', invoiceId).execute();
    expect((await accept()).status).toBe(200);
  });

  it('the texts of a matter are for who may read it; what they cost is for administrators', async () => {
    await opinions.consent();
    await settings({ keepsTexts: true });
    const { invoiceId } = await opinions.bill(NARRATIVES.map((narrative) => `${narrative} of this matter`));
    await opinions.run(await opinions.ask(invoiceId));
    const { administrator, call } = opinions;
    expect((await call(administrator, 'GET', `/api/invoices/${invoiceId}`)).status).toBe(404);
    const url = `/api/admin/opinions/calls?invoiceId=${invoiceId}`;
    const hidden = (await call(administrator, 'GET', url)).read(callPage).calls;
    expect(hidden.length).toBeGreaterThan(0);
    for (const { sentText, answerText, costMicro } of hidden) {
      expect([sentText, answerText]).toEqual([null, null]);
      expect(costMicro).toBeGreaterThan(0);
    }
    await opinions.mayRead(administrator, opinions.matterId);
    const shown = (await call(administrator, 'GET', url)).read(callPage).calls;
    expect(shown.every(({ sentText, answerText }) => sentText !== null && answerText !== null)).toBe(true);
  });
});
