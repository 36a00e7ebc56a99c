import { describe, expect, test } from 'vitest';
import {
  allProblems,
  codesOf,
  contentOf,
  file98bi,
  file1998b,
  HEADER_1998B,
  onlyInvoice,
  readBytes,
  readText,
  record1998b,
} from '../read-text.testing.ts';

const PLAIN = file1998b({}, { LINE_ITEM_NUMBER: '2', INVOICE_TOTAL: '1400' }).replaceAll(
  '|700|20260301',
  '|1400|20260301',
);
const PLAIN_INVOICE = contentOf(onlyInvoice(readText(PLAIN)));
const utf8 = (text: string) => new TextEncoder().encode(text);

test('a file as the specification wants it is read without a single remark', () => {
  const file = readText(PLAIN);
  expect(allProblems(file)).toEqual([]);
  expect(file.format).toBe('ledes1998b');
  expect(file.recordCount).toBe(2);
  expect(onlyInvoice(file).computedTotalE4).toBe(14_000_000);
});

describe('the same invoice is read, whatever the file does around its records', () => {
  const withoutFirstLine = PLAIN.slice(PLAIN.indexOf('\n') + 1);
  const oneLine = PLAIN.replaceAll('\n', '');
  test.each([
    ['CR LF', PLAIN.replaceAll('\n', '\r\n'), []],
    ['CR alone', PLAIN.replaceAll('\n', '\r'), []],
    ['no line ends at all', oneLine, []],
    ['blank lines', `\n\n${PLAIN.replaceAll('\n', '\n\n \t\n')}`, []],
    ['no final newline', PLAIN.trimEnd(), []],
    ['a DOS end-of-file sign', `${PLAIN}\u001A`, []],
    ['no signature line', withoutFirstLine, ['SIGNATURE_MISSING']],
    ['a signature in lower case', PLAIN.replace('LEDES1998B', 'ledes1998b'), ['SIGNATURE_VARIANT']],
    ['a signature without []', PLAIN.replace('LEDES1998B[]', 'LEDES1998B'), ['SIGNATURE_VARIANT']],
    ['a header without []', PLAIN.replace('CLIENT_MATTER_ID[]', 'CLIENT_MATTER_ID'), ['HEADER_VARIANT']],
    ['a header that ends with |', PLAIN.replace('CLIENT_MATTER_ID[]', 'CLIENT_MATTER_ID|[]'), ['HEADER_VARIANT']],
    [
      'a header that ends with | and no []',
      PLAIN.replace('CLIENT_MATTER_ID[]', 'CLIENT_MATTER_ID|'),
      ['HEADER_VARIANT'],
    ],
    ['[] after each header name', PLAIN.replace(HEADER_1998B, HEADER_1998B.replaceAll('|', '[]|')), ['HEADER_VARIANT']],
    [
      'a header over three lines',
      PLAIN.replace('|CLIENT_ID', '|\nCLIENT_ID').replace('|TIMEKEEPER_ID', '\n|TIMEKEEPER_ID'),
      [],
    ],
    ['renamed headings', PLAIN.replace('EXP/FEE/INV_ADJ_TYPE', 'LINE_ITEM_TYPE'), ['HEADER_VARIANT']],
    ['another renamed heading', PLAIN.replace('EXP/FEE/INV_ADJ_TYPE', 'EXP/FEE/ADR'), ['HEADER_VARIANT']],
    ['headings in lower case', PLAIN.replace(HEADER_1998B, HEADER_1998B.toLowerCase()), ['HEADER_VARIANT']],
    ['records without []', PLAIN.replaceAll('423-987[]', '423-987'), ['TERMINATOR_MISSING', 'TERMINATOR_MISSING']],
    ['one record without []', PLAIN.replace('423-987[]', '423-987'), ['TERMINATOR_MISSING']],
    ['doubled []', PLAIN.replaceAll('423-987[]', '423-987[][]'), ['TERMINATOR_REPEATED', 'TERMINATOR_REPEATED']],
    ['[] on a line of its own', PLAIN.replaceAll('423-987[]', '423-987\n[]'), []],
    ['a trailing | on each record', PLAIN.replaceAll('423-987[]', '423-987|[]'), ['FIELD_COUNT', 'FIELD_COUNT']],
    ['padded values', PLAIN.replaceAll('|', ' |  ').replace(/^(\w+\[\]\n)/, '$1'), []],
    ['padding with tabs', PLAIN.replaceAll('|TK1|', '|\tTK1\t|').replaceAll('|350|', '|\t350|'), []],
  ])('%s', (_name, text, codes) => {
    const file = readText(text);
    expect(codesOf(file)).toEqual(codes);
    expect(contentOf(onlyInvoice(file))).toEqual(PLAIN_INVOICE);
  });

  test('columns in another order', () => {
    const [signature = '', header = '', ...records] = PLAIN.replaceAll('[]', '').trim().split('\n');
    const reversed = [header, ...records].map((line) => `${line.split('|').reverse().join('|')}[]`);
    const file = readText(`${signature}[]\n${reversed.join('\n')}`);
    expect(codesOf(file)).toEqual(['HEADER_VARIANT']);
    expect(contentOf(onlyInvoice(file))).toEqual(PLAIN_INVOICE);
  });

  test('neither signature nor header: the order of the specification is taken, and said', () => {
    const file = readText(PLAIN.split('\n').slice(2).join('\n'));
    expect(codesOf(file)).toEqual(['SIGNATURE_MISSING', 'HEADER_MISSING']);
    expect(contentOf(onlyInvoice(file))).toEqual(PLAIN_INVOICE);
  });
});

