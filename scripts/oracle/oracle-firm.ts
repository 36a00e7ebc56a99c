import { type Role, SYSTEM } from '#server/access/actor.ts';
import { refreshAccess } from '#server/access/scope-access.ts';
import { signAccessToken } from '#server/auth/access-tokens.ts';
import type { ServerContext } from '#server/context.ts';
import { storeInvoice } from '#server/invoices/store-invoice.ts';
import { withChanges } from '#server/sync/with-changes.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';

export interface OraclePerson {
  readonly userId: string;
  readonly displayName: string;
  readonly role: Role;
  /** A bearer token of an open session. */
  readonly token: string;
}

/** The firm that the devices work for, entered as the server itself enters things. */
export interface OracleFirm {
  person(role: Role): Promise<OraclePerson>;
  /** @param number as files name it. @param readers people who may see it from the start */
  matter(number: string, readers: readonly OraclePerson[]): Promise<string>;
  /** @param sha256 of the file it is said to come from */
  invoice(matterId: string, invoice: Invoice, sha256: string): Promise<void>;
}

/** As the files of the simulation name it. */
const CLIENT_NUMBER = '00711';

export async function oracleFirm(context: ServerContext): Promise<OracleFirm> {
  const inSystem = (work: Parameters<typeof withChanges<void>>[2]) => withChanges(context, SYSTEM, work);
  const clientId = context.newId();
  let people = 0;
  await inSystem(async ({ db }) => {
    await db
      .insertInto('clients')
      .values({ id: clientId, number: CLIENT_NUMBER, name: 'Client', guideline_name: null })
      .execute();
  });
  return {
    async person(role) {
      people += 1;
      const [userId, sessionId] = [context.newId(), context.newId()];
      const displayName = `Person ${people}`;
      await inSystem(async (batch) => {
        await batch.db
          .insertInto('users')
          .values({
            id: userId,
            email: `person${people}@firm.example`,
            display_name: displayName,
            role,
            state: 'active',
            password_hash: null,
            password_changed_at: null,
            totp_secret: null,
            // Without a second factor nobody administers anything.
            totp_confirmed_at: role === 'administrator' ? batch.now : null,
            totp_last_step: null,
          })
          .execute();
        batch.change({ scopeId: 'firm', table: 'person', rowId: userId, op: 'put', rowVersion: 1, previousVersion: 0 });
        await batch.db
          .insertInto('sessions')
          .values({
            id: sessionId,
            user_id: userId,
            kind: 'desktop',
            created_at: batch.now,
            expires_at: new Date(batch.now.getTime() + 86_400_000),
            last_used_at: batch.now,
            ended_at: null,
            end_reason: null,
            ip: null,
          })
          .execute();
      });
      const { token } = await signAccessToken(context, { userId, sessionId });
      return { userId, displayName, role, token };
    },
    async matter(number, readers) {
      const id = context.newId();
      await inSystem(async (batch) => {
        await batch.db
          .insertInto('matters')
          .values({
            id,
            client_id: clientId,
            number,
            name: `Matter ${number}`,
            guideline_name: null,
            updated_seq: null,
            deleted_at: null,
          })
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
    async invoice(matterId, invoice, sha256) {
      const guideline = builtInGuidelines.find(({ name }) => name === 'standard');
      if (guideline === undefined) throw new Error('There is no standard guideline.');
      const today = new Date(context.clock.nowMs()).toISOString().slice(0, 10);
      const analysis = analyseInvoice(invoice, guideline, { today, receivedOn: today });
      await inSystem(async (batch) => {
        const owner = await batch.db.selectFrom('users').select('id').limit(1).executeTakeFirstOrThrow();
        const uploadId = context.newId();
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
        const matter = { matterId, clientId, scopeId: `matter:${matterId}`, guidelineName: null };
        const upload = { id: uploadId, sha256, fileName: 'bill.txt', userId: owner.id };
        await storeInvoice(context, batch, { invoice, analysis, matter, upload, receivedAt: batch.now });
      });
    },
  };
}
