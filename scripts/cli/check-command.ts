import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { type Analysis, type Finding, SEVERITIES, type Severity } from '#shared/domain/finding.ts';
import type { Invoice, ReadFile } from '#shared/domain/invoice.ts';
import { DEFAULT_MAXIMUM_BYTES, fileTooLarge, readInvoiceFile } from '#shared/formats/read-file.ts';
import { invoiceToJson, problemToJson } from '#shared/formats/write-json.ts';
import { formatE4 } from '#shared/money/e4.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import { EXIT, type UsageError, usageError } from './exit-codes.ts';
import { indexOtherInvoices } from './other-invoices.ts';

export interface CheckedFile {
  readonly path: string;
  readonly file: ReadFile;
  readonly checked: readonly { readonly invoice: Invoice; readonly analysis: Analysis }[];
}

/**
 * Reads files and checks their invoices, the way the application does.
 * @param today `YYYY-MM-DD`, for rules that compare with the present
 * @returns a usage error when a file cannot be opened at all
 */
export function checkFiles(
  paths: readonly string[],
  guideline: Guideline,
  options: { readonly today: string; readonly maximumBytes?: number | undefined },
): { readonly kind: 'checked'; readonly files: readonly CheckedFile[] } | UsageError {
  const maximumBytes = options.maximumBytes ?? DEFAULT_MAXIMUM_BYTES;
  const read: { path: string; file: ReadFile }[] = [];
  for (const path of paths) {
    const file = readFile(path, maximumBytes);
    if ('kind' in file) return file;
    read.push({ path, file });
  }
  const othersOf = indexOtherInvoices(read.flatMap(({ file }) => file.invoices));
  const files = read.map(({ path, file }) => ({
    path,
    file,
    checked: file.invoices.map((invoice) => ({
      invoice,
      analysis: analyseInvoice(invoice, guideline, { today: options.today, otherInvoices: othersOf(invoice) }),
    })),
  }));
  return { kind: 'checked', files };
}

function readFile(path: string, maximumBytes: number): ReadFile | UsageError {
  try {
    const { size } = statSync(path);
    if (size > maximumBytes) return fileTooLarge(sha256OfFile(path), size, maximumBytes);
    const outcome = readInvoiceFile(readFileSync(path), { fileName: path, maximumBytes, sha256Hex: nativeSha256 });
    if (outcome.kind === 'read') return outcome.file;
    throw new Error('nobody can cancel a reading here');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const reason = error.code === 'ENOENT' ? 'is not there' : 'cannot be opened';
    return usageError(`${path} ${reason}. Nothing was checked.`);
  }
}

// In pieces: a file above the limit is never brought into memory.
function sha256OfFile(path: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1024 * 1024);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) hash.update(piece.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

function nativeSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The JSON of `lait check --json` (DESIGN section 4): amounts are decimal strings, `null` where unknown. */
export function checkToJson(files: readonly CheckedFile[]): unknown {
  return {
    files: files.map(({ path, file, checked }) => ({
      path,
      format: file.format,
      sha256: file.sha256,
      problems: [...file.problems, ...file.invoices.flatMap(({ problems }) => problems)].map(problemToJson),
      invoices: checked.map(({ invoice, analysis }) => ({
        ...invoiceToJson(invoice),
        guideline: { name: analysis.guidelineName, version: analysis.guidelineVersion },
        findings: analysis.findings.map((finding) => findingToJson(finding, invoice)),
        notEvaluated: analysis.skipped,
      })),
    })),
  };
}

function findingToJson(finding: Finding, invoice: Invoice): unknown {
  const { lineIds, proposed, potentialSavingE4, evidence, ...rest } = finding;
  const lineById = new Map(invoice.lines.map((line) => [line.id, line]));
  const lineNumbers = lineIds.map((id) => lineById.get(id)?.lineNumber ?? '');
  const amounts = 'cutE4ByLine' in proposed ? proposed.cutE4ByLine : {};
  return {
    ...rest,
    lineNumbers,
    evidence: evidence.map((each) =>
      'field' in each ? each : { record: lineById.get(each.lineId)?.record ?? null, start: each.start, end: each.end },
    ),
    proposed: {
      kind: proposed.kind,
      amounts: Object.entries(amounts).map(([lineId, cutE4]) => ({
        record: lineById.get(lineId)?.record ?? null,
        cut: formatE4(cutE4),
      })),
    },
    potentialSaving: formatE4(potentialSavingE4),
  };
}

/** What the command ends with: a file without an invoice beats findings at or above the named severity. */
export function exitCodeOf(files: readonly CheckedFile[], failOn: Severity | null): number {
  if (files.some(({ file }) => file.invoices.length === 0)) return EXIT.noInvoice;
  if (failOn === null) return EXIT.done;
  const bar = SEVERITIES.indexOf(failOn);
  const reaches = files.some(({ checked }) =>
    checked.some(({ analysis }) => analysis.findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= bar)),
  );
  return reaches ? EXIT.findings : EXIT.done;
}
