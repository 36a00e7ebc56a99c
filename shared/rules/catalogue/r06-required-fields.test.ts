import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { Problem } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import { buildProblem } from '../problem.testing.ts';
import { requiredFields } from './r06-required-fields.ts';

const blank = (record: number | null, field: string) => buildProblem('REQUIRED_BLANK', { record, field });

function check(problems: readonly Problem[], lineCount = 3, parameters = {}) {
  const invoice = buildInvoice({ lines: Array.from({ length: lineCount }, () => ({})), problems });
  return checkRule(requiredFields, invoice, parameters);
}

describe('R06', () => {
  test('names all that is wrong on a line in one finding', () => {
    const drafts = check([
      blank(2, 'TIMEKEEPER_ID'),
      buildProblem('DATE_UNREADABLE', { record: 2, field: 'LINE_ITEM_DATE', text: '20261301' }),
      buildProblem('NUMBER_UNREADABLE', { record: 3, field: 'LINE_ITEM_UNIT_COST', text: 'abc' }),
    ]);
    expect(drafts).toEqual([
      {
        lines: [1],
        message: 'TIMEKEEPER_ID is blank; LINE_ITEM_DATE "20261301" is not a date.',
        evidence: [{ field: 'TIMEKEEPER_ID' }, { field: 'LINE_ITEM_DATE' }],
      },
      {
        lines: [2],
        message: 'LINE_ITEM_UNIT_COST "abc" is not a number.',
        evidence: [{ field: 'LINE_ITEM_UNIT_COST' }],
      },
    ]);
  });

  test('a repeated line number is a warning, unless the line has more', () => {
    const repeated = buildProblem('LINE_NUMBER_REPEATED', { record: 2, field: 'LINE_ITEM_NUMBER', text: '6' });
    expect(check([repeated])).toEqual([
      {
        lines: [1],
        message: 'LINE_ITEM_NUMBER "6" is used on an earlier line.',
        evidence: [{ field: 'LINE_ITEM_NUMBER' }],
        severity: 'warn',
      },
    ]);
    expect(check([repeated, blank(2, 'LINE_ITEM_DATE')])[0]).not.toHaveProperty('severity');
  });

  test('what concerns the invoice, or a record that is no line of it, stands beside no line', () => {
    const reversed = buildProblem('PERIOD_REVERSED', { field: 'BILLING_END_DATE', text: '2026-02-01' });
    const drafts = check([blank(null, 'INVOICE_DATE'), reversed, blank(99, 'LINE_ITEM_TOTAL')]);
    expect(drafts.map(({ lines, message }) => [lines, message])).toEqual([
      [[], 'INVOICE_DATE is blank.'],
      [[], 'BILLING_END_DATE "2026-02-01" is before the start of the period.'],
      [[], 'LINE_ITEM_TOTAL is blank.'],
    ]);
  });

  test('a field blank on most lines of a long bill is one finding', () => {
    const problems = Array.from({ length: 15 }, (_, index) => blank(index + 1, 'TIMEKEEPER_ID'));
    const drafts = check([...problems, blank(3, 'LINE_ITEM_DATE')], 20);
    expect(drafts.map(({ lines, message }) => [lines, message])).toEqual([
      [[], 'TIMEKEEPER_ID is blank on 15 of 20 lines.'],
      [[2], 'LINE_ITEM_DATE is blank.'],
    ]);
    expect(check(problems, 20, { wholeInvoiceShareE4: 10_000 })).toHaveLength(15);
  });

  test('a list of problems that the reader cut short is one finding', () => {
    const drafts = check([blank(1, 'TIMEKEEPER_ID'), blank(2, 'TIMEKEEPER_ID'), blank(null, 'TIMEKEEPER_ID')]);
    expect(drafts).toMatchObject([{ lines: [], message: 'TIMEKEEPER_ID is blank on 2 lines and more.' }]);
  });

  test('fields the client does not ask for are ignored', () => {
    expect(check([blank(1, 'TIMEKEEPER_NAME')], 1, { ignoredFields: ['timekeeper_name'] })).toEqual([]);
  });

  test('how a value is written is not a missing field', () => {
    const variants = (['DATE_VARIANT', 'NUMBER_VARIANT', 'CASE_VARIANT', 'HEADER_VARIANT'] as const).map((code) =>
      buildProblem(code, { record: 1, field: 'LINE_ITEM_DATE' }),
    );
    expect(check(variants)).toEqual([]);
  });
});
