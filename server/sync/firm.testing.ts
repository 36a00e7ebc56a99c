import type { BootstrapReply, MutationResult, PullReply, PushedMutation, PushReply } from '#shared/api/sync.ts';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { SEVERITIES } from '#shared/domain/finding.ts';
import { invoiceDigest, invoiceIdOf, lineIdsOf } from '#shared/domain/ids.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import { type PersonActor, type Role, SYSTEM } from '../access/actor.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import type { ChangeBatch } from './change-batch.ts';
import { withChanges } from './with-changes.ts';

/** A firm that was entered as the server itself enters things, through the feed, and devices that speak to it. */
export interface SyncFirm {
  readonly server: TestServer;
  user(role?: Role): Promise<PersonActor>;
  matter(...readers: readonly PersonActor[]): Promise<string>;
  /** An invoice whose first line has a serious finding. */
  invoice(matterId: string, lineCount?: number): Promise<TestBill>;
  wall(person: PersonActor, matterId: string): Promise<void>;
  liftWall(person: PersonActor, matterId: string): Promise<void>;
  device(person: PersonActor): TestDevice;
  close(): Promise<void>;
}

export interface TestBill {
  readonly invoiceId: string;
  readonly lineIds: readonly string[];
  readonly findingIds: readonly string[];
  readonly scopeId: string;
}

/** A device that speaks the bare protocol. */
export interface TestDevice {
  readonly deviceId: string;
  readonly person: PersonActor;
  /** The next mutation, numbered; not sent. */
  mutation(name: string, args: unknown, base?: PushedMutation['base']): PushedMutation;
  send(
    mutations: readonly PushedMutation[],
    more?: object,
  ): Promise<{ status: number; text: string; reply: PushReply }>;
  /** Numbers one and sends it. */
  push(name: string, args: unknown, base?: PushedMutation['base']): Promise<MutationResult>;
  pull(scopes: readonly { scopeId: string; epoch: number; cursor: number }[], more?: object): Promise<PullReply>;
  bootstrap(scopeId: string, epoch: number, more?: object): Promise<BootstrapReply>;
}