describe('encodings', () => {
  const narrative = 'Research attorney’s fees – Müller';
  const text = file1998b({ LINE_ITEM_DESCRIPTION: narrative });
  const utf16 = (isBigEndian: boolean) => {
    const bytes = new Uint8Array(2 + text.length * 2);
    const view = new DataView(bytes.buffer);
    [0xfeff, ...Array.from(text, (each) => each.charCodeAt(0))].forEach((code, index) => {
      view.setUint16(index * 2, code, !isBigEndian);
    });
    return bytes;
  };
  const windows1252 = Uint8Array.from(text, (each) => (each === '’' ? 0x92 : each === '–' ? 0x96 : each.charCodeAt(0)));
  test.each([
    ['UTF-8', utf8(text), []],
    ['UTF-8 with a byte-order mark', utf8(`\uFEFF${text}`), []],
    ['Windows-1252 with curly quotes', windows1252, ['ENCODING_NOT_UTF8']],
    ['UTF-16, little-endian', utf16(false), ['ENCODING_NOT_UTF8']],
    ['UTF-16, big-endian', utf16(true), ['ENCODING_NOT_UTF8']],
  ])('%s', (_name, bytes, codes) => {
    const file = readBytes(bytes);
    expect(codesOf(file)).toEqual(codes);
    expect(onlyInvoice(file).lines[0]?.narrative).toBe(narrative);
  });

  test('characters of value zero, which no database stores, are replaced and said, in any encoding', () => {
    const broken = file1998b({ LINE_ITEM_DESCRIPTION: 'Call with\0 client' });
    const wide = new Uint8Array(2 + broken.length * 2);
    [0xfeff, ...Array.from(broken, (each) => each.charCodeAt(0))].forEach((code, index) => {
      new DataView(wide.buffer).setUint16(index * 2, code, true);
    });
    for (const bytes of [utf8(broken), wide]) {
      const file = readBytes(bytes);
      expect(codesOf(file)).toContain('CHARACTER_REPLACED');
      expect(onlyInvoice(file).lines[0]?.narrative).toBe('Call with\uFFFD client');
    }
    expect(codesOf(readText(file1998b({})))).not.toContain('CHARACTER_REPLACED');
  });

  test('a narrative of exotic characters comes through as it is', () => {
    const exotic = `${Array.from({ length: 500 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join('')}🖋️ עברית`;
    expect(onlyInvoice(readText(file1998b({ LINE_ITEM_DESCRIPTION: exotic }))).lines[0]?.narrative).toBe(exotic);
  });
});

