import type { Kysely } from 'kysely';
import type { Database } from '../db/database.ts';
import type { TestContext } from '../testing/test-context.ts';
import type { PersonActor, Role } from './actor.ts';

/** Facts of a firm, written as the owner: row security does not stand in the way of setting a stage. */
export interface TestFirm {
  user(role?: Role): Promise<PersonActor>;
  client(): Promise<string>;
  matter(clientId?: string): Promise<string>;
  /** An invoice of one line with one finding, and whatever else a matter holds. */
  invoice(matterId: string, by: PersonActor): Promise<TestInvoice>;
  grant(actor: PersonActor, matterId: string | null): Promise<void>;
  wall(actor: PersonActor, matterId: string): Promise<void>;
}

export interface TestInvoice {
  readonly invoiceId: string;
  readonly lineId: string;
  readonly findingId: string;
  readonly uploadId: string;
}

/** Grants and walls here are rows only; `refreshAccess` makes them count. */
export function testFirm({ context, admin }: Pick<TestContext, 'context' | 'admin'>): TestFirm {
  const now = () => new Date(context.clock.nowMs());
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  const client = async () => {
    const id = context.newId();
    await admin
      .insertInto('clients')
      .values({ id, number: `C${next()}`, name: `Client ${count}`, guideline_name: null })
      .execute();
    return id;
  };
  return {
    async user(role = 'reviewer') {
      const id = context.newId();
      const number = next();
      await admin
        .insertInto('users')
        .values({
          id,
          email: `user${number}@firm.test`,
          display_name: `User ${number}`,
          role,
          state: 'active',
          password_hash: null,
          password_changed_at: null,
          totp_secret: null,
          // As administrators must.
          totp_confirmed_at: role === 'administrator' ? now() : null,
          totp_last_step: null,
        })
        .execute();
      return {
        kind: 'person',
        userId: id,
        role,
        displayName: `User ${number}`,
        sessionId: context.newId(),
        deviceId: null,
        ip: '10.0.0.7',
        accessVersion: 1,
      };
    },
    client,
    async matter(clientId) {
      const id = context.newId();
      await admin
        .insertInto('matters')
        .values({
          id,
          client_id: clientId ?? (await client()),
          number: `M${next()}`,
          name: `Matter ${count}`,
          guideline_name: null,
          updated_seq: null,
          deleted_at: null,
        })
        .execute();
      return id;
    },
    invoice: (matterId, by) => invoiceWithEverything({ admin, matterId, by, newId: () => context.newId(), now: now() }),
    async grant(actor, matterId) {
      await admin
        .insertInto('grants')
        .values({ id: context.newId(), user_id: actor.userId, matter_id: matterId, granted_by: null })
        .execute();
    },
    async wall(actor, matterId) {
      await admin
        .insertInto('walls')
        .values({
          id: context.newId(),
          matter_id: matterId,
          user_id: actor.userId,
          reason: 'conflict of interest',
          raised_by: null,
          lifted_at: null,
        })
        .execute();
    },
  };
}

async function invoiceWithEverything(given: {
  readonly admin: Kysely<Database>;
  readonly matterId: string;
  readonly by: PersonActor;
  readonly now: Date;
  newId(): string;
}): Promise<TestInvoice> {
  const { admin, matterId, by, now, newId } = given;
  const ids = { invoiceId: newId(), lineId: newId(), findingId: newId(), uploadId: newId() };
  const { invoiceId, lineId, findingId, uploadId } = ids;
  const sha256 = invoiceId.replaceAll('-', '').repeat(2);
  const synced = { scope_id: `matter:${matterId}`, updated_seq: null, deleted_at: null };
  const written = { by_user: by.userId, at: now };
  const { client_id } = await admin
    .selectFrom('matters')
    .select('client_id')
    .where('id', '=', matterId)
    .executeTakeFirstOrThrow();
  await admin.insertInto('files').values({ sha256, byte_length: 1 }).execute();
  await admin
    .insertInto('uploads')
    .values({
      id: uploadId,
      user_id: by.userId,
      idempotency_key: uploadId,
      sha256,
      file_name: 'a.txt',
      matter_id: matterId,
      guideline_name: null,
      state: 'processed',
      error_code: null,
      last_error: null,
      processed_at: now,
    })
    .execute();
  await admin
    .insertInto('invoices')
    .values({
      id: invoiceId,
      matter_id: matterId,
      client_id,
      upload_id: uploadId,
      file_sha256: sha256,
      ordinal: 0,
      vendor_id: null,
      vendor_name: null,
      invoice_number: '1',
      date: '2026-03-01',
      currency: 'USD',
      declared_total_e4: 10_000,
      computed_total_e4: 10_000,
      body: '{}',
      state: 'analysed',
      submitted_by: null,
      assigned_to: null,
      due_on: null,
      guideline_name: 'standard',
      guideline_version: 1,
      analysed_on: '2026-03-02',
      received_at: now,
      first_work_date: null,
      last_work_date: null,
      line_count: 1,
      problem_count: 0,
      ...synced,
    })
    .execute();
  await admin
    .insertInto('line_items')
    .values({
      id: lineId,
      invoice_id: invoiceId,
      record: 1,
      line_number: '1',
      kind: 'F',
      date: '2026-02-01',
      timekeeper_id: null,
      timekeeper_name: null,
      timekeeper_key: null,
      classification: null,
      units_e4: 10_000,
      unit_cost_e4: 10_000,
      adjustment_e4: 0,
      total_e4: 10_000,
      tax_rate_e10: null,
      tax_e4: null,
      tax_type: null,
      task_code: null,
      activity_code: null,
      expense_code: null,
      narrative: 'Review of file',
      header_differences: null,
      extra: null,
      decision_kind: null,
      cut_e4: null,
      ...synced,
    })
    .execute();
  await admin
    .insertInto('findings')
    .values({
      id: findingId,
      invoice_id: invoiceId,
      position: 0,
      rule_id: 'R24',
      severity: 1,
      potential_saving_e4: 0,
      body: '{}',
      ...synced,
    })
    .execute();
  await admin.insertInto('finding_lines').values({ line_id: lineId, finding_id: findingId, cut_e4: 0 }).execute();
  await admin
    .insertInto('decisions')
    .values({
      line_id: lineId,
      version: 1,
      invoice_id: invoiceId,
      kind: 'accept',
      hours_e4: null,
      rate_e4: null,
      percent_e4: null,
      pool_id: null,
      cut_e4: 0,
      reason_code: null,
      note: null,
      guideline_version: 1,
      client_at: now,
      device_id: newId(),
      client_seq: 1,
      ...written,
      ...synced,
    })
    .execute();
  await admin
    .insertInto('narratives')
    .values({ line_id: lineId, invoice_id: invoiceId, narrative: 'x', ...written, ...synced })
    .execute();
  await admin
    .insertInto('dismissals')
    .values({ finding_id: findingId, invoice_id: invoiceId, is_enabled: false, reason: null, ...written, ...synced })
    .execute();
  await admin
    .insertInto('comments')
    .values({ id: newId(), invoice_id: invoiceId, line_id: null, text: 'x', ...written, ...synced })
    .execute();
  await admin
    .insertInto('invoice_history')
    .values({ id: newId(), invoice_id: invoiceId, text: 'x', ...written, ...synced })
    .execute();
  return ids;
}
