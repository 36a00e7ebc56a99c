import { describe, expect, it } from 'vitest';
import { IMPORT_LIMITS, type MasterKind } from '#shared/api/masters.ts';
import { readRows } from './read-rows.ts';
import { readTable } from './read-table.ts';

function read(kind: MasterKind, text: string | Uint8Array) {
  const table = readTable(typeof text === 'string' ? new TextEncoder().encode(text) : text, kind);
  const { rows, errors } = readRows(table, kind);
  return {
    columns: table.columns.map(({ column }) => column),
    rows: rows.map(({ row, values }) => [row, ...values.values()]),
    errors: errors.map(({ row, column, code }) => [row, column, code]),
    messages: errors.map(({ message }) => message),
  };
}
const lines = (...all: readonly string[]) => all.join('\n');
const RATES = 'vendor_number,timekeeper_id,rate,valid_from';

describe('headings', () => {
  it('are known however people write them, in any order, with columns of no concern beside them', () => {
    const text = lines('Effective Date,Hourly Rate ($),Office,Firm ID,TK ID,Title', '2026-01-01,450,Reno,24-1,TK1,');
    const { columns, rows, errors } = read('rates', text);
    expect(columns).toEqual(['from', 'rate', null, 'vendorNumber', 'timekeeperNumber', 'classification']);
    expect([rows, errors]).toEqual([[[2, '2026-01-01', 4_500_000, '24-1', 'TK1', null]], []]);
  });

  it('that mean the thing the file is about are its own', () => {
    expect(read('vendors', lines('Number;Name', '1;Quill')).rows).toEqual([[2, '1', 'Quill']]);
    expect(read('clients', lines('ID\tName', '1\tAcme')).columns).toEqual(['clientNumber', 'clientName']);
    expect(read('vendors', lines('client_number,name,number', '7,Quill,1')).columns).toEqual([
      null,
      'vendorName',
      'vendorNumber',
    ]);
  });

  it('are found below a title and the mark of a spreadsheet; rows are counted as it counts them', () => {
    const text = lines('sep=;', 'Rate card 2026', '', 'vendor;timekeeper;rate;from', '24-1;TK1;450;2026-01-01');
    expect(read('rates', text).rows).toEqual([[5, '24-1', 'TK1', 4_500_000, '2026-01-01']]);
  });

  it('that are missing, or there twice, are named', () => {
    expect(read('rates', lines('vendor_number,rate', '24-1,450')).errors).toEqual([
      [null, 'valid_from', 'MISSING_COLUMN'],
      [null, 'timekeeper_id', 'MISSING_COLUMN'],
    ]);
    expect(read('vendors', lines('number,Vendor ID,name', '1,2,Quill')).errors).toEqual([
      [null, 'Vendor ID', 'REPEATED_COLUMN'],
    ]);
    expect(read('vendors', 'Dear Sir,\nhello').errors).toEqual([[null, null, 'MISSING_COLUMN']]);
    expect(read('vendors', '').errors).toEqual([[null, null, 'EMPTY_FILE']]);
    expect(read('vendors', 'number,name\n\n,\n').errors).toEqual([[null, null, 'EMPTY_FILE']]);
    expect(read('vendors', 'id,__proto__,constructor\n1,2,3').errors).toEqual([
      [null, 'vendor_name', 'MISSING_COLUMN'],
    ]);
  });
});

describe('files', () => {
  it.each([
    { name: 'a byte-order mark', bytes: Buffer.from('\ufeffnumber,name\r\n1,Müller\r\n') },
    { name: 'Windows-1252', bytes: Buffer.from('number,name\r\n1,Müller\r\n', 'latin1') },
    { name: 'UTF-16', bytes: Buffer.from('\ufeffnumber,name\r\n1,Müller\r\n', 'utf16le') },
    { name: 'semicolons and quotes', bytes: Buffer.from('"number";"name"\r"1";"Müller"') },
  ])('with $name are read', ({ bytes }) => {
    expect(read('vendors', bytes)).toMatchObject({ rows: [[2, '1', 'Müller']], errors: [] });
  });

  it('in which a quote is never closed are refused where it opens', () => {
    const { rows, errors } = read('vendors', lines('number,name', '1,Quill', '2,"Ink', '3,Nib'));
    expect([rows, errors]).toEqual([[], [[3, null, 'QUOTE_NOT_CLOSED']]]);
  });

  it('of too many rows are refused as a whole', () => {
    const text = `number,name\n${'1,x\n'.repeat(IMPORT_LIMITS.rows + 1)}`;
    expect(read('vendors', text)).toMatchObject({ rows: [], errors: [[null, null, 'TOO_MANY_ROWS']] });
  });
});

