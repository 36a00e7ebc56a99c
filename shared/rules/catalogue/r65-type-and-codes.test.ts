import { describe, expect, it } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import { typeAndCodes } from './r65-type-and-codes.ts';

const messages = (line: Partial<InvoiceLine>, parameters = {}) =>
  checkRule(typeAndCodes, buildInvoice({ lines: [{}, line] }), parameters).map((draft) => draft.message);
const expense = (changes: Partial<InvoiceLine>) => buildExpense({ record: 2, ...changes });

describe('R65 line type and codes', () => {
  it('names line, field and value', () => {
    expect(checkRule(typeAndCodes, buildInvoice({ lines: [{}, { expenseCode: 'E110' }] }))).toEqual([
      {
        lines: [1],
        message: 'A fee line has the expense code E110.',
        evidence: [{ field: 'LINE_ITEM_EXPENSE_CODE' }],
      },
    ]);
  });

  it.each([
    [{ taskCode: 'L120' }, ['An expense line has the task code L120.']],
    [{ activityCode: 'A104' }, ['An expense line has the activity code A104.']],
    [{ timekeeperId: 'TK1' }, ['An expense line names the timekeeper TK1.']],
    [{ timekeeperName: 'Okafor, Ada', timekeeperId: 'TK1' }, ['An expense line names the timekeeper Okafor, Ada.']],
    [
      { taskCode: 'L120', timekeeperId: 'TK1' },
      ['An expense line has the task code L120.', 'An expense line names the timekeeper TK1.'],
    ],
  ])('reports an expense with %o', (changes, expected) => {
    expect(messages(expense(changes))).toEqual(expected);
  });

  it('lets ordinary fees, expenses and adjustments pass', () => {
    expect(messages(expense({}))).toEqual([]);
    expect(messages(expense({ taskCode: '', activityCode: '' }))).toEqual([]);
    expect(messages({ kind: 'IF', expenseCode: null })).toEqual([]);
    expect(messages({ kind: 'IE', taskCode: 'L120' })).toEqual([]);
  });

  it('allows tasks and timekeepers on expenses when the guideline does', () => {
    const both = expense({ taskCode: 'L120', activityCode: 'A111', timekeeperId: 'TK1' });
    expect(messages(both, { allowsTaskCodesOnExpenses: true })).toEqual(['An expense line names the timekeeper TK1.']);
    expect(messages(both, { allowsTimekeepersOnExpenses: true })).toHaveLength(2);
  });

  it('says once for the invoice that all its expenses carry a task', () => {
    const lines = Array.from({ length: 20 }, (_, index) => expense({ record: index + 1, taskCode: 'L120' }));
    expect(checkRule(typeAndCodes, buildInvoice({ lines }))).toMatchObject([
      { lines: [], message: '20 of 20 expense lines have a task code.' },
    ]);
    expect(checkRule(typeAndCodes, buildInvoice({ lines: lines.slice(1) }))).toHaveLength(19);
  });
});
