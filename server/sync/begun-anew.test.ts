import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PushedMutation } from '#shared/api/sync.ts';
import type { PersonActor } from '../access/actor.ts';
import { accept, cut, type SyncFirm, syncFirm, type TestBill, type TestDevice, untouched } from './firm.testing.ts';

/** A laptop whose numbers mean something else to the server begins as another device and sends its work again. */
describe('a device that begins anew', () => {
  let firm: SyncFirm;
  let ada: PersonActor;
  let ben: PersonActor;
  let matterId: string;
  beforeAll(async () => {
    firm = await syncFirm();
    ada = await firm.user();
    ben = await firm.user();
    matterId = await firm.matter(ada, ben);
  });
  afterAll(() => firm.close());

  it('is answered as it was under the old number, and nothing is done twice', async () => {
    const bill = await firm.invoice(matterId);
    const old = firm.device(ada);
    const first = comment(old, bill);
    const second = old.mutation('decideLine', cut(bill.lineIds.slice(0, 1)), lines(bill, 0));
    const before = await resultsOf(old, [first, second]);
    const anew = firm.device(ada);
    const unsent = anew.mutation('addComment', commentArgs(bill));
    const after = await resultsOf(anew, [unsent, { ...first, clientSeq: 2 }, { ...second, clientSeq: 3 }]);
    expect(after[0]).toMatchObject({ clientSeq: 1, outcome: 'applied' });
    expect(after.slice(1)).toEqual(before.map((each, index) => ({ ...each, clientSeq: index + 2 })));
    expect(await effectsOn(bill)).toEqual({ comments: 2, decisions: 1 });
    // Asked once more, also the new numbers have their answers.
    expect(await resultsOf(anew, [{ ...second, clientSeq: 3 }])).toEqual(after.slice(2));
  });

  it('goes on with work that stands on what it sent again', async () => {
    const bill = await firm.invoice(matterId);
    const old = firm.device(ada);
    const first = old.mutation('decideLine', accept(bill.lineIds.slice(0, 1)), lines(bill, 0));
    await resultsOf(old, [first]);
    const anew = firm.device(ada);
    const again = { ...first, clientSeq: anew.mutation('', {}).clientSeq };
    const onTop = anew.mutation('decideLine', cut(bill.lineIds.slice(0, 1)), {
      [`decision:${bill.lineIds[0]}`]: { version: 0, after: again.clientSeq },
    });
    expect(await resultsOf(anew, [again, onTop])).toMatchObject([{ outcome: 'applied' }, { outcome: 'applied' }]);
    expect(await effectsOn(bill)).toEqual({ comments: 0, decisions: 2 });
  });

  it('does nothing twice while its old request is still under way', async () => {
    const bill = await firm.invoice(matterId);
    for (let round = 0; round < 12; round += 1) {
      const [old, anew] = [firm.device(ada), firm.device(ada)];
      const mutations = [comment(old, bill), comment(old, bill)];
      const answers = await Promise.all([old.send(mutations), anew.send(mutations)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(answers[0]?.text).toBe(answers[1]?.text);
    }
    expect(await effectsOn(bill)).toEqual({ comments: 24, decisions: 0 });
  });

  it('meets no answer to somebody else, whatever id it sends', async () => {
    const bill = await firm.invoice(matterId);
    const hers = firm.device(ada);
    const mutation = hers.mutation('decideLine', cut(bill.lineIds.slice(0, 1)), lines(bill, 0));
    await resultsOf(hers, [mutation]);
    const [his] = await resultsOf(firm.device(ben), [mutation]);
    expect(his).toMatchObject({ outcome: 'noop' });
    const reply = await firm.device(ben).pull([]);
    expect(reply).toMatchObject({ kind: 'page', lastClientSeq: 0, lastMutationId: null });
  });

  it('is told by a pull which of its mutations was the last', async () => {
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const mutations = [comment(device, bill), comment(device, bill)];
    await resultsOf(device, mutations);
    const reply = await device.pull([]);
    expect(reply).toMatchObject({ lastClientSeq: 2, lastMutationId: mutations[1]?.mutationId });
  });

  const lines = (bill: TestBill, ...places: readonly number[]) =>
    untouched(...places.map((place) => `decision:${bill.lineIds[place]}`));
  const commentArgs = ({ invoiceId }: TestBill) => {
    const commentId = firm.server.context.newId();
    return { commentId, invoiceId, lineId: null, text: 'A word.' };
  };
  const comment = (device: TestDevice, bill: TestBill) => device.mutation('addComment', commentArgs(bill));

  async function resultsOf(device: TestDevice, mutations: readonly PushedMutation[]) {
    const { reply } = await device.send(mutations);
    if (reply.kind !== 'results') throw new Error(`The push was answered with ${JSON.stringify(reply)}.`);
    return reply.results;
  }

  async function effectsOn({ invoiceId }: TestBill) {
    const { rows } = await firm.server.adminPool.query<{ comments: number; decisions: number }>(
      `SELECT (SELECT count(*)::int FROM comments WHERE invoice_id = $1) AS comments,
        (SELECT count(*)::int FROM decisions WHERE invoice_id = $1) AS decisions`,
      [invoiceId],
    );
    return rows[0];
  }
});
