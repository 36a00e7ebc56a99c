import { describe, expect, it } from 'vitest';
import { buildExpense, buildInvoice, buildLine } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { OtherInvoice } from '../prepare/prepared-invoice.ts';
import { exactDuplicate } from './r41-exact-duplicate.ts';

const pair = (changes: Partial<InvoiceLine>, first: Partial<InvoiceLine> = {}) =>
  buildInvoice({ lines: [first, { narrative: 'Call with client' }, { ...first, ...changes }] });
const other = (line: Partial<InvoiceLine>, changes: Partial<OtherInvoice> = {}): OtherInvoice => ({
  invoiceId: 'other',
  vendorId: '24-6437381',
  invoiceNumber: '2026-0299',
  invoiceDate: null,
  billingStart: null,
  billingEnd: null,
  totalE4: null,
  lines: [buildLine({ lineNumber: '4', ...line })],
  ...changes,
});

describe('R41 duplicate lines in one invoice', () => {
  it('keeps the first line and proposes to cut the later ones', () => {
    const invoice = buildInvoice({ lines: [{}, { narrative: 'Call with client' }, {}, {}] });
    const ids = invoice.lines.map((line) => line.id);
    expect(checkRule(exactDuplicate, invoice)).toEqual([
      {
        lines: [0, 2, 3],
        message: 'The same timekeeper, date, hours and narrative on lines 1, 3 and 4.',
        evidence: [{ field: 'LINE_ITEM_DESCRIPTION' }],
        proposed: {
          kind: 'cut_line',
          cutE4ByLine: { [ids[2] ?? '']: 3_500_000, [ids[3] ?? '']: 3_500_000 },
        },
      },
    ]);
  });

  it('does not count case, spaces, codes or rates', () => {
    const changes = {
      narrative: ' draft  ANSWER to second amended complaint',
      taskCode: 'L120',
      unitCostE4: 1_000_000,
    };
    expect(checkRule(exactDuplicate, pair(changes))).toMatchObject([{ lines: [0, 2] }]);
  });

  it.each([
    { name: 'another timekeeper', changes: { timekeeperId: 'TK2' } },
    { name: 'another date', changes: { date: '2026-03-11' } },
    { name: 'other hours', changes: { unitsE4: 11_000 } },
    { name: 'another narrative', changes: { narrative: 'Draft answer to third amended complaint' } },
  ])('lets $name pass', ({ changes }) => {
    expect(checkRule(exactDuplicate, pair(changes))).toEqual([]);
  });

  it.each([
    { name: 'no date', line: { date: null } },
    { name: 'no hours', line: { unitsE4: null } },
    { name: 'no narrative', line: { narrative: '' } },
    { name: 'no timekeeper and no rate', line: { timekeeperId: null, timekeeperName: null, unitCostE4: null } },
  ])('does not compare lines with $name', ({ line }) => {
    expect(checkRule(exactDuplicate, pair({}, line))).toEqual([]);
  });

  it('takes equal rates for one person where nobody is named', () => {
    const nobody = { timekeeperId: null, timekeeperName: null };
    expect(checkRule(exactDuplicate, pair({}, nobody))).toHaveLength(1);
    expect(checkRule(exactDuplicate, pair({ unitCostE4: 1_000_000 }, nobody))).toEqual([]);
  });

  it.each([
    { parameters: { comparesTimekeeper: false }, changes: { timekeeperId: 'TK2' } },
    { parameters: { comparesDate: false }, changes: { date: '2026-03-11' } },
    { parameters: { comparesHours: false }, changes: { unitsE4: 11_000 } },
    { parameters: { comparesNarrative: false }, changes: { narrative: 'Draft reply' } },
  ])('compares fewer fields with $parameters', ({ parameters, changes }) => {
    expect(checkRule(exactDuplicate, pair(changes), parameters)).not.toEqual([]);
  });

  it.each([
    { parameters: { comparesAmount: true }, changes: { totalE4: 10_000 } },
    { parameters: { comparesTaskCode: true }, changes: { taskCode: 'L120' } },
  ])('compares more fields with $parameters', ({ parameters, changes }) => {
    expect(checkRule(exactDuplicate, pair(changes), parameters)).toEqual([]);
    expect(checkRule(exactDuplicate, pair({}), parameters)).toHaveLength(1);
  });

  it('finds the monthly retainer billed twice, as the official LEDES sample does', () => {
    const retainer: Partial<InvoiceLine> = {
      kind: 'IF',
      lineNumber: '6',
      date: '1999-01-31',
      timekeeperId: null,
      timekeeperName: null,
      unitsE4: 10_000,
      unitCostE4: null,
      adjustmentE4: 12_500_000,
      totalE4: 12_500_000,
      narrative: 'Monthly Retainer Fee',
    };
    const second = { ...retainer, headerDifferences: { LAW_FIRM_MATTER_ID: '500.900', CLIENT_ID: '500' } };
    const invoice = buildInvoice({ lines: [retainer, second] });
    expect(checkRule(exactDuplicate, invoice)).toMatchObject([
      {
        lines: [0, 1],
        message: 'The same date, amount and narrative on records 1 and 2.',
        proposed: { cutE4ByLine: { [invoice.lines[1]?.id ?? '']: 12_500_000 } },
      },
    ]);
    expect(checkRule(exactDuplicate, buildInvoice({ lines: [retainer, { ...second, totalE4: 1 }] }))).toEqual([]);
  });

  it('compares expenses by date, quantity, amount and narrative, unless they are left out', () => {
    const invoice = buildInvoice({ lines: [buildExpense(), buildExpense({ record: 2 })] });
    expect(checkRule(exactDuplicate, invoice)).toMatchObject([{ lines: [0, 1] }]);
    expect(checkRule(exactDuplicate, invoice, { includesExpenses: false })).toEqual([]);
    const dearer = buildInvoice({ lines: [buildExpense(), buildExpense({ record: 2, unitCostE4: 260_000 })] });
    expect(checkRule(exactDuplicate, dearer)).toEqual([]);
  });

  it('proposes nothing for repeated credits', () => {
    const credit = { kind: 'IF', unitsE4: null, unitCostE4: null, totalE4: -500_000, narrative: 'Discount' } as const;
    const [draft] = checkRule(exactDuplicate, buildInvoice({ lines: [credit, credit] }));
    expect(draft?.proposed).toMatchObject({ cutE4ByLine: {} });
  });
});

