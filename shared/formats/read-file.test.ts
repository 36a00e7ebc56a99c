import { describe, expect, test } from 'vitest';
import { MAXIMUM_ALIKE } from './problem-log.ts';
import { readInvoiceFile, readInvoiceFileInSteps } from './read-file.ts';
import { allProblems, file1998b, onlyInvoice, readBytes, readText } from './read-text.testing.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('a file that is no bill gets a sentence, not an invoice', () => {
  test.each([
    ['nothing', '', 'FILE_EMPTY', 'empty'],
    ['blanks', ' \n\n ', 'FILE_EMPTY', 'empty'],
    ['a PDF', '%PDF-1.7\n...', 'UNKNOWN_FORMAT', 'PDF'],
    ['a spreadsheet', 'PK\u0003\u0004....', 'UNKNOWN_FORMAT', 'Office'],
    ['LEDES XML', '<?xml version="1.0"?><ledesxml></ledesxml>', 'UNKNOWN_FORMAT', 'LEDES XML'],
    [
      'a letter',
      'Dear Ms Okafor,\nplease find our invoice attached.\n',
      'UNKNOWN_FORMAT',
      'LEDES 1998B, LEDES 98BI and CSV',
    ],
    ['a signature alone', 'LEDES1998B[]\n', 'HEADER_MISSING', 'header line'],
  ])('%s', (_name, text, code, words) => {
    const file = readText(text);
    expect(file.invoices).toEqual([]);
    expect(file.problems).toHaveLength(1);
    expect(file.problems[0]).toMatchObject({ severity: 'unreadable', code });
    expect(file.problems[0]?.message).toContain(words);
  });

  test('a header without records says that there is no invoice', () => {
    const file = readText(file1998b());
    expect(file.problems.map(({ code }) => code)).toEqual(['FILE_EMPTY']);
  });
});

test('a file above the limit is refused, with the limit named', () => {
  const outcome = readInvoiceFile(new Uint8Array(3 * 1024 * 1024), {
    fileName: 'big.txt',
    maximumBytes: 2 * 1024 * 1024,
  });
  expect(outcome).toMatchObject({ kind: 'read', file: { invoices: [], problems: [{ code: 'FILE_TOO_LARGE' }] } });
  expect(outcome.kind === 'read' && outcome.file.problems[0]?.message).toContain('2 MB');
});

test('a file of exactly the limit is read', () => {
  const bytes = bytesOf(file1998b({}));
  const outcome = readInvoiceFile(bytes, { fileName: 'a.txt', maximumBytes: bytes.length });
  expect(outcome).toMatchObject({ kind: 'read', file: { invoices: [{}] } });
});

const LONG = file1998b(...Array.from({ length: 8000 }, (_, index) => ({ LINE_ITEM_NUMBER: String(index + 1) })));

test('reading a file block by block finds the same records as one block would', () => {
  const bytes = bytesOf(LONG);
  expect(bytes.length).toBeGreaterThan(1 << 20);
  const file = readBytes(bytes);
  expect(onlyInvoice(file).lines).toHaveLength(8000);
  expect(onlyInvoice(file).lines.map((line) => line.record)).toEqual(
    Array.from({ length: 8000 }, (_, index) => index + 1),
  );
  expect(onlyInvoice(file).lines.at(-1)).toMatchObject({ lineNumber: '8000', totalE4: 7_000_000 });
  expect(allProblems(file).map(({ code }) => code)).toEqual(['INVOICE_TOTAL_MISMATCH']);
});

test('progress rises to the end, and cancelling stops the reading', () => {
  const seen: number[] = [];
  readInvoiceFile(bytesOf(LONG), { fileName: 'a.txt', onProgress: (permille) => seen.push(permille) });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(1000);
  let asked = 0;
  const outcome = readInvoiceFile(bytesOf(LONG), {
    fileName: 'a.txt',
    isCancelled: () => {
      asked += 1;
      return asked === 2;
    },
  });
  expect(outcome).toEqual({ kind: 'cancelled' });
  expect(asked).toBe(2);
});

test('reading in steps gives the file of reading at once', () => {
  const steps = readInvoiceFileInSteps(bytesOf(LONG), { fileName: 'a.txt' });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  expect(step.value).toEqual(readBytes(bytesOf(LONG)));
});

test('the same bytes give the same ids, other bytes give others', () => {
  const [first, again, other] = [file1998b({}), file1998b({}), `${file1998b({})}\n`].map((text) =>
    onlyInvoice(readText(text)),
  );
  expect(again).toEqual(first);
  expect(other?.id).not.toBe(first?.id);
  expect(other?.lines[0]?.id).not.toBe(first?.lines[0]?.id);
});

test('the file hash is the SHA-256 of its bytes, whoever computes it', () => {
  const outcome = readInvoiceFile(bytesOf(file1998b({})), { fileName: 'a.txt', sha256Hex: () => 'ab'.repeat(32) });
  expect(outcome).toMatchObject({ kind: 'read', file: { sha256: 'ab'.repeat(32) } });
  expect(readText('x').sha256).toBe('2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881');
});

test('a remark that repeats on every line is cut short and counted; sums are not', () => {
  const lines = Array.from({ length: 50 }, (_, index) => ({
    LINE_ITEM_NUMBER: String(index + 1),
    LINE_ITEM_TOTAL: '$700.05',
  }));
  const { problems } = onlyInvoice(readText(file1998b(...lines)));
  const variants = problems.filter(({ code }) => code === 'NUMBER_VARIANT');
  expect(variants).toHaveLength(MAXIMUM_ALIKE + 1);
  expect(variants.at(-1)).toMatchObject({
    record: null,
    message: 'And 30 more records with the same remark on LINE_ITEM_TOTAL.',
  });
  expect(problems.filter(({ code }) => code === 'LINE_TOTAL_MISMATCH')).toHaveLength(50);
});

test('offending text is shown in at most 80 characters on one line', () => {
  const file = readText(file1998b({ LINE_ITEM_TOTAL: `x${'y'.repeat(200)}` }));
  const text = allProblems(file)[0]?.text;
  expect(text).toHaveLength(80);
  expect(text?.endsWith('…')).toBe(true);
});