describe('cells', () => {
  const cell = (kind: MasterKind, heading: string, value: string, rest: Readonly<Record<string, string>>) => {
    const all = { ...rest, [heading]: `"${value.replaceAll('"', '""')}"` };
    return read(kind, lines(Object.keys(all).join(','), Object.values(all).join(',')));
  };
  const rate = (value: string) => cell('rates', 'rate', value, { vendor: '1', timekeeper: 'T', from: '2026-01-01' });
  const from = (value: string) => cell('rates', 'from', value, { vendor: '1', timekeeper: 'T', rate: '1' });
  const name = (value: string) => cell('vendors', 'name', value, { number: '1' });
  const percent = (value: string) => cell('discounts', 'percent', value, { client: '1', from: '2026-01-01' });

  it('hold amounts exactly, and nothing that is none', () => {
    const amounts = ['450', '450.00', '$1,234.50', '412.5255', '0', ' 450 USD '].map((value) =>
      rate(value).rows[0]?.at(-1),
    );
    expect(amounts).toEqual([4_500_000, 4_500_000, 12_345_000, 4_125_255, 0, 4_500_000]);
    for (const value of ['abc', '-1', '450.00001', '1e3', '1000001', '=450', '9'.repeat(40)]) {
      expect([value, rate(value).errors]).toEqual([value, [[2, 'rate', 'NOT_AN_AMOUNT']]]);
    }
    expect(rate('').errors).toEqual([[2, 'rate', 'REQUIRED']]);
  });

  it('hold an amount that could be two, and it is refused', () => {
    const text = (value: string) => lines('vendor;timekeeper;rate;from', `1;T;${value};2026-01-01`);
    expect(read('rates', text('450,5')).rows[0]?.at(3)).toBe(4_505_000);
    expect(read('rates', text('1.234,50')).rows[0]?.at(3)).toBe(12_345_000);
    expect(read('rates', text('1,234')).errors).toEqual([[2, 'rate', 'AMBIGUOUS_AMOUNT']]);
  });

  it('hold dates that are days, and one only', () => {
    const dates = ['2026-03-31', '20260331', '31.3.2026', '03/31/2026', '31 March 2026'].map((d) =>
      from(d).rows[0]?.at(-1),
    );
    expect(new Set(dates)).toEqual(new Set(['2026-03-31']));
    for (const value of ['2026-02-30', '31/31/2026', 'soon', '0000-00-00', '2026-13-01']) {
      expect([value, from(value).errors]).toEqual([value, [[2, 'from', 'NOT_A_DATE']]]);
    }
    const twice = from('3/4/2026');
    expect([twice.errors, twice.messages]).toEqual([
      [[2, 'from', 'AMBIGUOUS_DATE']],
      ['This date could be 2026-03-04 or 2026-04-03. Write the one that is meant.'],
    ]);
  });

  it('hold percentages, not shares of one', () => {
    expect(['5', '7.5', '12.5 %', '100', '0.5 %'].map((value) => percent(value).rows[0]?.at(-1))).toEqual([
      50_000, 75_000, 125_000, 1_000_000, 5_000,
    ]);
    for (const value of ['0.05', '0', '101', '-5', 'five', '0.00001 %']) {
      expect([value, percent(value).errors]).toEqual([value, [[2, 'percent', 'NOT_A_PERCENTAGE']]]);
    }
  });

  it('that would be formulas are text like any other, without the apostrophe that guards them', () => {
    expect(name('=HYPERLINK("http://x","y")').rows).toEqual([[2, '1', '=HYPERLINK("http://x","y")']]);
    expect(name(`'=1+1`).rows).toEqual([[2, '1', '=1+1']]);
    expect(name(`''@x`).rows).toEqual([[2, '1', `'@x`]]);
    expect(name(`O'Brien`).rows).toEqual([[2, '1', `O'Brien`]]);
  });

  it('of a megabyte, or with marks that nobody sees, are refused by row and column, and never repeated', () => {
    const long = name('x'.repeat(1_000_000));
    expect(long.errors).toEqual([[2, 'name', 'TOO_LONG']]);
    expect(long.messages.join('').length).toBeLessThan(200);
    expect(name('x'.repeat(201)).errors).toEqual([[2, 'name', 'TOO_LONG']]);
    expect(name('evil\u202etxt').errors).toEqual([[2, 'name', 'NOT_TEXT']]);
    expect(name('a\u0007b').errors).toEqual([[2, 'name', 'NOT_TEXT']]);
  });

  it('beyond the headings are told from empty ones', () => {
    const text = lines(RATES, '1,T,1,2026-01-01,,', '1,T,1,234,2026-01-01');
    expect(read('rates', text)).toMatchObject({
      rows: [[2, '1', 'T', 10_000, '2026-01-01']],
      errors: [[3, null, 'TOO_MANY_CELLS']],
    });
  });
});

describe('rows', () => {
  it('of rates are for a person or for a class', () => {
    const text = lines(
      'vendor,timekeeper,class,rate,from',
      '1,T,,1,2026-01-01',
      '1,T,Partner,1,2026-01-01',
      '1,,,1,2026-01-01',
    );
    expect(read('rates', text).errors).toEqual([
      [3, null, 'TIMEKEEPER_OR_CLASS'],
      [4, null, 'TIMEKEEPER_OR_CLASS'],
    ]);
  });

  it('name a matter with its client, and end after they begin', () => {
    const text = lines(
      `${RATES},matter,to`,
      '1,T,1,2026-01-01,M,',
      '1,T,1,2026-01-02,,2026-01-01',
      '1,T,1,2026-01-02,,2026-01-02',
    );
    const { rows, errors } = read('rates', text);
    expect(errors).toEqual([
      [2, null, 'MATTER_WITHOUT_CLIENT'],
      [3, null, 'PERIOD_REVERSED'],
    ]);
    expect(rows.map(([row]) => row)).toEqual([4]);
  });
});
