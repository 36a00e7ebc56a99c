import { beforeEach, describe, expect, it } from 'vitest';
import { ADA, accept, BEN, cut, type JudgingTable, judgingTable, MATTER } from './judge.testing.ts';

describe('a pushed mutation', () => {
  let table: JudgingTable;
  let a: string;
  let b: string;
  beforeEach(() => {
    table = judgingTable();
    [a = '', b = ''] = table.lineIds;
  });
  const standing = (lineId: string) => table.server.record.standing(lineId)?.decision?.kind ?? null;

  it('is applied where nobody wrote since, and names the version it left', () => {
    const result = table.push(ADA, 'decideLine', accept([a]), table.base(`decision:${a}`));
    expect(result).toMatchObject({ outcome: 'applied', code: null });
    expect(result.groups).toEqual([
      { group: `decision:${a}`, outcome: 'applied', code: null, message: null, version: 1 },
    ]);
    expect(standing(a)).toBe('accept');
  });

  it('never overwrites what its author has not seen, and applies its other groups', () => {
    const seen = table.base(`decision:${a}`, `decision:${b}`);
    table.push(BEN, 'decideLine', cut([a]), seen);
    const result = table.push(ADA, 'decideLine', accept([a, b]), seen);
    expect(result).toMatchObject({ outcome: 'conflict', code: 'changed_since' });
    expect(result.groups.map(({ outcome, version }) => [outcome, version])).toEqual([
      ['conflict', 1],
      ['applied', 1],
    ]);
    expect([standing(a), standing(b)]).toEqual(['cut_percent', 'accept']);
  });

  it('that asks for what somebody else has done meanwhile is no conflict', () => {
    const seen = table.base(`decision:${a}`);
    table.push(BEN, 'decideLine', cut([a]), seen);
    const result = table.push(ADA, 'decideLine', cut([a]), seen);
    expect(result).toMatchObject({ outcome: 'noop', appliedSeq: null });
    expect(table.server.record.standing(a)?.by).toBe(BEN);
  });

  it('stands on its author’s own earlier one, whatever version that left', () => {
    const first = table.push(ADA, 'decideLine', accept([a]), table.base(`decision:${a}`));
    const after = { [`decision:${a}`]: { version: 0, after: first.clientSeq } };
    expect(table.push(ADA, 'decideLine', cut([a]), after).outcome).toBe('applied');
    expect(standing(a)).toBe('cut_percent');
  });

  it('waits with the earlier one it stands on when that was parked', () => {
    const seen = table.base(`decision:${a}`);
    table.push(BEN, 'decideLine', cut([a]), seen);
    const first = table.push(ADA, 'decideLine', accept([a]), seen);
    const after = { [`decision:${a}`]: { version: 0, after: first.clientSeq } };
    const later = table.push(ADA, 'decideLine', cut([a], 250_000), after);
    expect(later).toMatchObject({ outcome: 'conflict', code: 'depends_on_parked' });
  });

  it('of a pool is whole or nothing', () => {
    const groups = table.lineIds.map((lineId) => `decision:${lineId}`);
    const seen = table.base(...groups);
    table.push(BEN, 'decideLine', cut([a]), seen);
    const poolId = '00000000-0000-7000-8000-00000000abcd';
    const args = { poolId, lineIds: table.lineIds, cutE4: 10_001, reasonCode: 'excessive', findingIds: {} };
    const result = table.push(ADA, 'decidePool', args, seen);
    expect(result).toMatchObject({ outcome: 'conflict', code: 'changed_since', appliedSeq: null });
    expect(result.groups.every(({ outcome }) => outcome === 'conflict')).toBe(true);
    expect(standing(b)).toBeNull();
    expect(table.push(ADA, 'decidePool', args, table.base(...groups)).outcome).toBe('applied');
  });

  it('leaves alone what its base does not name: the person was told so when acting', () => {
    const result = table.push(ADA, 'decideLine', accept([a, b]), table.base(`decision:${a}`));
    expect(result.groups.map(({ group }) => group)).toEqual([`decision:${a}`]);
    expect(standing(b)).toBeNull();
  });

  it('is answered once: the same number gets the same answer and does nothing', () => {
    const first = table.push(ADA, 'decideLine', accept([a]), table.base(`decision:${a}`));
    const { seq } = table.server.record.rows;
    expect(table.again(ADA, first.clientSeq)).toEqual(first);
    expect(table.server.record.rows.seq).toBe(seq);
  });

  it.each([
    ['of an unknown name', 'decideEverything', {}],
    ['with arguments nobody understands', 'decideLine', { lineIds: 'all' }],
    ['with more in it than is asked', 'addComment', { commentId: 'x', text: '', isAdministrator: true }],
  ])('%s is rejected as invalid and advances', (_, name, args) => {
    expect(table.push(ADA, name, args)).toMatchObject({ outcome: 'rejected', code: 'invalid' });
    expect(table.push(ADA, 'decideLine', accept([a]), table.base(`decision:${a}`)).clientSeq).toBe(2);
  });

  it('about what a wall hides is answered like one about nothing', () => {
    table.server.raiseWall(ADA, MATTER);
    const nothing = a.replace(/.$/, '9');
    for (const lineId of [a, nothing]) {
      const result = table.push(ADA, 'decideLine', accept([lineId]), {
        [`decision:${lineId}`]: { version: 0, after: null },
      });
      expect(result).toMatchObject({ outcome: 'rejected', code: 'not_found' });
      expect(result.groups[0]?.version).toBe(0);
    }
  });
});

