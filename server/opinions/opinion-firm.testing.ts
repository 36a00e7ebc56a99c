import { sql } from 'kysely';
import {
  consentCreated,
  type Opinion,
  type OpinionAsk,
  type OpinionPreview,
  type OpinionRequest,
  opinionAccepted,
  opinionPreview,
  opinionRequestDetail,
  opinionSettings,
} from '#shared/api/opinions.ts';
import { type PersonActor, SYSTEM } from '../access/actor.ts';
import { testFirm } from '../access/firm.testing.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { checkInvoiceAgain } from '../analysis/check-against-masters.ts';
import { type SyncFirm, syncFirm } from '../sync/firm.testing.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type TestAnswer, testAnswer } from '../testing/test-answer.ts';
import { LOOPBACK_KEY, type LoopbackProvider, loopbackProvider } from './loopback-provider.testing.ts';
import { runRequest } from './run-request.ts';

export interface OpinionFirm {
  readonly firm: SyncFirm;
  readonly loopback: LoopbackProvider;
  readonly reviewer: PersonActor;
  readonly administrator: PersonActor;
  readonly matterId: string;
  readonly clientId: string;
  /** Of a bill with these narratives, checked by the standard guideline. */
  bill(narratives: readonly string[], matterId?: string): Promise<TestOpinionBill>;
  call(
    actor: PersonActor,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
  ): Promise<TestAnswer>;
  consent(more?: object): Promise<string>;
  /** Gives somebody a matter. */
  mayRead(actor: PersonActor, matterId: string): Promise<void>;
  preview(invoiceId: string, ask?: OpinionAsk): Promise<OpinionPreview>;
  /** Asks for what is shown just now; the job is run by `run`. */
  ask(invoiceId: string, ask?: OpinionAsk): Promise<string>;
  run(requestId: string): Promise<{ readonly request: OpinionRequest; readonly opinions: readonly Opinion[] }>;
  close(): Promise<void>;
}

export interface TestOpinionBill {
  readonly invoiceId: string;
  readonly lineIds: readonly string[];
}

export const ALL_FINDINGS: OpinionAsk = { kind: 'findings', ruleIds: null };
const MODEL = 'test-model-2026-03-01';

/** A firm that has turned opinions on, with a provider on the loopback. No client has agreed to anything yet. */
export async function opinionFirm(environment: Readonly<Record<string, string>> = {}): Promise<OpinionFirm> {
  const loopback = await loopbackProvider();
  const firm = await syncFirm({
    environment: {
      API_KEY_OPENAI: LOOPBACK_KEY,
      LAIT_OPENAI_URLS: loopback.baseUrl,
      LAIT_OPENAI_TIMEOUT_SECONDS: '1',
      LAIT_LIMIT_INTERACTIVE: '10000',
      ...environment,
    },
  });
  const { server } = firm;
  const { admin, context, clock } = server;
  const reviewer = await firm.user('reviewer');
  const administrator = await firm.user('administrator');
  await admin
    .updateTable('users')
    .set({ totp_confirmed_at: new Date(clock.nowMs()) })
    .where('id', '=', administrator.userId)
    .execute();
  const matterId = await firm.matter(reviewer);
  const { id: clientId } = await admin.selectFrom('clients').select('id').executeTakeFirstOrThrow();
  const call: OpinionFirm['call'] = async (actor, method, url, body) => {
    const reply = await server.app.inject({
      method,
      url,
      headers: { authorization: actor.userId },
      ...(body === undefined ? {} : { payload: body }),
    });
    return testAnswer(reply.statusCode, reply.body);
  };
  const changed = await call(administrator, 'PATCH', '/api/admin/opinions/settings', {
    isEnabled: true,
    baseUrl: loopback.baseUrl,
    model: MODEL,
    firmCapMicro: 50_000_000,
    clientCapMicro: 20_000_000,
    prices: [
      {
        model: MODEL,
        inputMicro: 2_000_000,
        cachedInputMicro: 500_000,
        outputMicro: 8_000_000,
        validFrom: '2026-01-01',
      },
    ],
  });
  changed.read(opinionSettings);
  const preview: OpinionFirm['preview'] = async (invoiceId, ask = ALL_FINDINGS) => {
    return (await call(reviewer, 'POST', '/api/opinions/preview', { invoiceId, ask })).read(opinionPreview);
  };
  return {
    firm,
    loopback,
    reviewer,
    administrator,
    matterId,
    clientId,
    call,
    preview,
    async bill(narratives, ofMatter = matterId) {
      const { invoiceId, lineIds } = await firm.invoice(ofMatter, narratives.length);
      for (const [index, lineId] of lineIds.entries()) {
        await sql`UPDATE line_items SET narrative = ${narratives[index] ?? ''}, date = '2026-03-10' WHERE id = ${lineId}`.execute(
          admin,
        );
      }
      await checkInvoiceAgain(context, invoiceId);
      return { invoiceId, lineIds };
    },
    async consent(more = {}) {
      const body = { clientId, kind: 'allow', givenBy: 'General counsel', givenOn: '2026-03-01', ...more };
      const answered = await call(administrator, 'POST', '/api/admin/opinions/consents', body);
      return answered.read(consentCreated).id;
    },
    async mayRead(actor, ofMatter) {
      await testFirm(server).grant(actor, ofMatter);
      await withChanges(context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [actor.userId] }));
    },
    async ask(invoiceId, ask = ALL_FINDINGS) {
      const { sha256 } = await preview(invoiceId, ask);
      const answered = await call(reviewer, 'POST', '/api/opinions/requests', {
        invoiceId,
        ask,
        previewSha256: sha256,
      });
      return answered.read(opinionAccepted).requestId;
    },
    async run(requestId) {
      await runRequest(context, requestId, {
        wait: async (milliseconds) => clock.advance(milliseconds),
        random: () => 0.5,
      });
      return (await call(reviewer, 'GET', `/api/opinions/requests/${requestId}`)).read(opinionRequestDetail);
    },
    async close() {
      await firm.close();
      await loopback.close();
    },
  };
}
