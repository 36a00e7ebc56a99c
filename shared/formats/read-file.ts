import { fileSha256 } from '#shared/domain/ids.ts';
import type { Problem, ReadFile } from '#shared/domain/invoice.ts';
import { readCsv } from './csv/read-csv.ts';
import {
  type DetectedEncoding,
  decodeInBlocks,
  detectEncoding,
  type TextBlock,
  zeroCharacterProblem,
} from './decode-text.ts';
import { readLedesHeader } from './ledes/read-header.ts';
import { readLedes } from './ledes/read-ledes.ts';
import { problemOf } from './problem-log.ts';

/** Files above this are refused unless an administrator allows more. */
export const DEFAULT_MAXIMUM_BYTES = 200 * 1024 * 1024;

export interface ReadOptions {
  /** For messages only; the format is told by content. */
  readonly fileName: string;
  readonly maximumBytes?: number | undefined;
  /** Lower-case hexadecimal SHA-256; an edge with a native one passes it, for large files it is faster. */
  readonly sha256Hex?: ((bytes: Uint8Array) => string) | undefined;
}

export type ReadOutcome = { readonly kind: 'read'; readonly file: ReadFile } | { readonly kind: 'cancelled' };

/**
 * Reads a bill file (LEDES 1998B, LEDES 98BI, CSV), told by its content. Never throws: what cannot be read
 * is in the problems of the file or of its invoices.
 * @param options.onProgress 0 to 1000, after each megabyte @param options.isCancelled asked as often
 */
export function readInvoiceFile(
  bytes: Uint8Array,
  options: ReadOptions & {
    readonly onProgress?: ((permille: number) => void) | undefined;
    readonly isCancelled?: (() => boolean) | undefined;
  },
): ReadOutcome {
  const steps = readInvoiceFileInSteps(bytes, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { kind: 'read', file: step.value };
    options.onProgress?.(step.value);
    if (options.isCancelled?.() === true) return { kind: 'cancelled' };
  }
}

/**
 * The same, in steps of a megabyte: yields the permille done, returns the file. A worker that must stay
 * answerable awaits between steps; to cancel, stop asking.
 */
export function* readInvoiceFileInSteps(bytes: Uint8Array, options: ReadOptions): Generator<number, ReadFile, void> {
  const sha256 = (options.sha256Hex ?? fileSha256)(bytes);
  const maximumBytes = options.maximumBytes ?? DEFAULT_MAXIMUM_BYTES;
  if (bytes.length > maximumBytes) return refused(sha256, tooLarge(bytes.length, maximumBytes));
  yield 0;
  const binary = binaryFormatOf(bytes);
  if (binary !== null) return refused(sha256, unknownFormat(binary));
  const detected = detectEncoding(bytes);
  const blocks = textBlocks(bytes, detected);
  const first = blocks.next();
  if (first.done === true || (first.value.text.trim() === '' && first.value.bytesDone === bytes.length)) {
    return refused(
      sha256,
      problemOf('unreadable', 'FILE_EMPTY', {}, 'The file is empty. Ask the sender for it again.'),
    );
  }
  const { text } = first.value;
  const other = textFormatOf(text);
  if (other !== null) return refused(sha256, unknownFormat(other));
  const source = {
    blocks: withFirst(first.value, blocks),
    sha256,
    byteCount: bytes.length,
    problems: [detected.problem, zeroCharacterProblem(bytes, detected)].filter((problem) => problem !== null),
  };
  const reading = readLedesHeader(text);
  switch (reading.kind) {
    case 'header':
      return yield* readLedes({ ...source, header: reading.header });
    case 'noHeader':
      return { ...refused(sha256), problems: [...source.problems, ...reading.problems] };
    case 'notLedes': {
      const file = yield* readCsv({ ...source, head: text });
      return file ?? refused(sha256, unknownFormat(null));
    }
  }
}

function* textBlocks(bytes: Uint8Array, detected: DetectedEncoding): Generator<TextBlock, void, void> {
  yield* decodeInBlocks(bytes, detected);
}

function* withFirst(first: TextBlock, others: Generator<TextBlock, void, void>): Generator<TextBlock, void, void> {
  yield first;
  yield* others;
}

function refused(sha256: string, ...problems: readonly Problem[]): ReadFile {
  return { format: null, sha256, recordCount: 0, invoices: [], problems };
}

/**
 * What reading a file above the limit gives, for an edge that knows the size and does not even bring the
 * bytes into memory.
 */
export function fileTooLarge(sha256: string, length: number, maximumBytes: number): ReadFile {
  return refused(sha256, tooLarge(length, maximumBytes));
}

function tooLarge(length: number, maximumBytes: number): Problem {
  const message = `The file has ${megabytes(length)}, the limit is ${megabytes(maximumBytes)}; it was not read. Split it, or have the limit raised.`;
  return problemOf('unreadable', 'FILE_TOO_LARGE', {}, message);
}

function megabytes(bytes: number): string {
  const mega = 1024 * 1024;
  if (bytes < mega) return `${bytes.toLocaleString('en-US')} bytes`;
  return `${bytes % mega === 0 ? bytes / mega : (Math.ceil((bytes / mega) * 10) / 10).toFixed(1)} MB`;
}

function unknownFormat(what: string | null): Problem {
  const found = what === null ? 'LAIT does not recognise this file' : `This looks like ${what}`;
  const message = `${found}; this version reads LEDES 1998B, LEDES 98BI and CSV. Ask the sender for one of these.`;
  return problemOf('unreadable', 'UNKNOWN_FORMAT', {}, message);
}

const MAGIC: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF document'],
  ['PK\u0003\u0004', 'an Office document or a ZIP archive'],
  ['\u00D0\u00CF\u0011\u00E0', 'an old Office document'],
  ['{\\rtf', 'a rich text document'],
  ['\u001F\u008B', 'a compressed file'],
  ['\u0089PNG', 'a picture'],
  ['\u00FF\u00D8\u00FF', 'a picture'],
];

// Text has no zero bytes, except in UTF-16, where every other byte is one and a mark usually stands first.
function binaryFormatOf(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  for (const [magic, name] of MAGIC) if (head.startsWith(magic)) return name;
  return null;
}

function textFormatOf(text: string): string | null {
  const head = text.slice(0, 2000).replace(/^[\s\uFEFF]+/, '');
  if (/^LEDES\s*2000/i.test(head)) return 'LEDES 2000';
  if (/^<(?:\?xml|!DOCTYPE|ledes|[a-z])/i.test(head)) return /ledes/i.test(head) ? 'LEDES XML' : 'XML or a web page';
  if (/^[[{]\s*["{[]/.test(head)) return 'JSON';
  return null;
}