export async function syncFirm(options: Parameters<typeof testServer>[0] = {}): Promise<SyncFirm> {
  const people = new Map<string, PersonActor>();
  const server = await testServer({
    ...options,
    authenticate: async ({ headers }) => people.get(String(headers.authorization)) ?? null,
  });
  const { context, admin } = server;
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  const clientId = context.newId();
  await admin
    .insertInto('clients')
    .values({ id: clientId, number: '00711', name: 'Client', guideline_name: null })
    .execute();
  const inSystem = (work: (batch: ChangeBatch) => Promise<unknown>) => withChanges(context, SYSTEM, work);

  return {
    server,
    async user(role = 'reviewer') {
      const userId = context.newId();
      const displayName = `Person ${next()}`;
      await inSystem(async (batch) => {
        const email = `person${count}@firm.test`;
        await batch.db
          .insertInto('users')
          .values({
            id: userId,
            email,
            display_name: displayName,
            role,
            state: 'active',
            password_hash: null,
            password_changed_at: null,
            totp_secret: null,
            totp_confirmed_at: null,
            totp_last_step: null,
          })
          .execute();
        batch.change({ scopeId: 'firm', table: 'person', rowId: userId, op: 'put', rowVersion: 1, previousVersion: 0 });
      });
      const person: PersonActor = {
        kind: 'person',
        userId,
        role,
        displayName,
        sessionId: context.newId(),
        deviceId: null,
        ip: null,
        accessVersion: 1,
      };
      people.set(userId, person);
      return person;
    },
    async matter(...readers) {
      const id = context.newId();
      await inSystem(async (batch) => {
        const number = `M${next()}`;
        const row = { id, client_id: clientId, number, name: number, guideline_name: null };
        await batch.db
          .insertInto('matters')
          .values({ ...row, updated_seq: null, deleted_at: null })
          .execute();
        const scopeId = `matter:${id}`;
        batch.change({ scopeId, table: 'matter', rowId: id, op: 'put', rowVersion: 1, previousVersion: 0 });
        for (const { userId } of readers) {
          const grant = { id: context.newId(), user_id: userId, matter_id: id, granted_by: null };
          await batch.db.insertInto('grants').values(grant).execute();
        }
        await refreshAccess(batch, { matterIds: [id] });
      });
      return id;
    },
    invoice: (matterId, lineCount = 4) => addInvoice(matterId, lineCount),
    async wall({ userId }, matterId) {
      await inSystem(async (batch) => {
        const wall = { id: context.newId(), matter_id: matterId, user_id: userId, reason: 'conflict', raised_by: null };
        await batch.db
          .insertInto('walls')
          .values({ ...wall, lifted_at: null })
          .execute();
        await refreshAccess(batch, { userIds: [userId], matterIds: [matterId] });
      });
    },
    async liftWall({ userId }, matterId) {
      await inSystem(async (batch) => {
        await batch.db
          .updateTable('walls')
          .set({ lifted_at: batch.now })
          .where('user_id', '=', userId)
          .where('matter_id', '=', matterId)
          .execute();
        await refreshAccess(batch, { userIds: [userId], matterIds: [matterId] });
      });
    },
    device: (person) => testDevice(server, person),
    close: () => server.close(),
  };

  async function addInvoice(matterId: string, lineCount: number): Promise<TestBill> {
    const sha256 = next().toString(16).padStart(64, '0');
    const digest = invoiceDigest(sha256, 1);
    const lineIdAt = lineIdsOf(digest);
    const invoice = buildInvoice({
      id: invoiceIdOf(digest),
      lines: Array.from({ length: lineCount }, (_, index) => ({
        id: lineIdAt(index + 1),
        // The first is dated after the day of reading, which the standard guideline wants fixed.
        date: index === 0 ? '2027-01-05' : '2026-03-10',
        narrative: `Draft answer to complaint ${index + 1}`,
      })),
    });
    const guideline = builtInGuidelines.find(({ name }) => name === 'standard');
    if (guideline === undefined) throw new Error('There is no standard guideline.');
    const analysedOn = new Date(context.clock.nowMs()).toISOString().slice(0, 10);
    const { findings, skipped } = analyseInvoice(invoice, guideline, { today: analysedOn, receivedOn: analysedOn });
    const scopeId = `matter:${matterId}`;
    const uploadId = context.newId();
    const { id: invoiceId, lines, ...header } = invoice;
    await inSystem(async (batch) => {
      const synced = { scope_id: scopeId, updated_seq: null, deleted_at: null };
      const owner = await batch.db.selectFrom('users').select('id').limit(1).executeTakeFirstOrThrow();
      await batch.db.insertInto('files').values({ sha256, byte_length: 1 }).execute();
      await batch.db
        .insertInto('uploads')
        .values({
          id: uploadId,
          user_id: owner.id,
          idempotency_key: uploadId,
          sha256,
          file_name: 'bill.txt',
          matter_id: matterId,
          guideline_name: null,
          state: 'processed',
          error_code: null,
          last_error: null,
          processed_at: batch.now,
        })
        .execute();
      await batch.db
        .insertInto('invoices')
        .values({
          id: invoiceId,
          matter_id: matterId,
          client_id: clientId,
          upload_id: uploadId,
          file_sha256: sha256,
          ordinal: 1,
          vendor_id: invoice.vendorId,
          vendor_name: invoice.vendorName,
          invoice_number: invoice.invoiceNumber,
          date: invoice.invoiceDate,
          currency: invoice.currency,
          declared_total_e4: invoice.declaredTotalE4,
          computed_total_e4: invoice.computedTotalE4,
          body: JSON.stringify({ ...header, fileName: 'bill.txt', skipped }),
          state: 'analysed',
          submitted_by: null,
          assigned_to: null,
          due_on: null,
          guideline_name: guideline.name,
          guideline_version: guideline.version,
          analysed_on: analysedOn,
          received_at: batch.now,
          first_work_date: null,
          last_work_date: null,
          line_count: lines.length,
          problem_count: 0,
          ...synced,
        })
        .execute();
      batch.change({ scopeId, table: 'invoice', rowId: invoiceId, op: 'put', rowVersion: 1, previousVersion: 0 });
      for (const line of lines) {
        await batch.db
          .insertInto('line_items')
          .values({
            id: line.id,
            invoice_id: invoiceId,
            record: line.record,
            line_number: line.lineNumber,
            kind: line.kind,
            date: line.date,
            timekeeper_id: line.timekeeperId,
            timekeeper_name: line.timekeeperName,
            timekeeper_key: line.timekeeperId,
            classification: line.classification,
            units_e4: line.unitsE4,
            unit_cost_e4: line.unitCostE4,
            adjustment_e4: line.adjustmentE4,
            total_e4: line.totalE4,
            tax_rate_e10: line.taxRateE10,
            tax_e4: line.taxE4,
            tax_type: line.taxType,
            task_code: line.taskCode,
            activity_code: line.activityCode,
            expense_code: line.expenseCode,
            narrative: line.narrative,
            header_differences: null,
            extra: null,
            decision_kind: null,
            cut_e4: null,
            ...synced,
          })
          .execute();
        batch.change({ scopeId, table: 'line', rowId: line.id, op: 'put', rowVersion: 1, previousVersion: 0 });
      }
      for (const [position, { id, ...finding }] of findings.entries()) {
        const severity = SEVERITIES.indexOf(finding.severity) + 1;
        await batch.db
          .insertInto('findings')
          .values({
            id,
            invoice_id: invoiceId,
            position,
            rule_id: finding.ruleId,
            severity,
            potential_saving_e4: finding.potentialSavingE4,
            body: JSON.stringify(finding),
            ...synced,
          })
          .execute();
        for (const lineId of finding.lineIds) {
          const cut = finding.proposed.kind === 'none' ? 0 : (finding.proposed.cutE4ByLine[lineId] ?? 0);
          await batch.db.insertInto('finding_lines').values({ line_id: lineId, finding_id: id, cut_e4: cut }).execute();
          await batch.db
            .updateTable('line_items')
            .set(({ fn, val }) => ({ worst_severity: fn('greatest', ['worst_severity', val(severity)]) }))
            .where('id', '=', lineId)
            .execute();
        }
        batch.change({ scopeId, table: 'finding', rowId: id, op: 'put', rowVersion: 1, previousVersion: 0 });
      }
    });
    return {
      invoiceId,
      lineIds: lines.map(({ id }) => id),
      findingIds: findings.map(({ id }) => id),
      scopeId,
    };
  }
}

