import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { cut, type SyncFirm, syncFirm, untouched } from './firm.testing.ts';

let firm: SyncFirm;
let ada: PersonActor;
let matterId: string;
beforeAll(async () => {
  firm = await syncFirm();
  ada = await firm.user();
  matterId = await firm.matter(ada);
});
afterAll(() => firm.close());

/** Until so many transactions of the application wait for another. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await firm.server.adminPool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'lait_app' AND wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.count ?? 0) >= count) return;
    await setTimeout(20);
  }
}

it('a push is written whole before its matter is withdrawn, or not at all', async () => {
  const bill = await firm.invoice(matterId);
  const [lineId = ''] = bill.lineIds;
  const device = firm.device(ada);
  await device.pull([]);
  // Somebody holds the line, so that the push stands between its decision and its sums.
  const holder = await firm.server.adminPool.connect();
  let order: readonly string[] = [];
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM line_items WHERE id = $1 FOR NO KEY UPDATE', [lineId]);
    const pushing = device.push('decideLine', cut([lineId]), untouched(`decision:${lineId}`)).then((result) => {
      order = [...order, 'push'];
      return result;
    });
    await untilWaiting(1);
    const withdrawing = firm.wall(ada, matterId).then(() => {
      order = [...order, 'withdrawal'];
    });
    await Promise.race([withdrawing, untilWaiting(2)]);
    await holder.query('COMMIT');
    expect(await pushing).toMatchObject({ outcome: 'applied' });
    await withdrawing;
  } finally {
    holder.release();
  }
  const { rows } = await firm.server.adminPool.query(
    `SELECT i.saved_e4 = d.cut_e4 AND d.cut_e4 > 0 AS has_sum, i.decided_count, l.decision_version
      FROM invoices i JOIN line_items l ON l.invoice_id = i.id JOIN decisions d ON d.line_id = l.id WHERE i.id = $1`,
    [bill.invoiceId],
  );
  expect(rows).toEqual([{ has_sum: true, decided_count: 1, decision_version: 1 }]);
  expect(order).toEqual(['push', 'withdrawal']);
});