describe('amounts are read however they are written', () => {
  test.each([
    ['+700.00', 7_000_000, []],
    ['700.', 7_000_000, []],
    ['.5', 5_000, ['LINE_TOTAL_MISMATCH']],
    ['$700.00', 7_000_000, ['NUMBER_VARIANT']],
    ['700,00', 7_000_000, ['NUMBER_VARIANT']],
    ['$1,234.00', 12_340_000, ['NUMBER_VARIANT', 'LINE_TOTAL_MISMATCH']],
    ['1.234,00', 12_340_000, ['NUMBER_VARIANT', 'LINE_TOTAL_MISMATCH']],
    ['(123.00)', -1_230_000, ['NUMBER_VARIANT', 'LINE_TOTAL_MISMATCH']],
    ['123.00-', -1_230_000, ['NUMBER_VARIANT', 'LINE_TOTAL_MISMATCH']],
    ['700.00004', 7_000_000, ['NUMBER_ROUNDED']],
    ['699.99995', 7_000_000, ['NUMBER_ROUNDED']],
    ['NULL', null, ['LITERAL_NULL', 'REQUIRED_BLANK']],
  ])('%s', (text, totalE4, codes) => {
    const invoice = onlyInvoice(readText(file1998b({ LINE_ITEM_TOTAL: text, INVOICE_TOTAL: '' })));
    expect(invoice.lines[0]?.totalE4).toBe(totalE4);
    expect(invoice.problems.map(({ code }) => code)).toEqual(['REQUIRED_BLANK', ...codes]);
  });

  test('what was rounded keeps the original text', () => {
    const file = readText(file1998b({ LINE_ITEM_NUMBER_OF_UNITS: '2.00004999' }));
    expect(allProblems(file)).toMatchObject([{ code: 'NUMBER_ROUNDED', record: 1, text: '2.00004999' }]);
    expect(onlyInvoice(file).lines[0]?.unitsE4).toBe(20_000);
  });
});

describe('values', () => {
  test('lower case kinds and codes are read and said', () => {
    const file = readText(
      file1998b({ 'EXP/FEE/INV_ADJ_TYPE': 'f', LINE_ITEM_TASK_CODE: 'l210', TIMEKEEPER_CLASSIFICATION: 'partnr' }),
    );
    const [line] = onlyInvoice(file).lines;
    expect(line).toMatchObject({ kind: 'F', taskCode: 'L210', classification: 'partnr' });
    expect(codesOf(file)).toEqual(['CASE_VARIANT', 'CASE_VARIANT']);
  });

  test('the word NULL is a blank, in any field', () => {
    const file = readText(
      file1998b({ LINE_ITEM_ADJUSTMENT_AMOUNT: 'NULL', LINE_ITEM_TASK_CODE: 'null', LINE_ITEM_DATE: 'NULL' }),
    );
    expect(onlyInvoice(file).lines[0]).toMatchObject({ adjustmentE4: null, taskCode: null, date: null });
    expect(codesOf(file).filter((code) => code === 'LITERAL_NULL')).toHaveLength(3);
  });

  test.each([
    ['2026-03-10', '2026-03-10', 'DATE_VARIANT'],
    ['03/10/2026', '2026-03-10', 'DATE_VARIANT'],
    ['25/03/2026', '2026-03-25', 'DATE_VARIANT'],
    ['10 March 2026', '2026-03-10', 'DATE_VARIANT'],
    ['20260231', null, 'DATE_UNREADABLE'],
    ['soon', null, 'DATE_UNREADABLE'],
  ])('the date %s', (text, date, code) => {
    const file = readText(file1998b({ LINE_ITEM_DATE: text }));
    expect(onlyInvoice(file).lines[0]?.date).toBe(date);
    expect(allProblems(file)).toMatchObject([{ code, record: 1, field: 'LINE_ITEM_DATE', text }]);
  });

  test('invoice numbers and client ids with -, ., / and spaces are as good as any', () => {
    const file = readText(file1998b({ INVOICE_NUMBER: 'A-1/2.3 x', CLIENT_ID: '7.1-1/A B' }));
    expect(onlyInvoice(file)).toMatchObject({ invoiceNumber: 'A-1/2.3 x', clientId: '7.1-1/A B' });
    expect(codesOf(file)).toEqual([]);
  });

  test('an expense with task code and timekeeper, and a class of no list, are read without a word', () => {
    const expense = {
      'EXP/FEE/INV_ADJ_TYPE': 'E',
      LINE_ITEM_EXPENSE_CODE: 'E110',
      TIMEKEEPER_CLASSIFICATION: 'OFCNSL',
    };
    const file = readText(file1998b(expense));
    expect(codesOf(file)).toEqual([]);
    expect(onlyInvoice(file).lines[0]).toMatchObject({ kind: 'E', taskCode: 'L210', timekeeperId: 'TK1' });
  });

  test('an expense without units and unit cost keeps its total, and the blanks are said, not filled', () => {
    const expense = {
      'EXP/FEE/INV_ADJ_TYPE': 'E',
      LINE_ITEM_EXPENSE_CODE: 'E110',
      LINE_ITEM_UNIT_COST: '',
      LINE_ITEM_NUMBER_OF_UNITS: '',
    };
    const file = readText(file1998b(expense));
    expect(onlyInvoice(file).lines[0]).toMatchObject({ unitsE4: null, unitCostE4: null, totalE4: 7_000_000 });
    expect(allProblems(file).map(({ field }) => field)).toEqual(['LINE_ITEM_NUMBER_OF_UNITS', 'LINE_ITEM_UNIT_COST']);
  });

  test('any version of the 98BI signature is taken, and the signature is said to differ', () => {
    const file = readText(file98bi({}).replace('LEDES98BI V2', 'LEDES98BI V5'));
    expect(file.format).toBe('ledes98bi');
    expect(codesOf(file)).toEqual(['SIGNATURE_VARIANT']);
  });
});