describe('R41 duplicate lines across invoices', () => {
  it('proposes to cut a line that another invoice billed before', () => {
    const invoice = buildInvoice();
    const id = invoice.lines[0]?.id ?? '';
    expect(checkRule(exactDuplicate, invoice, {}, { otherInvoices: [other({})] })).toEqual([
      {
        lines: [0],
        message: 'Already on invoice 2026-0299, line 4: the same timekeeper, date, hours and narrative.',
        evidence: [{ field: 'LINE_ITEM_DESCRIPTION' }],
        proposed: { kind: 'cut_line', cutE4ByLine: { [id]: 3_500_000 } },
      },
    ]);
  });

  it('cuts every copy then, and says it once', () => {
    const invoice = buildInvoice({ lines: [{}, {}] });
    const drafts = checkRule(exactDuplicate, invoice, {}, { otherInvoices: [other({})] });
    expect(drafts).toHaveLength(1);
    expect(Object.keys(drafts[0]?.proposed?.kind === 'cut_line' ? drafts[0].proposed.cutE4ByLine : {})).toHaveLength(2);
  });

  it.each([
    { name: "another vendor's line", line: {}, changes: { vendorId: '99' } },
    { name: 'an earlier copy of the same bill', line: {}, changes: { invoiceNumber: '2026-0311' } },
    { name: 'another date', line: { date: '2026-02-10' }, changes: {} },
    { name: 'an expense of the same words', line: { kind: 'E' as const }, changes: {} },
  ])('lets $name pass', ({ line, changes }) => {
    expect(checkRule(exactDuplicate, buildInvoice(), {}, { otherInvoices: [other(line, changes)] })).toEqual([]);
  });
});
