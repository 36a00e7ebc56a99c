import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenOf } from '#shared/review/what-was-seen.ts';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import { type PersonActor, SYSTEM } from '../access/actor.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { factsOfRecord } from './facts-of-record.ts';
import { accept, cut, type SyncFirm, syncFirm, type TestBill, untouched } from './firm.testing.ts';
import { loadRecord } from './load-record.ts';
import { withChanges } from './with-changes.ts';

describe('a push', () => {
  let firm: SyncFirm;
  let ada: PersonActor;
  let ben: PersonActor;
  let matterId: string;
  beforeAll(async () => {
    firm = await syncFirm();
    ada = await firm.user('reviewer');
    ben = await firm.user('approver');
    matterId = await firm.matter(ada, ben);
  });
  afterAll(() => firm.close());

  const base = (bill: TestBill, ...places: readonly number[]) =>
    untouched(...places.map((place) => `decision:${bill.lineIds[place]}`));

  it('is done once and answered byte for byte the same, however often it is sent', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const mutations = [
      device.mutation('decideLine', accept(bill.lineIds.slice(0, 2)), base(bill, 0, 1)),
      device.mutation('addComment', {
        commentId: firm.server.context.newId(),
        invoiceId: bill.invoiceId,
        lineId: null,
        text: 'Looked at twice.',
      }),
    ];
    const first = await device.send(mutations);
    expect(first.reply).toMatchObject({ kind: 'results', results: [{ outcome: 'applied' }, { outcome: 'applied' }] });
    const again = await device.send(mutations);
    expect(again.text).toBe(first.text);
    // A lost reply, then the rest of the queue behind what was sent before.
    const more = device.mutation('decideLine', cut([bill.lineIds[2] ?? '']), base(bill, 2));
    const third = await device.send([...mutations, more]);
    expect(third.text.startsWith(first.text.slice(0, -2))).toBe(true);
    expect(await standing(bill)).toEqual(['accept', 'accept', 'cut_percent', null]);
    expect(await countOf('comments', bill)).toBe(1);
    expect(await countOf('decisions', bill)).toBe(3);
  });

  it('names the number after which a pull shows its effect', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const before = await device.pull([{ scopeId: bill.scopeId, epoch: 1, cursor: 0 }]);
    const cursor = before.kind === 'page' ? (before.scopes[0]?.cursor ?? 0) : 0;
    const { appliedSeq } = await device.push('decideLine', accept(bill.lineIds.slice(0, 1)), base(bill, 0));
    const after = await device.pull([{ scopeId: bill.scopeId, epoch: 1, cursor }]);
    const page = after.kind === 'page' ? after.scopes[0] : undefined;
    expect(page?.cursor).toBe(appliedSeq);
    expect(page?.rows.map(({ table, id }) => `${table} ${id}`).sort()).toEqual(
      [`decision ${bill.lineIds[0]}:1`, `invoice ${bill.invoiceId}`].sort(),
    );
  });

  it('with a number missing is answered with the one to send from, and nothing is done', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    device.mutation('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3));
    const second = device.mutation('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3));
    expect((await device.send([second])).reply).toMatchObject({ kind: 'gap', expected: 1 });
    expect(await standing(bill)).toEqual([null, null, null, null]);
  });

  it('takes what is in order and leaves what comes after a gap for the next time', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const [one, two, three] = [0, 1, 2].map((place) =>
      device.mutation('decideLine', accept([bill.lineIds[place] ?? '']), base(bill, place)),
    );
    if (one === undefined || two === undefined || three === undefined) throw new Error('Three were asked for.');
    const { reply } = await device.send([one, three]);
    expect(reply).toMatchObject({ kind: 'results', results: [{ clientSeq: 1 }] });
    expect((await device.send([two, three])).reply).toMatchObject({ results: [{ clientSeq: 2 }, { clientSeq: 3 }] });
    expect(await standing(bill)).toEqual(['accept', 'accept', 'accept', null]);
  });

  it('sent twice at the same moment is done once', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    await device.pull([]);
    const mutation = device.mutation('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3));
    const answers = await Promise.all(Array.from({ length: 5 }, () => device.send([mutation])));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await countOf('decisions', bill)).toBe(4);
  });

  it('lets one of two people decide a line and gives the other a conflict, in whatever order they come', async () => {
    const bill = await firm.invoice(matterId);
    const [first, second] = [firm.device(ada), firm.device(ben)];
    const results = await Promise.all([
      first.push('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3)),
      second.push('decideLine', cut(bill.lineIds), base(bill, 0, 1, 2, 3)),
    ]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'conflict']);
    expect(new Set(await standing(bill)).size).toBe(1);
    expect(await countOf('decisions', bill)).toBe(4);
  });

  it('stands on its own earlier mutation, in the same push and in a later one', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const group = `decision:${bill.lineIds[0]}`;
    const onto = (after: number) => ({ [group]: { version: 0, after } });
    const lineIds = bill.lineIds.slice(0, 1);
    const mutations = [
      device.mutation('decideLine', accept(lineIds), untouched(group)),
      device.mutation('decideLine', cut(lineIds), onto(1)),
      device.mutation('clearDecisions', { lineIds }, onto(2)),
    ];
    await device.send(mutations);
    const { outcome, groups } = await device.push('decideLine', cut(lineIds, 100_000), onto(3));
    expect([outcome, groups[0]?.version]).toEqual(['applied', 4]);
    expect(await standing(bill)).toEqual(['cut_percent', null, null, null]);
  });

  it('dismisses a finding and submits behind it; somebody else approves, never the one who submitted', async () => {
    const bill = await firm.invoice(matterId);
    const [desk, own, other] = [firm.device(ada), firm.device(ben), firm.device(ben)];
    const before = await seen(bill);
    const dismissals = bill.findingIds.map((findingId) =>
      desk.mutation(
        'dismissFinding',
        { findingId, isEnabled: false, reason: 'known' },
        untouched(`dismissal:${findingId}`),
      ),
    );
    const { reply } = await desk.send(dismissals);
    expect(reply.kind === 'results' && reply.results.every(({ outcome }) => outcome === 'applied')).toBe(true);
    const early = await own.push('approveInvoice', { invoiceId: bill.invoiceId, seen: before });
    expect([early.outcome, early.code]).toEqual(['rejected', 'wrong_state']);
    const submitted = await own.push('submitInvoice', { invoiceId: bill.invoiceId, seen: await seen(bill) });
    expect(submitted.outcome).toBe('applied');
    const self = await other.push('approveInvoice', { invoiceId: bill.invoiceId, seen: await seen(bill) });
    expect([self.outcome, self.code]).toEqual(['rejected', 'not_allowed']);
    const reviewer = await desk.push('approveInvoice', { invoiceId: bill.invoiceId, seen: await seen(bill) });
    expect([reviewer.outcome, reviewer.code]).toEqual(['rejected', 'not_allowed']);
    const third = firm.device(await thirdApprover());
    const stale = await third.push('approveInvoice', {
      invoiceId: bill.invoiceId,
      seen: { ...(await seen(bill)), reviewDigest: '0'.repeat(16) },
    });
    expect([stale.outcome, stale.code]).toEqual(['rejected', 'stale']);
    const done = await third.push('approveInvoice', { invoiceId: bill.invoiceId, seen: await seen(bill) });
    expect(done.outcome).toBe('applied');
    const late = await desk.push('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3));
    expect(late).toMatchObject({ outcome: 'rejected', code: 'wrong_state' });
    const entries = await firm.server.admin
      .selectFrom('audit_log')
      .select(['action', 'outcome'])
      .where('object_id', '=', bill.invoiceId)
      .orderBy('seq')
      .execute();
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'invoice.submit done',
      'invoice.approve denied',
      'invoice.approve denied',
      'invoice.approve done',
    ]);
  });

  it('checks an invoice by another guideline and goes on from there', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const other = builtInGuidelines.find(({ name }) => name !== 'standard');
    if (other === undefined) throw new Error('There is one guideline only.');
    const mutations = [
      device.mutation('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3)),
      device.mutation('assignGuideline', {
        invoiceId: bill.invoiceId,
        name: other.name,
        version: other.version,
        analysedOn: '2026-04-01',
      }),
      device.mutation('addComment', {
        commentId: firm.server.context.newId(),
        invoiceId: bill.invoiceId,
        lineId: bill.lineIds[1],
        text: 'Checked again.',
      }),
    ];
    const { reply } = await device.send(mutations);
    expect(reply.kind === 'results' ? reply.results.map(({ outcome }) => outcome) : reply).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    const invoice = await firm.server.admin
      .selectFrom('invoices')
      .select(['guideline_name', 'decided_count', 'finding_count'])
      .where('id', '=', bill.invoiceId)
      .executeTakeFirstOrThrow();
    expect(invoice).toMatchObject({ guideline_name: other.name, decided_count: 4 });
    const { count } = await firm.server.admin
      .selectFrom('findings')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('invoice_id', '=', bill.invoiceId)
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow();
    expect(invoice.finding_count).toBe(count);
  });

  it('keeps the sums of an invoice equal to the sums of its lines', async () => {
    const bill = await firm.invoice(matterId, 6);
    const device = firm.device(ada);
    await device.push('decideLine', cut(bill.lineIds.slice(0, 4)), base(bill, 0, 1, 2, 3));
    const findingId = bill.findingIds[0] ?? '';
    const dismissal = { findingId, isEnabled: false, reason: null };
    await device.push('dismissFinding', dismissal, untouched(`dismissal:${findingId}`));
    await device.push(
      'clearDecisions',
      { lineIds: bill.lineIds.slice(0, 1) },
      {
        [`decision:${bill.lineIds[0]}`]: { version: 1, after: null },
      },
    );
    const { rows } = await firm.server.adminPool.query(
      `SELECT i.saved_e4 = sum(coalesce(l.cut_e4, 0)) AND i.decided_count = count(l.decision_kind)
          AND i.open_count = count(*) FILTER (WHERE l.worst_severity > 0 AND l.decision_kind IS NULL)
          AND i.proposed_e4 = sum(l.proposed_e4) AS is_equal, i.decided_count
        FROM invoices i JOIN line_items l ON l.invoice_id = i.id WHERE i.id = $1 GROUP BY i.id`,
      [bill.invoiceId],
    );
    expect(rows).toEqual([{ is_equal: true, decided_count: 3 }]);
  });

  it('about a matter behind a wall is told the same as about one that is not there, and audited', async () => {
    const cara = await firm.user('approver');
    const hidden = await firm.matter(cara);
    const bill = await firm.invoice(hidden);
    const device = firm.device(ada);
    const behind = await device.push('decideLine', accept(bill.lineIds.slice(0, 1)), base(bill, 0));
    const nowhere = firm.server.context.newId();
    const nothing = await device.push('decideLine', accept([nowhere]), untouched(`decision:${nowhere}`));
    const anonymous = ({ outcome, code, message, appliedSeq }: typeof behind) => [outcome, code, message, appliedSeq];
    expect(anonymous(behind)).toEqual(anonymous(nothing));
    expect(behind).toMatchObject({ outcome: 'rejected', code: 'not_found' });
    expect(await standing(bill)).toEqual([null, null, null, null]);
    const denied = await firm.server.admin
      .selectFrom('audit_log')
      .select('action')
      .where('actor_id', '=', ada.userId)
      .where('action', '=', 'review.denied')
      .execute();
    expect(denied).toHaveLength(2);
  });

  it('on a bill behind a wall is entered in the log of that matter, and of no other', async () => {
    const cara = await firm.user('approver');
    const dora = await firm.user('reviewer');
    const hidden = await firm.matter(cara);
    const bill = await firm.invoice(hidden);
    const comment = (invoiceId: string) => ({
      commentId: firm.server.context.newId(),
      invoiceId,
      lineId: null,
      text: 'What is this?',
    });
    const device = firm.device(dora);
    const nowhere = firm.server.context.newId();
    expect((await device.push('addComment', comment(bill.invoiceId))).code).toBe('not_found');
    expect((await device.push('addComment', comment(nowhere))).code).toBe('not_found');
    const denied = await firm.server.admin
      .selectFrom('audit_log')
      .select(['object_id', 'scope_id', 'outcome'])
      .where('actor_id', '=', dora.userId)
      .where('action', '=', 'review.denied')
      .orderBy('seq')
      .execute();
    expect(denied).toEqual([
      { object_id: bill.invoiceId, scope_id: bill.scopeId, outcome: 'denied' },
      { object_id: nowhere, scope_id: null, outcome: 'denied' },
    ]);
  });

  it('of a kind nobody knows is refused for good, and those behind it are taken', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const { reply } = await device.send([
      device.mutation('dropTables', { lineIds: bill.lineIds }),
      device.mutation('decideLine', { lineIds: 'all' }),
      device.mutation('addComment', {
        commentId: firm.server.context.newId(),
        invoiceId: bill.invoiceId,
        lineId: null,
        text: 'a text that PostgreSQL cannot hold: \u0000',
      }),
      device.mutation('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3)),
    ]);
    expect(reply.kind === 'results' ? reply.results.map(({ outcome, code }) => [outcome, code]) : reply).toEqual([
      ['rejected', 'invalid'],
      ['rejected', 'invalid'],
      ['rejected', 'invalid'],
      ['applied', null],
    ]);
    expect(await standing(bill)).toEqual(['accept', 'accept', 'accept', 'accept']);
  });

  it('of unknown fields, of too many or of too much is refused whole', async () => {
    const device = firm.device(ada);
    const mutation = device.mutation('addComment', { text: 'x' });
    const odd = await device.send([{ ...mutation, isAdministrator: true } as never]);
    const many = await device.send(Array.from({ length: 201 }, (_, index) => ({ ...mutation, clientSeq: index + 1 })));
    const large = { ...mutation, args: { text: 'x'.repeat(200_000) } };
    const much = await device.send([large, { ...large, clientSeq: 2 }]);
    expect([odd.status, many.status, much.status]).toEqual([400, 400, 413]);
  });

  it("from somebody else's device, from a removed one and from a copied one is refused", async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const mutation = device.mutation('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3));
    await device.send([mutation]);
    const thief = firm.device(ben);
    const stolen = await thief.send([thief.mutation('addComment', {})], { deviceId: device.deviceId });
    expect(stolen.status).toBe(403);
    const copied = await device.send([{ ...mutation, mutationId: firm.server.context.newId() }]);
    expect(copied.status).toBe(409);
    const { admin } = firm.server;
    await admin.updateTable('devices').set({ revoked_at: new Date() }).where('id', '=', device.deviceId).execute();
    expect((await device.send([mutation])).status).toBe(403);
  });

  it('from another generation, a later schema or an unknown protocol is told what to do, and nothing is done', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const mutation = device.mutation('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3));
    const foreign = await device.send([mutation], { generation: firm.server.context.newId() });
    const later = await device.send([mutation], { schema: 2 });
    const old = await device.send([mutation], { protocol: 0 });
    expect([foreign.reply, later.reply, old.reply]).toMatchObject([
      { kind: 'reset', reason: 'generation_changed' },
      { kind: 'reset', reason: 'schema_unsupported' },
      { kind: 'upgrade', minimumClient: '0.1.0' },
    ]);
    expect(await standing(bill)).toEqual([null, null, null, null]);
  });

  it('from a version below the minimum is taken like any other: what was done with it is not lost', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const mutation = device.mutation('decideLine', accept(bill.lineIds), base(bill, 0, 1, 2, 3));
    const { reply } = await device.send([mutation], { appVersion: '0.0.9' });
    expect(reply).toMatchObject({ kind: 'results', results: [{ outcome: 'applied' }] });
  });

  /** What the person has on the screen: how the server has the invoice just now. */
  async function seen({ invoiceId }: TestBill) {
    const none = new Set<string>();
    const wholeInvoiceIds = new Set([invoiceId]);
    const asked = { lineIds: none, findingIds: none, invoiceIds: none, guidelineNames: none, wholeInvoiceIds };
    const { value } = await withChanges(firm.server.context, SYSTEM, ({ db }) => loadRecord(db, asked));
    const facts = factsOfRecord(value).invoice(invoiceId);
    if (facts === null) throw new Error('The invoice is gone.');
    return seenOf(facts);
  }

  async function thirdApprover(): Promise<PersonActor> {
    const person = await firm.user('approver');
    const { context } = firm.server;
    await withChanges(context, SYSTEM, async (batch) => {
      const grant = { id: context.newId(), user_id: person.userId, matter_id: matterId, granted_by: null };
      await batch.db.insertInto('grants').values(grant).execute();
      await refreshAccess(batch, { userIds: [person.userId] });
    });
    return person;
  }

  async function standing(bill: TestBill): Promise<readonly (string | null)[]> {
    const rows = await firm.server.admin
      .selectFrom('line_items')
      .select('decision_kind')
      .where('invoice_id', '=', bill.invoiceId)
      .orderBy('id')
      .execute();
    return rows.map(({ decision_kind }) => decision_kind);
  }

  async function countOf(table: 'comments' | 'decisions', { invoiceId }: TestBill): Promise<number> {
    const { count } = await firm.server.admin
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('invoice_id', '=', invoiceId)
      .executeTakeFirstOrThrow();
    return count;
  }
});