describe('texts that break their record', () => {
  test('a pipe in the narrative is joined again and flagged', () => {
    const file = readText(
      file1998b({ LINE_ITEM_DESCRIPTION: 'Draft | revise | send answer' }, { LINE_ITEM_NUMBER: '2' }),
    );
    expect(onlyInvoice(file).lines.map((line) => line.narrative)).toEqual([
      'Draft | revise | send answer',
      'Draft answer to complaint',
    ]);
    expect(onlyInvoice(file).problems[0]).toMatchObject({
      code: 'FIELD_REJOINED',
      record: 1,
      field: 'LINE_ITEM_DESCRIPTION',
    });
  });

  test('a pipe in the invoice description is put back there, not into the narrative', () => {
    const invoice = onlyInvoice(readText(file1998b({ INVOICE_DESCRIPTION: 'Fees | March' })));
    expect(invoice.description).toBe('Fees | March');
    expect(invoice.lines[0]?.narrative).toBe('Draft answer to complaint');
  });

  test('a line break in the narrative becomes one space and is flagged', () => {
    const file = readText(file1998b({ LINE_ITEM_DESCRIPTION: 'Draft answer\r\nand\nsend it' }));
    expect(onlyInvoice(file).lines[0]?.narrative).toBe('Draft answer and send it');
    expect(codesOf(file)).toEqual(['LINE_BREAK_IN_FIELD']);
  });

  test('a line break and a pipe in one narrative are both repaired', () => {
    const file = readText(file1998b({ LINE_ITEM_DESCRIPTION: 'Draft | answer\nand send' }, { LINE_ITEM_NUMBER: '2' }));
    expect(onlyInvoice(file).lines.map((line) => line.narrative)).toEqual([
      'Draft | answer and send',
      'Draft answer to complaint',
    ]);
    expect(codesOf(file)).toContain('FIELD_REJOINED');
    expect(codesOf(file)).toContain('LINE_BREAK_IN_FIELD');
  });

  test('a literal [] in the narrative does not cut the record', () => {
    const file = readText(
      file1998b({ LINE_ITEM_DESCRIPTION: 'Complete [] boxes [] of form' }, { LINE_ITEM_NUMBER: '2' }),
    );
    expect(onlyInvoice(file).lines.map((line) => line.narrative)).toEqual([
      'Complete [] boxes [] of form',
      'Draft answer to complaint',
    ]);
    expect(codesOf(file)).toContain('FIELD_REJOINED');
  });

  test('a record that cannot be fitted is left out and named; the others are read', () => {
    const broken = record1998b().split('|').slice(0, 11).join('|');
    const file = readText(`${file1998b({})}${broken}[]\n${record1998b({ LINE_ITEM_NUMBER: '3' })}[]`);
    expect(onlyInvoice(file).lines.map((line) => line.record)).toEqual([1, 3]);
    expect(file.problems).toMatchObject([{ severity: 'unreadable', code: 'FIELD_COUNT', record: 2 }]);
  });

  test('23 fields under 24 headings: the last one is taken as blank, and said', () => {
    const short = record1998b().split('|').slice(0, 23).join('|');
    const file = readText(`LEDES1998B[]\n${HEADER_1998B}[]\n${short}[]\n${short}[]\n`);
    expect(onlyInvoice(file).lines).toHaveLength(2);
    expect(onlyInvoice(file).clientMatterId).toBeNull();
    expect(codesOf(file).filter((code) => code === 'FIELD_COUNT')).toHaveLength(2);
  });

  test('23 columns: the missing one is named once', () => {
    const without = (line: string) => line.split('|').slice(0, 23).join('|');
    const file = readText(`LEDES1998B[]\n${without(HEADER_1998B)}[]\n${without(record1998b())}[]\n`);
    expect(allProblems(file)).toMatchObject([{ code: 'COLUMN_MISSING', field: 'CLIENT_MATTER_ID' }]);
    expect(onlyInvoice(file).lines).toHaveLength(1);
  });

  test('unknown and repeated columns are named and not read', () => {
    const text = `LEDES1998B[]\n${HEADER_1998B}|SHOE_SIZE|CLIENT_ID[]\n${record1998b()}|44|99999[]\n`;
    const file = readText(text);
    expect(allProblems(file)).toMatchObject([
      { code: 'COLUMN_UNKNOWN', field: 'SHOE_SIZE' },
      { code: 'COLUMN_REPEATED', field: 'CLIENT_ID' },
    ]);
    expect(onlyInvoice(file).clientId).toBe('00711');
  });
});

