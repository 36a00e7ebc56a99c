import { describe, expect, test } from 'vitest';
import { type Fields, file98bi, file1998b, onlyInvoice, readText } from './read-text.testing.ts';

const sumsOf = (text: string) =>
  readText(text)
    .invoices.flatMap((invoice) => invoice.problems)
    .filter(({ severity }) => severity === 'does_not_add_up')
    .map(({ code, record, declaredE4, computedE4 }) => [code, record, declaredE4, computedE4]);

describe('a line total is units x unit cost + adjustment', () => {
  const line = (changes: Fields) => file1998b({ ...changes, INVOICE_TOTAL: changes.LINE_ITEM_TOTAL ?? '700' });
  test.each<[string, Fields]>([
    ['as it stands', {}],
    ['less a discount', { LINE_ITEM_ADJUSTMENT_AMOUNT: '-70', LINE_ITEM_TOTAL: '630' }],
    [
      'off by one cent, as issuers round',
      { LINE_ITEM_NUMBER_OF_UNITS: '2.1667', LINE_ITEM_UNIT_COST: '450', LINE_ITEM_TOTAL: '975.02' },
    ],
    ['a negative line', { LINE_ITEM_NUMBER_OF_UNITS: '-2', LINE_ITEM_TOTAL: '-700' }],
  ])('%s', (_name, changes) => {
    expect(sumsOf(line(changes))).toEqual([]);
  });

  test('two cents are reported with what is stated and what the line makes', () => {
    expect(sumsOf(line({ LINE_ITEM_TOTAL: '700.02' }))).toEqual([['LINE_TOTAL_MISMATCH', 1, 7_000_200, 7_000_000]]);
  });

  test('the message reckons before the reader', () => {
    const text = line({ LINE_ITEM_ADJUSTMENT_AMOUNT: '-70', LINE_ITEM_TOTAL: '700' });
    expect(onlyInvoice(readText(text)).problems[0]?.message).toBe(
      'The line total is 700.00, but 2 x 350.00 + adjustment -70.00 makes 630.00.',
    );
  });

  const retainer = {
    'EXP/FEE/INV_ADJ_TYPE': 'IF',
    LINE_ITEM_NUMBER_OF_UNITS: '1',
    LINE_ITEM_UNIT_COST: '',
    LINE_ITEM_TOTAL: '1250',
  };
  test('an invoice-level adjustment without unit cost is its adjustment', () => {
    expect(sumsOf(line({ ...retainer, LINE_ITEM_ADJUSTMENT_AMOUNT: '1250.' }))).toEqual([]);
    expect(sumsOf(line({ ...retainer, LINE_ITEM_ADJUSTMENT_AMOUNT: '125' }))).toEqual([
      ['LINE_TOTAL_MISMATCH', 1, 12_500_000, 1_250_000],
    ]);
  });

  test('an expense that leaves unit cost blank is not reckoned, because nothing says what it is', () => {
    expect(sumsOf(line({ ...retainer, 'EXP/FEE/INV_ADJ_TYPE': 'E', LINE_ITEM_ADJUSTMENT_AMOUNT: '3' }))).toEqual([]);
  });
});

describe('98BI: line totals include tax, and tax follows its rate', () => {
  test('a bill that adds up', () => {
    expect(sumsOf(file98bi({}))).toEqual([]);
  });

  test('tax that does not follow its rate is reported, with the total still right', () => {
    const text = file98bi({ LINE_ITEM_TAX_RATE: '0.061245' });
    expect(sumsOf(text)).toEqual([['LINE_TAX_MISMATCH', 1, 700_000, 428_715]]);
  });

  test('a total without its tax is wrong', () => {
    expect(sumsOf(file98bi({ LINE_ITEM_TOTAL: '700', INVOICE_TOTAL: '700', INVOICE_NET_TOTAL: '630' }))).toEqual([
      ['LINE_TOTAL_MISMATCH', 1, 7_000_000, 7_700_000],
    ]);
  });

  test('tax total and net total are held against the lines', () => {
    expect(sumsOf(file98bi({ INVOICE_TAX_TOTAL: '67', INVOICE_NET_TOTAL: '796.71' }))).toEqual([
      ['INVOICE_TAX_MISMATCH', null, 670_000, 700_000],
      ['INVOICE_NET_MISMATCH', null, 7_967_100, 7_000_000],
    ]);
  });
});

describe('an invoice total is the sum of its lines', () => {
  test('a second line that the total leaves out is reported once', () => {
    const file = file1998b({}, { LINE_ITEM_NUMBER: '2' });
    expect(sumsOf(file)).toEqual([['INVOICE_TOTAL_MISMATCH', null, 7_000_000, 14_000_000]]);
  });

  test('a record that could not be read is named as the reason', () => {
    const invoice = onlyInvoice(
      readText(
        file1998b({ INVOICE_TOTAL: '1400' }, { LINE_ITEM_NUMBER: '2', INVOICE_TOTAL: '1400', LINE_ITEM_TOTAL: 'x' }),
      ),
    );
    expect(invoice.problems.map(({ code }) => code)).toEqual(['NUMBER_UNREADABLE', 'INVOICE_TOTAL_MISMATCH']);
    expect(invoice.problems[1]?.message).toContain('One record of this invoice could not be read');
  });

  test('lines too large to add up leave the total unknown, and say so', () => {
    const huge = { LINE_ITEM_TOTAL: '900719925474', LINE_ITEM_UNIT_COST: '', INVOICE_TOTAL: '' };
    const invoice = onlyInvoice(readText(file1998b(huge, { ...huge, LINE_ITEM_NUMBER: '2' })));
    expect(invoice.computedTotalE4).toBeNull();
    expect(invoice.problems.map(({ code }) => code)).toContain('SUM_TOO_LARGE');
  });
});

