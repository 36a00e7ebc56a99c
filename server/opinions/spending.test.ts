import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../access/actor.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { monthOf, nextMonth, reserve, settle } from './spending.ts';

let test: TestContext;
let clientId: string;
const month = '2026-04-01';
beforeAll(async () => {
  test = await testContext();
  clientId = test.context.newId();
  await test.admin
    .insertInto('clients')
    .values({ id: clientId, number: 'C1', name: 'Client', guideline_name: null })
    .execute();
  await test.admin.updateTable('opinion_settings').set({ firm_cap_micro: 1_000, client_cap_micro: 700 }).execute();
});
afterAll(() => test.close());

const take = (id: string, amountMicro: number) =>
  withChanges(test.context, SYSTEM, async ({ db }) => {
    const cap = await reserve(db, { month, clientId: id, amountMicro });
    if (cap !== null) throw new Error(cap);
    return amountMicro;
  }).then(
    () => 'reserved',
    (error: Error) => error.message,
  );

describe('what is set aside before a call leaves', () => {
  it('never passes a limit, however many calls come at once, and nothing stays of what was refused', async () => {
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => take(clientId, 100)));
    expect(outcomes.filter((each) => each === 'reserved')).toHaveLength(7);
    expect(new Set(outcomes)).toEqual(new Set(['reserved', 'client_cap']));
    const rows = await test.admin.selectFrom('opinion_months').select('reserved_micro').execute();
    expect(rows.map((row) => Number(row.reserved_micro))).toEqual([700, 700]);
    const other = test.context.newId();
    expect([await take(other, 300), await take(other, 1)]).toEqual(['reserved', 'firm_cap']);
    expect(await take(clientId, 5_000)).toBe('firm_cap');
  });

  it('is replaced by what the call cost, also where that was more', async () => {
    const { db } = { db: test.admin };
    await settle(db, { month, clientId, amountMicro: 100 }, 130);
    await settle(db, { month, clientId, amountMicro: 600 }, 0);
    const row = await db
      .selectFrom('opinion_months')
      .selectAll()
      .where('client_id', '=', clientId)
      .executeTakeFirstOrThrow();
    expect([Number(row.reserved_micro), Number(row.spent_micro)]).toEqual([0, 130]);
    expect(await take(clientId, 570)).toBe('reserved');
    expect(await take(clientId, 1)).not.toBe('reserved');
  });

  it('belongs to the month of its day', () => {
    expect(monthOf('2026-12-31')).toBe('2026-12-01');
    expect(nextMonth('2026-12-01')).toBe('2027-01-01T00:00:00.000Z');
  });
});
