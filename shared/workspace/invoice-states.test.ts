import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InvoiceState } from '#shared/api/workspace.ts';
import type { Workspace } from './open-workspace.ts';
import {
  answerOf,
  errorOf,
  importOne,
  ledesBytes,
  manyLines,
  openTestWorkspace,
  rowsOf,
  temporaryFolder,
} from './workspace.testing.ts';

describe('an invoice in review', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let workspace: Workspace;
  let invoiceId: string;
  let ids: readonly string[];
  const state = async (): Promise<InvoiceState> =>
    (await answerOf(workspace.query('getInvoice', { invoiceId }))).summary.state;
  const accept = (lineIds: readonly string[]) =>
    workspace.command('decideLines', { lineIds: [...lineIds], request: { kind: 'accept' }, reasonCode: null });
  const exported = () => workspace.command('exportInvoice', { invoiceId, format: 'ledes1998b', cutLines: 'show' });

  beforeEach(async () => {
    temporary = temporaryFolder();
    workspace = openTestWorkspace(temporary.folder);
    // Record 3 stands out: its date is after today, which the standard guideline wants fixed.
    const lines = manyLines(10).map((line, index) => (index === 2 ? { ...line, date: '2027-01-05' } : line));
    invoiceId = await importOne(workspace, ledesBytes({ lines }));
    ids = (await rowsOf(workspace, invoiceId)).map(({ lineId }) => lineId);
  });
  afterEach(() => {
    workspace.close();
    temporary.remove();
  });

  it('goes from analysed over in review to approved and exported, and its history tells each step', async () => {
    expect(await state()).toBe('analysed');
    await answerOf(accept(ids.slice(0, 1)));
    expect(await state()).toBe('in_review');
    await answerOf(accept(ids));
    expect(await answerOf(workspace.command('submitInvoice', { invoiceId }))).toEqual({ state: 'in_review' });
    expect(await answerOf(workspace.command('approveInvoice', { invoiceId }))).toEqual({ state: 'approved' });
    await answerOf(exported());
    expect(await state()).toBe('exported');
    expect(await answerOf(workspace.command('reopenInvoice', { invoiceId }))).toEqual({ state: 'in_review' });
    const { history } = await answerOf(workspace.query('getInvoice', { invoiceId }));
    expect(history.map(({ text }) => text)).toEqual([
      'Reopened',
      'Exported as 2026-0311-corrected.txt',
      'Approved',
      'Submitted for approval',
      'Imported from bill.txt',
    ]);
  });

  it('is not approved while a line that must be fixed has no decision, and the sentence counts them', async () => {
    await answerOf(accept(ids.filter((_, index) => index !== 2)));
    const error = await errorOf(workspace.command('approveInvoice', { invoiceId }));
    expect(error).toEqual({
      kind: 'refused',
      message:
        '1 line has a finding that must be fixed or cut and no decision yet. Decide or dismiss them first; nothing was changed.',
    });
    const { findings } = await answerOf(workspace.query('getLine', { lineId: ids[2] ?? '' }));
    for (const { id } of findings) {
      await answerOf(workspace.command('setFindingEnabled', { findingId: id, isEnabled: false }));
    }
    expect(await answerOf(workspace.command('approveInvoice', { invoiceId }))).toEqual({ state: 'approved' });
  });

  it('once approved takes no decision, dismissal, rewrite, guideline or undo until it is reopened', async () => {
    await answerOf(accept(ids));
    await answerOf(workspace.command('approveInvoice', { invoiceId }));
    const before = await rowsOf(workspace, invoiceId);
    const [lineId = ''] = ids;
    const closed = 'This invoice is approved. Nothing was changed; reopen it to decide again.';
    const bulk = await answerOf(workspace.command('clearDecisions', { lineIds: [lineId] }));
    expect(bulk.refused).toEqual([{ lineId, message: closed }]);
    const [finding] = (await answerOf(workspace.query('getLine', { lineId: ids[2] ?? '' }))).findings;
    const refusals = [
      workspace.command('rewriteNarrative', { lineId, narrative: 'Other words' }),
      workspace.command('assignGuideline', { invoiceId, name: 'strict-insurer' }),
      workspace.command('setFindingEnabled', { findingId: finding?.id ?? '', isEnabled: false }),
      workspace.command('decidePool', { lineIds: [lineId], cutE4: 1, reasonCode: null }),
      workspace.command('undo', {}),
    ];
    for (const refusal of refusals) expect(await errorOf(refusal)).toEqual({ kind: 'refused', message: closed });
    expect(await rowsOf(workspace, invoiceId)).toEqual(before);
    await answerOf(workspace.command('addComment', { invoiceId, lineId: null, text: 'Paid.' }));
    await answerOf(workspace.command('reopenInvoice', { invoiceId }));
    await answerOf(workspace.command('undo', {}));
    expect((await rowsOf(workspace, invoiceId)).every(({ decision }) => decision === null)).toBe(true);
  });

  it('is exported only when it is approved', async () => {
    expect(await errorOf(exported())).toEqual({
      kind: 'refused',
      message: 'Only an approved invoice is exported. Approve it first; nothing was changed.',
    });
  });

  it('can be returned with a note and taken back', async () => {
    await answerOf(workspace.command('returnInvoice', { invoiceId, note: 'Split the block entries.' }));
    expect(await state()).toBe('returned');
    expect((await answerOf(accept(ids.slice(0, 1)))).appliedCount).toBe(0);
    await answerOf(workspace.command('reopenInvoice', { invoiceId }));
    expect((await answerOf(accept(ids.slice(0, 1)))).appliedCount).toBe(1);
  });

  it('is checked again by another guideline; decisions stay, and undo brings the findings back', async () => {
    await answerOf(accept(ids.slice(0, 4)));
    const before = await rowsOf(workspace, invoiceId);
    await answerOf(workspace.command('assignGuideline', { invoiceId, name: 'strict-insurer' }));
    const after = await rowsOf(workspace, invoiceId);
    expect(after.map(({ ruleIds }) => ruleIds)).not.toEqual(before.map(({ ruleIds }) => ruleIds));
    expect(after.map(({ decision }) => decision)).toEqual(before.map(({ decision }) => decision));
    await answerOf(workspace.command('undo', {}));
    expect(await rowsOf(workspace, invoiceId)).toEqual(before);
  });

  it('takes a client’s own guideline only in a higher version than the one held', async () => {
    const text = (version: number) => `name: acme\ntitle: Acme\nversion: ${version}\nrules:\n  - id: R09\n`;
    await answerOf(workspace.command('saveGuideline', { text: text(2) }));
    expect((await errorOf(workspace.command('saveGuideline', { text: text(2) }))).kind).toBe('refused');
    expect(await answerOf(workspace.command('saveGuideline', { text: text(3) }))).toEqual({ name: 'acme', version: 3 });
    expect((await errorOf(workspace.command('saveGuideline', { text: 'name: [' }))).message).toContain('not saved');
    await answerOf(workspace.command('assignGuideline', { invoiceId, name: 'acme' }));
    const detail = await answerOf(workspace.query('getInvoice', { invoiceId }));
    expect([detail.guidelineTitle, detail.guidelineVersion]).toEqual(['Acme', 3]);
    expect(new Set(detail.rules.map(({ ruleId }) => ruleId))).toEqual(new Set(['R09']));
  });
});