describe('what a bill must state', () => {
  test.each<[string, Fields, readonly string[]]>([
    [
      'a fee line its timekeeper',
      { TIMEKEEPER_ID: '', TIMEKEEPER_NAME: '', TIMEKEEPER_CLASSIFICATION: '' },
      ['TIMEKEEPER_CLASSIFICATION', 'TIMEKEEPER_ID', 'TIMEKEEPER_NAME'],
    ],
    ['a flat fee no person', { TIMEKEEPER_ID: '', TIMEKEEPER_NAME: '', TIMEKEEPER_CLASSIFICATION: 'FLTFEE' }, []],
    ['an expense its code', { 'EXP/FEE/INV_ADJ_TYPE': 'E' }, ['LINE_ITEM_EXPENSE_CODE']],
    [
      'a fee adjustment neither units nor cost nor codes',
      {
        'EXP/FEE/INV_ADJ_TYPE': 'IF',
        LINE_ITEM_NUMBER_OF_UNITS: '',
        LINE_ITEM_UNIT_COST: '',
        LINE_ITEM_ADJUSTMENT_AMOUNT: '700',
        LINE_ITEM_TASK_CODE: '',
        TIMEKEEPER_ID: '',
        TIMEKEEPER_NAME: '',
        TIMEKEEPER_CLASSIFICATION: '',
      },
      [],
    ],
    ['its date and number', { LINE_ITEM_DATE: '', LINE_ITEM_NUMBER: '' }, ['LINE_ITEM_NUMBER', 'LINE_ITEM_DATE']],
    ['client and matter', { CLIENT_ID: ' ', LAW_FIRM_MATTER_ID: '' }, ['CLIENT_ID', 'LAW_FIRM_MATTER_ID']],
  ])('%s', (_name, changes, fields) => {
    const { problems } = onlyInvoice(readText(file1998b(changes)));
    expect(problems.map(({ code, field }) => `${code} ${field}`)).toEqual(
      fields.map((field) => `REQUIRED_BLANK ${field}`),
    );
  });

  test('a 98BI fee line states last and first name too', () => {
    const text = file98bi({ TIMEKEEPER_NAME: '', TIMEKEEPER_LAST_NAME: '', TIMEKEEPER_FIRST_NAME: '' });
    expect(onlyInvoice(readText(text)).problems.map(({ field }) => field)).toEqual([
      'TIMEKEEPER_NAME',
      'TIMEKEEPER_LAST_NAME',
      'TIMEKEEPER_FIRST_NAME',
    ]);
  });

  test('a record without an invoice number belongs to no invoice and is left out', () => {
    const file = readText(file1998b({ INVOICE_NUMBER: '' }));
    expect(file.invoices).toEqual([]);
    expect(file.problems).toMatchObject([{ severity: 'unreadable', code: 'NO_INVOICE_NUMBER', record: 1 }]);
  });

  test('a record that is neither fee nor expense is left out; a blank kind is told by its codes', () => {
    const file = readText(file1998b({ 'EXP/FEE/INV_ADJ_TYPE': 'X' }, { 'EXP/FEE/INV_ADJ_TYPE': '' }));
    expect(onlyInvoice(file).lines.map(({ record, kind }) => [record, kind])).toEqual([[2, 'F']]);
    expect(
      onlyInvoice(file)
        .problems.map(({ severity, code, record }) => [severity, code, record])
        .slice(0, 2),
    ).toEqual([
      ['unreadable', 'LINE_KIND_UNKNOWN', 1],
      ['outside_profile', 'LINE_KIND_UNKNOWN', 2],
    ]);
  });

  test('a line number used twice, and a period that ends before it starts', () => {
    const period = { BILLING_START_DATE: '20260401', INVOICE_TOTAL: '1400' };
    const { problems } = onlyInvoice(readText(file1998b(period, { ...period, LINE_ITEM_NUMBER: '1' })));
    expect(problems.map(({ code, record }) => [code, record])).toEqual([
      ['LINE_NUMBER_REPEATED', 2],
      ['PERIOD_REVERSED', null],
    ]);
  });

  test('line numbers that do not count up are still only reported when they repeat', () => {
    const numbers = ['5', '3', 'A', '5', '7', '3'];
    const { problems } = onlyInvoice(
      readText(file1998b(...numbers.map((number) => ({ LINE_ITEM_NUMBER: number, INVOICE_TOTAL: '4200' })))),
    );
    expect(problems.map(({ code, record }) => [code, record])).toEqual([
      ['LINE_NUMBER_REPEATED', 4],
      ['LINE_NUMBER_REPEATED', 6],
    ]);
  });
});