describe('several invoices and matters', () => {
  test('an invoice is law firm and number, in whatever order its records come', () => {
    const file = readText(
      file1998b(
        { INVOICE_NUMBER: 'A', LINE_ITEM_NUMBER: '1' },
        { INVOICE_NUMBER: 'B', LINE_ITEM_NUMBER: '2' },
        { INVOICE_NUMBER: 'A', LINE_ITEM_NUMBER: '3' },
        { INVOICE_NUMBER: 'A', LAW_FIRM_ID: 'other', LINE_ITEM_NUMBER: '4' },
      ),
    );
    expect(
      file.invoices.map(({ vendorId, invoiceNumber, lines }) => [
        vendorId,
        invoiceNumber,
        lines.map((line) => line.record),
      ]),
    ).toEqual([
      ['24-6437381', 'A', [1, 3]],
      ['24-6437381', 'B', [2]],
      ['other', 'A', [4]],
    ]);
    expect(file.invoices.map((invoice) => invoice.ordinal)).toEqual([1, 2, 3]);
    expect(
      new Set(file.invoices.flatMap((invoice) => [invoice.id, ...invoice.lines.map((line) => line.id)])).size,
    ).toBe(7);
  });

  test('the first record speaks for the invoice; each line keeps what it says differently; each value is reported once', () => {
    const other = { CLIENT_ID: '500', LAW_FIRM_MATTER_ID: '500.900', INVOICE_TOTAL: '700.00' };
    const numbered = [{}, other, other, other].map((changes, index) => ({
      ...changes,
      LINE_ITEM_NUMBER: String(index + 1),
    }));
    const invoice = onlyInvoice(readText(file1998b(...numbered)));
    expect(invoice).toMatchObject({ clientId: '00711', matterId: '0528' });
    expect(invoice.lines.map((line) => line.headerDifferences)).toEqual([
      undefined,
      ...Array.from({ length: 3 }, () => ({ CLIENT_ID: '500', LAW_FIRM_MATTER_ID: '500.900' })),
    ]);
    const differing = invoice.problems.filter(({ code }) => code === 'HEADER_DIFFERS');
    expect(differing.map(({ record, field, text }) => [record, field, text])).toEqual([
      [2, 'CLIENT_ID', '500'],
      [2, 'LAW_FIRM_MATTER_ID', '500.900'],
    ]);
  });
});
