import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from './open-workspace.ts';
import { answerOf, importOne, ledesBytes, manyLines, openTestWorkspace, temporaryFolder } from './workspace.testing.ts';

describe('dismissing a whole rule', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let workspace: Workspace;
  let invoiceId: string;
  beforeEach(async () => {
    temporary = temporaryFolder();
    workspace = openTestWorkspace(temporary.folder);
    invoiceId = await importOne(workspace, ledesBytes({ lines: manyLines(60) }));
  });
  afterEach(() => {
    workspace.close();
    temporary.remove();
  });

  const detail = () => answerOf(workspace.query('getInvoice', { invoiceId }));

  it('takes its money away in one action, and one undo brings all of it back', async () => {
    const before = await detail();
    const rule = before.rules.toSorted((a, b) => b.savingE4 - a.savingE4 || b.findingCount - a.findingCount)[0];
    expect(rule?.findingCount ?? 0).toBeGreaterThan(1);
    const ruleId = rule?.ruleId ?? '';
    const answer = await answerOf(workspace.command('setRuleEnabled', { invoiceId, ruleId, isEnabled: false }));
    expect(answer.changedCount).toBe(rule?.findingCount);
    const off = await detail();
    expect(off.rules.find((each) => each.ruleId === ruleId)).toMatchObject({ enabledCount: 0, savingE4: 0 });
    expect(off.summary.money).toEqual(answer.money);

    await answerOf(workspace.command('undo', {}));
    const back = await detail();
    expect(back.rules).toEqual(before.rules);
    expect(back.summary.money).toEqual(before.summary.money);

    await answerOf(workspace.command('redo', {}));
    expect((await detail()).summary.money).toEqual(off.summary.money);
  });

  it('leaves findings dismissed before as they were when it is undone', async () => {
    const { rules } = await detail();
    const ruleId = rules.find(({ findingCount }) => findingCount > 1)?.ruleId ?? '';
    await answerOf(workspace.command('setRuleEnabled', { invoiceId, ruleId, isEnabled: false }));
    const again = await answerOf(workspace.command('setRuleEnabled', { invoiceId, ruleId, isEnabled: false }));
    expect(again.changedCount).toBe(0);
    const on = await answerOf(workspace.command('setRuleEnabled', { invoiceId, ruleId, isEnabled: true }));
    expect(on.changedCount).toBeGreaterThan(1);
    expect((await detail()).rules).toEqual(rules);
  });

  it('says so for an invoice that is not there', async () => {
    const reply = await workspace.command('setRuleEnabled', {
      invoiceId: '00000000-0000-8000-8000-000000000000',
      ruleId: 'R35',
      isEnabled: false,
    });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'not_found' } });
  });
});
