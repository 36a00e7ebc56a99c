import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { allRoutes } from '../http/all-routes.ts';
import { buildApp } from '../http/app.ts';
import { testContext } from '../testing/test-context.ts';
import { accept, type SyncFirm, syncFirm, untouched } from './firm.testing.ts';

describe('a push that was cut off', () => {
  let firm: SyncFirm;
  let ada: PersonActor;
  let matterId: string;
  beforeAll(async () => {
    firm = await syncFirm();
    ada = await firm.user();
    matterId = await firm.matter(ada);
  });
  afterAll(() => firm.close());

  it('at any moment is done once when it is sent again', async () => {
    const bill = await firm.invoice(matterId, 12);
    const device = firm.device(ada);
    await device.pull([]);
    let cut = 0;
    for (const [index, lineId] of bill.lineIds.entries()) {
      const decision = device.mutation('decideLine', accept([lineId]), untouched(`decision:${lineId}`));
      const commentId = firm.server.context.newId();
      const comment = device.mutation('addComment', { commentId, invoiceId: bill.invoiceId, lineId, text: 'A word.' });
      const sending = device.send([decision, comment]);
      // Spread over the statements of a push.
      await setTimeout(index);
      await firm.server.adminPool.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'lait_app'",
      );
      let answer = await sending;
      while (answer.status !== 200) {
        expect([500, 502]).toContain(answer.status);
        cut += 1;
        answer = await device.send([decision, comment]);
      }
      expect(answer.reply).toMatchObject({
        kind: 'results',
        results: [{ outcome: 'applied' }, { outcome: 'applied' }],
      });
    }
    expect(cut).toBeGreaterThan(0);
    const { rows } = await firm.server.adminPool.query(
      `SELECT (SELECT count(*) FROM decisions WHERE invoice_id = $1) AS decisions,
        (SELECT count(*) FROM comments WHERE invoice_id = $1) AS comments,
        (SELECT count(*) FROM change WHERE scope_id = $2 AND table_name IN ('decision', 'comment')) AS changes,
        (SELECT count(*) FROM mutation_result WHERE device_id = $3) AS results`,
      [bill.invoiceId, bill.scopeId, device.deviceId],
    );
    expect(rows).toEqual([{ decisions: 12, comments: 12, changes: 24, results: 24 }]);
  });

  it('is answered by another server as the first would have', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const mutation = device.mutation('decideLine', accept(bill.lineIds), untouched(`decision:${bill.lineIds[0]}`));
    const first = await device.send([mutation]);
    const restarted = await testContext({ sharing: firm.server });
    const app = await buildApp({ context: restarted.context, authenticate: async () => ada, routes: allRoutes });
    const generation = first.reply.generation;
    const introduction = { protocol: 1, schema: 1, generation, deviceId: device.deviceId, appVersion: '0.2.0' };
    const again = await app.inject({
      method: 'POST',
      url: '/api/sync/push',
      payload: { ...introduction, mutations: [mutation] },
    });
    await app.close();
    await restarted.close();
    expect(again.body).toBe(first.text);
  });
});
