import { describe, expect, it } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import { checkRule } from '../check-rule.testing.ts';
import { codeMissingOrUnknown } from './r62-code-missing-or-unknown.ts';

const messages = (line: Partial<InvoiceLine>, parameters = {}, codeSets = codeSetsOf([], [])) =>
  checkRule(codeMissingOrUnknown, buildInvoice({ lines: [{}, line] }), parameters, {}, codeSets).map(
    (draft) => draft.message,
  );

describe('R62 code missing or unknown', () => {
  it('names the line, the field and the code', () => {
    const invoice = buildInvoice({ lines: [{}, { taskCode: 'L999' }] });
    expect(checkRule(codeMissingOrUnknown, invoice)).toEqual([
      {
        lines: [1],
        message: 'L999 is not a task code this client uses.',
        evidence: [{ field: 'LINE_ITEM_TASK_CODE' }],
      },
    ]);
  });

  it.each([
    [{ taskCode: null }, 'The task code is missing.'],
    [
      { taskCode: 'L100' },
      'L100 (Case Assessment, Development and Administration) heads a phase: use one of the task codes under it.',
    ],
    [{ activityCode: 'A999' }, 'A999 is not an activity code this client uses.'],
    [buildExpense({ record: 2, expenseCode: null }), 'The expense code is missing.'],
    [buildExpense({ record: 2, expenseCode: 'E999' }), 'E999 is not an expense code this client uses.'],
  ])('reports %o', (line, message) => {
    expect(messages(line)).toEqual([message]);
  });

  it.each([
    { name: 'codes of other published sets', line: { taskCode: 'B110' } },
    { name: 'a phase that is itself the task', line: { taskCode: 'C300' } },
    { name: 'codes of sets known by shape', line: { taskCode: 'TR100' } },
    { name: 'patent codes without a letter', line: { taskCode: '110' } },
    { name: 'a missing activity', line: { activityCode: null } },
    { name: 'lower case', line: { taskCode: 'l120', activityCode: 'a104' } },
    { name: 'adjustments without codes', line: { kind: 'IF' as const, taskCode: null, activityCode: null } },
    { name: 'expenses without a task', line: buildExpense({ record: 2 }) },
  ])('lets $name pass', ({ line }) => {
    expect(messages(line)).toEqual([]);
  });

  it('takes what is required from the guideline', () => {
    expect(messages({ activityCode: null }, { requiresActivityCode: true })).toEqual(['The activity code is missing.']);
    expect(messages({ taskCode: null }, { requiresTaskCode: false })).toEqual([]);
    expect(messages({ taskCode: 'L100' }, { allowsPhaseHeaders: true })).toEqual([]);
    const noCode = buildExpense({ record: 2, expenseCode: null });
    expect(messages(noCode, { requiresExpenseCode: false })).toEqual([]);
  });

  it("knows the client's own sets and codes", () => {
    const litigationOnly = codeSetsOf(['litigation'], [{ code: 'ZZ01', label: 'Claim handling', kind: 'task' }]);
    expect(messages({ taskCode: 'B110' }, {}, litigationOnly)).toEqual(['B110 is not a task code this client uses.']);
    expect(messages({ taskCode: 'ZZ01' }, {}, litigationOnly)).toEqual([]);
  });

  it('says nothing about columns the source does not have', () => {
    const full = buildInvoice({ lines: [{ taskCode: null }] });
    const { columns } = full;
    const noTasks = { ...full, columns: { ...columns, hasTaskCodes: false } };
    expect(checkRule(codeMissingOrUnknown, noTasks)).toEqual([]);
    const none = { ...columns, hasTaskCodes: false, hasActivityCodes: false, hasExpenseCodes: false };
    expect(() => checkRule(codeMissingOrUnknown, { ...full, columns: none })).toThrow('no task, activity or expense');
  });

  it('says once for the invoice that it does not use codes, and still names wrong ones', () => {
    const blank = Array.from({ length: 19 }, () => ({ taskCode: null }));
    const invoice = buildInvoice({ lines: [...blank, { taskCode: 'L999' }] });
    expect(checkRule(codeMissingOrUnknown, invoice)).toMatchObject([
      { lines: [], message: '19 of 20 fee lines have no task code.' },
      { lines: [19], message: 'L999 is not a task code this client uses.' },
    ]);
    expect(checkRule(codeMissingOrUnknown, buildInvoice({ lines: blank }))).toHaveLength(19);
  });
});