function testDevice({ app, admin, context }: TestServer, person: PersonActor): TestDevice {
  const deviceId = context.newId();
  let clientSeq = 0;
  const introduction = { protocol: 1, schema: 1, deviceId, appVersion: '0.2.0' };
  const post = (path: string, body: object) =>
    app.inject({ method: 'POST', url: `/api/sync/${path}`, headers: { authorization: person.userId }, payload: body });
  const generation = async () => {
    const row = await admin.selectFrom('server_generation').select('id').executeTakeFirstOrThrow();
    return row.id;
  };
  const device: TestDevice = {
    deviceId,
    person,
    mutation(name, args, base = {}) {
      clientSeq += 1;
      const at = new Date(context.clock.nowMs()).toISOString();
      return { clientSeq, mutationId: context.newId(), name, argVersion: 1, args, base, at };
    },
    async send(mutations, more = {}) {
      const body = { ...introduction, generation: await generation(), mutations, ...more };
      const { statusCode, body: text } = await post('push', body);
      return { status: statusCode, text, reply: JSON.parse(text) };
    },
    async push(name, args, base) {
      const { reply } = await device.send([device.mutation(name, args, base)]);
      const result = reply.kind === 'results' ? reply.results[0] : undefined;
      if (result === undefined) throw new Error(`The push was answered with ${JSON.stringify(reply)}.`);
      return result;
    },
    async pull(scopes, more = {}) {
      const body = { ...introduction, generation: null, scopes, purged: [], limit: 2000, ...more };
      return (await post('pull', body)).json();
    },
    async bootstrap(scopeId, epoch, more = {}) {
      const { appVersion: _, ...rest } = introduction;
      const body = { ...rest, generation: null, scopeId, epoch, asOf: null, after: null, limit: 2000, ...more };
      return (await post('bootstrap', body)).json();
    },
  };
  return device;
}

export const accept = (lineIds: readonly string[]) => ({
  lineIds,
  request: { kind: 'accept' },
  reasonCode: null,
  findingIds: {},
});

export const cut = (lineIds: readonly string[], percentE4 = 500_000) => ({
  lineIds,
  request: { kind: 'cut_percent', percentE4 },
  reasonCode: 'vague',
  findingIds: {},
});

/** The base of groups nobody has written yet. */
export const untouched = (...groups: readonly string[]): PushedMutation['base'] =>
  Object.fromEntries(groups.map((group) => [group, { version: 0, after: null }]));
