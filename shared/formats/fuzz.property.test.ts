import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReadFile } from '#shared/domain/invoice.ts';
import { MAXIMUM_PROBLEMS } from './problem-log.ts';
import { allProblems, file98bi, file1998b, readBytes, readText } from './read-text.testing.ts';

const CSV = [
  'Date,Timekeeper,Hours,Rate,Amount,Narrative,Invoice No',
  '3/10/2026,"Okafor, Ada",1.5,350,525,"Draft ""answer"" to complaint, send",17',
  '3/13/2026,Beaster,0.2,200,40,Telephone conference,17',
].join('\n');
const GOOD = [file1998b({}, { LINE_ITEM_NUMBER: '2' }), file98bi({}, { LINE_ITEM_NUMBER: '2' }), CSV];

/** Whatever comes in: what comes out is bounded, and a file without an invoice says why. */
function expectSound(file: ReadFile, inputLength: number): void {
  const problems = allProblems(file);
  const lines = file.invoices.flatMap((invoice) => invoice.lines);
  if (lines.length === 0) expect(problems.some(({ severity }) => severity === 'unreadable')).toBe(true);
  expect(lines.length).toBeLessThanOrEqual(file.recordCount);
  expect(file.recordCount).toBeLessThanOrEqual(inputLength + 1);
  expect(problems.length).toBeLessThanOrEqual(
    MAXIMUM_PROBLEMS.does_not_add_up + 2 * MAXIMUM_PROBLEMS.outside_profile + 3,
  );
  // PostgreSQL stores no such character: a bill that holds one would be taken and never read.
  expect(JSON.stringify(file.invoices).includes('\\u0000')).toBe(false);
  for (const { text, message } of problems) {
    expect((text ?? '').length).toBeLessThanOrEqual(80);
    expect(message.length).toBeLessThan(500);
  }
  for (const line of lines) {
    for (const amount of [line.unitsE4, line.unitCostE4, line.adjustmentE4, line.totalE4, line.taxE4]) {
      expect(amount === null || Number.isSafeInteger(amount)).toBe(true);
    }
  }
}

test('random bytes give problems, never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => expectSound(readBytes(bytes), bytes.length)),
    { seed: 41, numRuns: 1500 },
  );
});

test('random text made of the signs that formats are made of gives problems, never an exception', () => {
  const signs = fc.constantFrom(
    '|',
    '[]',
    '[',
    ']',
    '\n',
    '\r\n',
    '"',
    ',',
    ';',
    '\t',
    '20260310',
    'LEDES1998B[]',
    'LEDES98BI V2',
    '700',
    'F',
    'x',
    '\u0000',
    '\uFEFF',
    'INVOICE_NUMBER',
    'Date',
    'Hours',
    'Narrative',
  );
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 60 }), fc.constantFrom('', ...GOOD), (parts, start) => {
      const text = start + parts.join('');
      expectSound(readText(text), text.length);
    }),
    { seed: 42, numRuns: 700 },
  );
});

test('a file cut off at any point is read as far as it goes', () => {
  for (const text of GOOD) {
    for (let length = 0; length < text.length; length += 5) expectSound(readText(text.slice(0, length)), length);
  }
});

test('a file cut off inside a record never gives that record wrong amounts', () => {
  const text = file1998b({}, { LINE_ITEM_NUMBER: '2' }).trimEnd();
  const start = text.lastIndexOf('\n');
  for (let length = start + 1; length < text.length; length += 1) {
    for (const line of readText(text.slice(0, length)).invoices.flatMap((invoice) => invoice.lines)) {
      expect(line).toMatchObject({ totalE4: 7_000_000, unitCostE4: 3_500_000, unitsE4: 20_000 });
    }
  }
});

test('files with bytes changed, taken out or repeated are read without an exception', () => {
  const edit = fc.record({
    at: fc.nat(),
    byte: fc.integer({ min: 0, max: 255 }),
    kind: fc.constantFrom('set', 'drop', 'repeat'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...GOOD), fc.array(edit, { minLength: 1, maxLength: 30 }), (text, edits) => {
      const bytes = [...new TextEncoder().encode(text)];
      for (const { at, byte, kind } of edits) {
        const index = at % bytes.length;
        if (kind === 'set') bytes[index] = byte;
        else if (kind === 'drop') bytes.splice(index, 1);
        else bytes.splice(index, 0, ...bytes.slice(index, index + 40));
      }
      expectSound(readBytes(Uint8Array.from(bytes)), bytes.length);
    }),
    { seed: 43, numRuns: 600 },
  );
});

const MEGABYTE = 1 << 20;
test.each([
  ['one field of letters', file1998b({ LINE_ITEM_DESCRIPTION: 'x'.repeat(MEGABYTE) }, { LINE_ITEM_NUMBER: '2' }), 1],
  ['one field of pipes', file1998b({ LINE_ITEM_DESCRIPTION: '|'.repeat(MEGABYTE) }, { LINE_ITEM_NUMBER: '2' }), 1],
  [
    'one field of line ends',
    file1998b({ LINE_ITEM_DESCRIPTION: 'x\n'.repeat(MEGABYTE / 2) }, { LINE_ITEM_NUMBER: '2' }),
    1,
  ],
  ['one field of digits', file1998b({ LINE_ITEM_TOTAL: '9'.repeat(900_000) }, { LINE_ITEM_NUMBER: '2' }), 1],
  ['one header name', `LEDES1998B[]\n${'X'.repeat(MEGABYTE)}|INVOICE_NUMBER[]\n`, 0],
  ['terminators alone', `${file1998b({})}${'[]'.repeat(MEGABYTE)}`, 1],
  ['an unclosed quotation mark', `${CSV}\n3/14/2026,"${'y,'.repeat(MEGABYTE / 2)}`, 2],
  ['quotation marks alone', `${CSV}\n${'"'.repeat(MEGABYTE)}`, 2],
  ['quotation marks that never match', `${CSV}\n${'"a"b,\n'.repeat(50_000)}`, 2],
  ['one cell of letters', `${CSV}\n3/14/2026,A,1,1,1,${'z'.repeat(MEGABYTE)},17`, 2],
  ['five megabytes without a line end', `${file1998b({})}${'x'.repeat(5 * MEGABYTE)}`, 1],
])('a megabyte of %s is bounded: a problem, and the rest of the file', (_name, text, atLeast) => {
  const file = readText(text);
  expectSound(file, text.length);
  expect(file.invoices.flatMap((invoice) => invoice.lines).length).toBeGreaterThanOrEqual(atLeast);
  expect(allProblems(file).length).toBeGreaterThan(0);
});

test('a hundred thousand broken records keep ten thousand problems and count the rest', () => {
  const text = file1998b({}) + 'a|b[]\n'.repeat(100_000);
  const { problems } = readText(text);
  expect(problems.filter(({ code }) => code === 'FIELD_COUNT')).toHaveLength(10_000);
  expect(problems.at(-1)).toMatchObject({ code: 'PROBLEMS_OMITTED', severity: 'unreadable' });
  expect(problems.at(-1)?.message).toMatch(/^90000 more/);
});
