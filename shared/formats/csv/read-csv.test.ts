import { describe, expect, test } from 'vitest';
import { allProblems, codesOf, onlyInvoice, readText } from '../read-text.testing.ts';
import { csvRoleOf } from './columns.ts';

const rows = (...lines: readonly string[]) => lines.join('\n');

describe('columns are known by their names', () => {
  test.each([
    ['Service Date', 'date'],
    ['Work date', 'date'],
    ['DATE', 'date'],
    ['Attorney', 'timekeeperName'],
    ['Biller', 'timekeeperName'],
    ['Timekeeper ID', 'timekeeperId'],
    ['Initials', 'timekeeperId'],
    ['Title', 'classification'],
    ['Role', 'classification'],
    ['Level', 'classification'],
    ['Hours (decimal)', 'units'],
    ['Qty', 'units'],
    ['Time', 'units'],
    ['Rate ($/hr)', 'rate'],
    ['Hourly Rate', 'rate'],
    ['unit_cost', 'rate'],
    ['Billed Amount', 'amount'],
    ['Fees', 'amount'],
    ['Narrative', 'narrative'],
    ['Description of Services', 'narrative'],
    ['Details', 'narrative'],
    ['Bill #', 'invoiceNumber'],
    ['Invoice No.', 'invoiceNumber'],
    ['billNumber', 'invoiceNumber'],
    ['Task Code', 'taskCode'],
    ['UTBMS Activity', 'activityCode'],
    ['Expense Code', 'expenseCode'],
    ['LINE_ITEM_NUMBER_OF_UNITS', 'units'],
    ['Matter', 'matterId'],
    ['Client', 'clientId'],
    ['Adjustment', 'adjustment'],
    ['Shoe size', null],
  ])('%s', (heading, role) => {
    expect(csvRoleOf(heading)).toBe(role);
  });
});

test('a time-entry list without rates or amounts is read; what it does not state stays unknown', () => {
  const file = readText(
    rows(
      'date,timekeeper,classification,hours,narrative,invoice number',
      '2026-03-10,Ada Okafor,Partner,5.587393648583543,"Review ""draft"" answer, call with client",17',
      '2026-03-11,Ada Okafor,Partner,0.123456,Draft reply,17',
      '2026-03-12,John Beaster,Associate,1.5,Travel,18',
    ),
  );
  expect(file.format).toBe('csv');
  expect(file.invoices.map(({ invoiceNumber, lines }) => [invoiceNumber, lines.length])).toEqual([
    ['17', 2],
    ['18', 1],
  ]);
  const [invoice] = file.invoices;
  expect(invoice).toMatchObject({ declaredTotalE4: null, computedTotalE4: null, currency: null });
  expect(invoice?.columns).toMatchObject({
    hasHours: true,
    hasRates: false,
    hasAmounts: false,
    hasTaskCodes: false,
    hasClassifications: true,
  });
  expect(invoice?.lines[0]).toMatchObject({
    record: 1,
    lineNumber: '1',
    kind: 'F',
    date: '2026-03-10',
    timekeeperName: 'Ada Okafor',
    classification: 'Partner',
    unitsE4: 55_874,
    unitCostE4: null,
    totalE4: null,
    narrative: 'Review "draft" answer, call with client',
  });
  expect(allProblems(file).map(({ code, field, text }) => [code, field, text])).toEqual([
    ['NUMBER_ROUNDED', 'hours', '5.587393648583543'],
    ['NUMBER_ROUNDED', 'hours', null],
  ]);
});

test.each([
  ['comma', ',', '1.5'],
  ['semicolon', ';', '1,5'],
  ['tab', '\t', '1.5'],
  ['pipe', '|', '1.5'],
])('cells separated by %s', (_name, separator, hours) => {
  const text = rows(
    ['Date', 'Lawyer', 'Hours', 'Details'].join(separator),
    ['2026-03-10', 'AO', hours, 'Draft'].join(separator),
  );
  expect(onlyInvoice(readText(text)).lines[0]).toMatchObject({
    unitsE4: 15_000,
    timekeeperName: 'AO',
    narrative: 'Draft',
  });
});

describe('day and month are told by the whole column', () => {
  const dates = (...texts: readonly string[]) => {
    const file = readText(rows('Date,Hours,Narrative', ...texts.map((text) => `${text},1,Draft`)));
    return { dates: onlyInvoice(file).lines.map((line) => line.date), codes: codesOf(file) };
  };
  test('a month above 12 somewhere makes all of them day/month', () => {
    expect(dates('3/4/2026', '25/4/2026')).toEqual({ dates: ['2026-04-03', '2026-04-25'], codes: [] });
  });
  test('a day above 12 in second place makes all of them month/day', () => {
    expect(dates('3/4/2026', '4/25/2026')).toEqual({ dates: ['2026-03-04', '2026-04-25'], codes: [] });
  });
  test('where nothing tells, month/day is assumed and said once', () => {
    expect(dates('3/4/2026', '5/4/2026')).toEqual({ dates: ['2026-03-04', '2026-05-04'], codes: ['DATE_VARIANT'] });
  });
});

