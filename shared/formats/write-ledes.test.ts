import { expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { file98bi, file1998b, onlyInvoice, readText } from './read-text.testing.ts';
import { writeCsv } from './write-csv.ts';
import { invoiceToJson, problemToJson } from './write-json.ts';
import { writeLedes98bi } from './write-ledes-98bi.ts';
import { writeLedes1998b } from './write-ledes-1998b.ts';

const withNarrative = (narrative: string) => buildInvoice({ lines: [{ narrative }] });

test('what would end a field or a record is replaced, and the person is told', () => {
  const { text, remarks } = writeLedes1998b([withNarrative('Draft | revise\r\n  form [] and\tsend')]);
  expect(text).toContain('|Draft / revise form ( ) and send|');
  expect(remarks).toEqual(['LINE_ITEM_DESCRIPTION held a separator or a line break on one line; it was replaced.']);
});

test('a text beyond its length is cut with a remark; a key is kept whole', () => {
  const invoice = buildInvoice({
    invoiceNumber: 'N'.repeat(30),
    lines: [{ narrative: 'x'.repeat(16_000), taskCode: 'T'.repeat(21) }],
  });
  const { text, remarks } = writeLedes1998b([invoice]);
  expect(text).toContain(`|${'x'.repeat(15_360)}|`);
  expect(text).toContain(`|${'T'.repeat(20)}|`);
  expect(text).toContain(`|${'N'.repeat(30)}|`);
  expect(remarks).toEqual([
    'INVOICE_NUMBER is longer than the format allows on one line; it was kept, because it tells invoices apart.',
    'LINE_ITEM_TASK_CODE was longer than the format allows on one line; it was cut.',
    'LINE_ITEM_DESCRIPTION was longer than the format allows on one line; it was cut.',
  ]);
});

test('the tax of a 98BI bill goes into the adjustments of 1998B, and the total stays', () => {
  const { text, remarks } = writeLedes1998b(readText(file98bi({})).invoices);
  const invoice = onlyInvoice(readText(text));
  expect(invoice).toMatchObject({ declaredTotalE4: 7_700_000, computedTotalE4: 7_700_000, problems: [] });
  expect(invoice.lines[0]).toMatchObject({ adjustmentE4: 700_000, totalE4: 7_700_000 });
  expect(remarks[0]).toContain('the tax of 70.00 on invoice 2026-0311 is carried in the line adjustments');
  expect(remarks[1]).toContain('INVOICE_CURRENCY (GBP)');
});

test('98BI from 1998B invents nothing: what it asks for and nobody said stays blank, with a remark', () => {
  const { text, remarks } = writeLedes98bi(readText(file1998b({})).invoices);
  const invoice = onlyInvoice(readText(text));
  expect(invoice).toMatchObject({
    currency: null,
    matterName: null,
    declaredTotalE4: 7_000_000,
    declaredNetE4: 7_000_000,
  });
  expect(invoice.lines[0]).toMatchObject({
    taxE4: 0,
    extra: { TIMEKEEPER_LAST_NAME: 'Okafor', TIMEKEEPER_FIRST_NAME: 'Ada' },
  });
  for (const field of ['CLIENT_TAX_ID', 'MATTER_NAME', 'INVOICE_CURRENCY', 'ACCOUNT_TYPE']) {
    expect(remarks.some((remark) => remark.startsWith(`${field} is required and not known on one line`))).toBe(true);
  }
});

test('a total that does not add up is written as stated unless sums are asked for, and said', () => {
  const invoices = readText(file1998b({ INVOICE_TOTAL: '1250' })).invoices;
  const stated = writeLedes1998b(invoices);
  expect(onlyInvoice(readText(stated.text)).declaredTotalE4).toBe(12_500_000);
  expect(stated.remarks).toEqual([
    'INVOICE_TOTAL of invoice 2026-0311 is written as stated, 1250.00; its lines make 700.00.',
  ]);
  const summed = writeLedes1998b(invoices, { totals: 'summed' });
  expect(onlyInvoice(readText(summed.text)).declaredTotalE4).toBe(7_000_000);
  expect(summed.remarks).toEqual([]);
});

test('characters outside ASCII are kept, and said', () => {
  const { text, remarks } = writeLedes1998b([withNarrative('attorney’s fees')]);
  expect(text).toContain('attorney’s fees');
  expect(remarks).toHaveLength(1);
  expect(remarks[0]).toContain('outside ASCII');
});

test('a cell that a spreadsheet would run is disarmed; numbers are left alone', () => {
  const lines = [
    { narrative: '=HYPERLINK("http://x")', timekeeperName: '+1', timekeeperId: '@me', adjustmentE4: -700_000 },
  ];
  const { text, remarks } = writeCsv([buildInvoice({ lines })]);
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(text).toContain(",'@me,'+1,");
  expect(text).toContain(',-70,');
  expect(remarks).toEqual(['3 cells would be a formula in a spreadsheet; an apostrophe was put before it.']);
});

test('JSON has amounts as decimal strings, and null where nobody said', () => {
  const json = invoiceToJson(buildInvoice({ lines: [{ unitsE4: 2000, unitCostE4: null, totalE4: -700_000 }] }));
  expect(json).toMatchObject({ declaredTotal: '-70', computedTotal: '-70', declaredTax: null });
  expect(json.lines[0]).toMatchObject({ record: 1, units: '0.2', unitCost: null, total: '-70', adjustment: null });
  expect(json.lines[0]).not.toHaveProperty('id');
});

test('a problem in JSON states the sums as decimals', () => {
  const [problem] = onlyInvoice(readText(file1998b({ INVOICE_TOTAL: '1250' }))).problems;
  expect(problem === undefined ? null : problemToJson(problem)).toMatchObject({
    severity: 'does_not_add_up',
    code: 'INVOICE_TOTAL_MISMATCH',
    declared: '1250',
    computed: '700',
  });
});