describe('a dismissal', () => {
  it('of a finding somebody else dismissed is handled already; bringing back what was brought back too', () => {
    const table = judgingTable();
    const [findingId = ''] = table.server.record.invoices.get(table.invoiceId)?.findingIds ?? [];
    const seen = table.base(`dismissal:${findingId}`);
    table.push(BEN, 'dismissFinding', { findingId, isEnabled: false, reason: 'agreed with client' }, seen);
    const result = table.push(ADA, 'dismissFinding', { findingId, isEnabled: false, reason: null }, seen);
    expect(result.outcome).toBe('noop');
    expect(result.message).toContain('already handled');
    expect(table.server.record.rows.body('dismissal', findingId)?.by).toBe(BEN);
  });
});

describe('a step of an invoice', () => {
  let table: JudgingTable;
  let all: Record<string, { version: number; after: null }>;
  beforeEach(() => {
    table = judgingTable();
    all = table.base(...table.lineIds.map((lineId) => `decision:${lineId}`)) as typeof all;
  });
  const step = (person: string, name: string, more: object = {}) =>
    table.push(person, name, { invoiceId: table.invoiceId, seen: table.seen(), ...more });

  it('is refused while a line that must be fixed has no decision', () => {
    expect(step(ADA, 'submitInvoice')).toMatchObject({ outcome: 'rejected', code: 'wrong_state' });
  });

  it('stands on what the person saw: one decision more and it is stale', () => {
    table.push(ADA, 'decideLine', accept(table.lineIds), all);
    const seen = table.seen();
    const [lineId = ''] = table.lineIds;
    table.push(BEN, 'decideLine', cut([lineId]), table.base(`decision:${lineId}`));
    const args = { invoiceId: table.invoiceId, seen };
    expect(table.push(ADA, 'submitInvoice', args)).toMatchObject({ outcome: 'rejected', code: 'stale' });
    expect(step(ADA, 'submitInvoice').outcome).toBe('applied');
  });

  it('of approval is for an approver who did not submit it', () => {
    table.push(ADA, 'decideLine', accept(table.lineIds), all);
    expect(step(BEN, 'approveInvoice')).toMatchObject({ outcome: 'rejected', code: 'wrong_state' });
    expect(step(BEN, 'submitInvoice').outcome).toBe('applied');
    expect(step(BEN, 'approveInvoice')).toMatchObject({ outcome: 'rejected', code: 'not_allowed' });
    expect(step(ADA, 'approveInvoice')).toMatchObject({ outcome: 'rejected', code: 'not_allowed' });
    expect(step(ADA, 'submitInvoice').outcome).toBe('applied');
    expect(step(BEN, 'approveInvoice').outcome).toBe('applied');
    expect(step(BEN, 'approveInvoice').outcome).toBe('noop');
    const [lineId = ''] = table.lineIds;
    const late = table.push(ADA, 'decideLine', cut([lineId]), table.base(`decision:${lineId}`));
    expect(late).toMatchObject({ outcome: 'rejected', code: 'wrong_state' });
    expect(step(ADA, 'reopenInvoice')).toMatchObject({ outcome: 'rejected', code: 'not_allowed' });
  });

  it('of approval is for what was submitted: whoever changes a submitted bill cannot approve their own version', () => {
    table.push(ADA, 'decideLine', cut(table.lineIds), all);
    expect(step(ADA, 'submitInvoice').outcome).toBe('applied');
    const mine = table.base(...table.lineIds.map((lineId) => `decision:${lineId}`));
    expect(table.push(BEN, 'decideLine', accept(table.lineIds), mine).outcome).toBe('applied');
    expect(step(BEN, 'approveInvoice')).toMatchObject({ outcome: 'rejected', code: 'wrong_state' });
    expect(step(BEN, 'submitInvoice').outcome).toBe('applied');
    expect(step(BEN, 'approveInvoice')).toMatchObject({ outcome: 'rejected', code: 'not_allowed' });
    // The one who submitted may still change it, and answers for it.
    expect(step(ADA, 'submitInvoice').outcome).toBe('applied');
    const [lineId = ''] = table.lineIds;
    table.push(ADA, 'decideLine', cut([lineId]), table.base(`decision:${lineId}`));
    expect(step(BEN, 'approveInvoice').outcome).toBe('applied');
  });

  it('of handing a bill out is for whoever may approve', () => {
    table.push(ADA, 'decideLine', accept(table.lineIds), all);
    step(ADA, 'submitInvoice');
    step(BEN, 'approveInvoice');
    const file = { format: 'ledes1998b', fileName: 'bill.txt' };
    expect(step(ADA, 'markExported', file)).toMatchObject({ outcome: 'rejected', code: 'not_allowed' });
    expect(step(BEN, 'markExported', file).outcome).toBe('applied');
  });

  it('takes an approval back only for whoever may approve: returning the bill is no way around', () => {
    table.push(ADA, 'decideLine', accept(table.lineIds), all);
    step(ADA, 'submitInvoice');
    expect(step(BEN, 'approveInvoice').outcome).toBe('applied');
    const note = { note: 'Split the block entries.' };
    expect(step(ADA, 'returnInvoice', note)).toMatchObject({ outcome: 'rejected', code: 'not_allowed' });
    expect(step(BEN, 'returnInvoice', note).outcome).toBe('applied');
    expect(step(ADA, 'reopenInvoice').outcome).toBe('applied');
    expect(step(ADA, 'returnInvoice', note).outcome).toBe('applied');
  });
});