test('amounts of a spreadsheet are read with their signs, and the habit is said once a column', () => {
  const file = readText(
    rows(
      'Date,Biller,Hours,Rate,Amount,Description',
      '2026-03-10,AO,2,"$1,350.00","$2,700.00",Draft',
      '2026-03-11,AO,1,$350.00,($350.00),Credit',
      '2026-03-12,AO,1,$350.00,-,No charge',
    ),
  );
  expect(onlyInvoice(file).lines.map((line) => line.totalE4)).toEqual([27_000_000, -3_500_000, null]);
  expect(codesOf(file).filter((code) => code === 'NUMBER_VARIANT')).toHaveLength(4);
  expect(allProblems(file).filter(({ code }) => code === 'LINE_TOTAL_MISMATCH')).toMatchObject([{ record: 2 }]);
});

test('a list with tax may state its amounts with or without it', () => {
  const file = readText(
    rows(
      'Date,Hours,Rate,Tax,Amount,Narrative',
      '2026-03-10,1,100,10,100,a',
      '2026-03-10,1,100,10,110,b',
      '2026-03-10,1,100,10,120,c',
    ),
  );
  expect(allProblems(file).map(({ code, record }) => [code, record])).toEqual([['LINE_TOTAL_MISMATCH', 3]]);
});

test('titles above the header and totals below the list are skipped and said', () => {
  const file = readText(
    rows(
      'Time entries,,,',
      'Client: Acme,,,',
      ',,,',
      'Date,Lawyer,Hours,Narrative',
      '2026-03-10,AO,1,Draft',
      ',,,',
      'Total,,1,',
      'Thank you,,,',
    ),
  );
  expect(onlyInvoice(file).lines).toHaveLength(1);
  expect(codesOf(file)).toEqual(['HEADER_VARIANT', 'ROW_SKIPPED', 'ROW_SKIPPED']);
});

test('kinds come from a type column, else from an expense code', () => {
  const text = rows(
    'Date,Type,Amount,Expense Code,Narrative',
    '2026-03-10,Fee,1,,a',
    '2026-03-10,Expense,1,,b',
    '2026-03-10,,1,E110,c',
    '2026-03-10,,1,,d',
    '2026-03-10,IE,1,,e',
    '2026-03-10,Time Entry,1,,f',
    '2026-03-10,zebra,1,,g',
  );
  const file = readText(text);
  expect(onlyInvoice(file).lines.map((line) => line.kind)).toEqual(['F', 'E', 'E', 'F', 'IE', 'F', 'F']);
  expect(allProblems(file).map(({ code, record }) => [code, record])).toEqual([['LINE_KIND_UNKNOWN', 7]]);
});

test('hours as clocks show them are read exactly', () => {
  const file = readText(
    rows('Date,Duration,Narrative', '2026-03-10,1:30,a', '2026-03-10,0:20:00,b', '2026-03-10,1.5 hrs,c'),
  );
  expect(onlyInvoice(file).lines.map((line) => line.unitsE4)).toEqual([15_000, 3333, 15_000]);
});

test('a narrative split at its own commas is joined again and flagged', () => {
  const file = readText(rows('Date,Hours,Narrative,Amount', '2026-03-10,1,Draft, revise, send,350'));
  expect(onlyInvoice(file).lines[0]).toMatchObject({ narrative: 'Draft, revise, send', totalE4: 3_500_000 });
  expect(codesOf(file)).toEqual(['FIELD_REJOINED']);
});

test('line breaks inside quotation marks are spaces', () => {
  const file = readText(rows('Date,Hours,Narrative', '2026-03-10,1,"Draft', 'answer"', '2026-03-11,2,Send'));
  expect(onlyInvoice(file).lines.map((line) => line.narrative)).toEqual(['Draft answer', 'Send']);
});

test('a quotation mark that is never closed costs no row', () => {
  const file = readText(rows('Date,Hours,Narrative', '2026-03-10,1,"Draft', '2026-03-11,2,Send', '2026-03-12,3,File'));
  expect(onlyInvoice(file).lines.map((line) => line.unitsE4)).toEqual([10_000, 20_000, 30_000]);
  expect(codesOf(file)).toContain('FIELD_REJOINED');
});

test('a row whose hours are no number is left out and named; nothing is put in its place', () => {
  const file = readText(rows('Date,Hours,Narrative', '2026-03-10,lots,Draft', '2026-03-11,2,Send'));
  expect(onlyInvoice(file).lines.map((line) => line.record)).toEqual([2]);
  expect(allProblems(file)).toMatchObject([
    { severity: 'unreadable', code: 'NUMBER_UNREADABLE', record: 1, field: 'Hours', text: 'lots' },
  ]);
});

test('several matters in one invoice are kept on their lines', () => {
  const file = readText(rows('Date,Invoice,Matter,Hours,Narrative', '2026-03-10,1,A,1,x', '2026-03-10,1,B,1,y'));
  expect(onlyInvoice(file)).toMatchObject({ matterId: 'A' });
  expect(onlyInvoice(file).lines.map((line) => line.headerDifferences)).toEqual([
    undefined,
    { LAW_FIRM_MATTER_ID: 'B' },
  ]);
});

test('quotation marks that never match cost at most the rows they stand in', () => {
  const odd = Array.from({ length: 200 }, (_, index) => `2026-03-10,${index + 1},"12" pipe`);
  const file = readText(rows('Date,Hours,Narrative', ...odd));
  expect(onlyInvoice(file).lines.map((line) => line.unitsE4)).toEqual(odd.map((_, index) => (index + 1) * 10_000));
});