describe('undo and redo', () => {
  it('bring back what stood before from their own arguments alone', () => {
    const table = judgingTable();
    const [a = ''] = table.lineIds;
    const group = `decision:${a}`;
    table.push(ADA, 'decideLine', cut([a], 250_000), table.base(group));
    table.push(ADA, 'decideLine', accept([a]), table.base(group));
    const was = { request: { kind: 'cut_percent', percentE4: 250_000 }, reasonCode: 'vague', findingIds: [] };
    const before = { kind: 'decisions', isWhole: false, decisions: [{ lineId: a, was }], begun: [] };
    expect(table.push(ADA, 'undo', { undoes: 7, before }, table.base(group)).outcome).toBe('applied');
    expect(table.server.record.standing(a)?.decision).toMatchObject({ kind: 'cut_percent', percentE4: 250_000 });
    const redo = { redoes: 7, name: 'decideLine', argVersion: 1, args: accept([a]) };
    expect(table.push(ADA, 'redo', redo, table.base(group)).outcome).toBe('applied');
    expect(table.server.record.standing(a)?.decision?.kind).toBe('accept');
    const args = { invoiceId: table.invoiceId, seen: table.seen() };
    const step = { redoes: 7, name: 'approveInvoice', argVersion: 1, args };
    expect(table.push(ADA, 'redo', step)).toMatchObject({ outcome: 'rejected', code: 'invalid' });
  });

  it('undoing the first decision takes the invoice back to its beginning only if nothing else was decided', () => {
    const table = judgingTable();
    const [a = '', b = ''] = table.lineIds;
    const state = () => table.server.record.rows.body('invoice', table.invoiceId)?.state;
    const before = {
      kind: 'decisions',
      isWhole: false,
      decisions: [{ lineId: a, was: null }],
      begun: [table.invoiceId],
    };
    table.push(ADA, 'decideLine', accept([a]), table.base(`decision:${a}`));
    expect(state()).toBe('in_review');
    table.push(ADA, 'undo', { undoes: 1, before }, table.base(`decision:${a}`));
    expect(state()).toBe('analysed');
    table.push(ADA, 'decideLine', accept([a]), table.base(`decision:${a}`));
    table.push(BEN, 'decideLine', accept([b]), table.base(`decision:${b}`));
    table.push(ADA, 'undo', { undoes: 3, before }, table.base(`decision:${a}`));
    expect(state()).toBe('in_review');
  });
});
