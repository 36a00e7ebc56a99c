import type { CommandOutputs, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { Invoice, ReadFile } from '#shared/domain/invoice.ts';
import { readInvoiceFileInSteps } from '#shared/formats/read-file.ts';
import { ALONE } from '#shared/review/author.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type { Engine } from '../engine.ts';
import { addHistory } from '../store/apply-changes.ts';
import type { StoredMutation } from '../store/outbox.ts';
import { WorkspaceFailure } from '../workspace-error.ts';
import { analyseWithin } from './analyse-stored.ts';
import { IMPORT_FILE, type ImportFileArgs } from './import-mutation.ts';
import { type InvoiceToStore, publishInvoice, removeStaged, stageInvoice } from './store-invoice.ts';

type ImportedFile = CommandOutputs['importFile'];
type Stage = Extract<WorkspaceEvent, { type: 'importProgress' }>['stage'];

export interface FileToImport {
  readonly importId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The guideline of an invoice nobody has assigned one to. */
const DEFAULT_GUIDELINE = 'standard';

/**
 * Reads, checks and stores one file, pausing between steps so that the person's other work goes on. Rows
 * are staged unseen; the commit to the outbox is the moment the file is in. Until then a cancel, a refusal
 * or a crash leaves nothing behind.
 */
export async function importFile(
  engine: Engine,
  file: FileToImport,
  isCancelled: () => boolean,
): Promise<ImportedFile> {
  const { environment, cache, outbox } = engine;
  const step = async (stage: Stage, permille: number) => {
    engine.emit({ type: 'importProgress', importId: file.importId, name: file.name, stage, permille });
    await environment.pause();
    if (isCancelled()) throw new WorkspaceFailure('cancelled', 'The import was cancelled. Nothing was stored.');
  };
  if (file.bytes.length > environment.maximumFileBytes) refuseLarge(environment.maximumFileBytes);
  await step('reading', 0);
  const read = await readInSteps(engine, file, step);
  const known = knownInvoices(engine, read.sha256);
  if (known !== null || read.invoices.length === 0) return resultOf(file, read, known !== null);

  engine.catchUp();
  const guideline = defaultGuideline(engine);
  const receivedAt = engine.now();
  const today = receivedAt.slice(0, 10);
  const staged: { readonly key: number; readonly stored: InvoiceToStore }[] = [];
  const lineCount = countLines(read.invoices);
  let checkedLines = 0;
  let storedLines = 0;
  try {
    const analysed: InvoiceToStore[] = [];
    for (const [index, invoice] of read.invoices.entries()) {
      await step('checking', permilleOf(checkedLines, lineCount));
      const before = siblingsOf(read.invoices, index);
      const analysis = analyseWithin(cache, guideline, invoice, { today, receivedOn: today }, before);
      analysed.push({ invoice, analysis, fileSha256: read.sha256, fileName: file.name, receivedAt });
      checkedLines += invoice.lines.length;
    }
    for (const stored of analysed) {
      const rows = stageInvoice(cache, stored);
      for (;;) {
        await step('storing', permilleOf(storedLines, lineCount));
        const batch = rows.next();
        if (batch.done === true) {
          staged.push({ key: batch.value, stored });
          break;
        }
        storedLines += batch.value;
      }
    }
    const args: ImportFileArgs = {
      sha256: read.sha256,
      name: file.name,
      guidelineName: guideline.name,
      guidelineVersion: guideline.version,
      analysedOn: today,
    };
    engine.catchUp();
    const blob = { sha256: read.sha256, name: file.name, bytes: file.bytes };
    const mutation = outbox.append(
      {
        name: IMPORT_FILE,
        argVersion: 1,
        args,
        author: engine.author(),
        isAtomic: true,
        base: {},
        invoiceIds: idsOf(read.invoices),
        scopeId: null,
      },
      receivedAt,
      blob,
    );
    engine.record(mutation, () => publish(engine, staged, mutation), idsOf(read.invoices));
  } catch (error) {
    removeStaged(cache);
    throw error;
  }
  return resultOf(file, read, false);
}

/** Stores an import of the outbox again; without pauses, because nobody can act before it is done. */
export function importAgain(
  engine: Engine,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly receivedAt: string },
  args: ImportFileArgs,
): readonly { readonly key: number; readonly stored: InvoiceToStore }[] {
  const read = runToEnd(readInvoiceFileInSteps(file.bytes, readOptions(engine, file.name)));
  const guideline =
    engine.guidelines.version(args.guidelineName, args.guidelineVersion) ??
    engine.guidelines.latest(args.guidelineName) ??
    defaultGuideline(engine);
  const dates = { today: args.analysedOn, receivedOn: args.analysedOn };
  const analysed = read.invoices.map((invoice, index) => ({
    invoice,
    analysis: analyseWithin(engine.cache, guideline, invoice, dates, siblingsOf(read.invoices, index)),
    fileSha256: read.sha256,
    fileName: file.name,
    receivedAt: file.receivedAt,
  }));
  return analysed.map((stored) => ({ key: runToEnd(stageInvoice(engine.cache, stored)), stored }));
}

/** Makes staged invoices visible; within a transaction. */
export function publish(
  engine: Engine,
  staged: readonly { readonly key: number; readonly stored: InvoiceToStore }[],
  { clientSeq, author }: Pick<StoredMutation, 'clientSeq' | 'author'>,
): void {
  for (const { key, stored } of staged) {
    if (!publishInvoice(engine.cache, key, stored)) continue;
    const meta = { clientSeq, at: stored.receivedAt, author: author ?? ALONE };
    addHistory(engine.cache, key, meta, `Imported from ${stored.fileName}`);
    // Part of how the import began, not of what was done to it: no rebase takes it away.
    engine.cache.run('UPDATE history SET client_seq = NULL WHERE invoice_key = ?', key);
  }
}

async function readInSteps(
  engine: Engine,
  file: FileToImport,
  step: (stage: Stage, permille: number) => Promise<void>,
): Promise<ReadFile> {
  const steps = readInvoiceFileInSteps(file.bytes, readOptions(engine, file.name));
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    await step('reading', next.value);
  }
}

function readOptions({ environment }: Engine, fileName: string) {
  return { fileName, maximumBytes: environment.maximumFileBytes, sha256Hex: environment.sha256Hex };
}

function runToEnd<Value>(steps: Generator<unknown, Value>): Value {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}

// A file of thousands of invoices would otherwise compare each with all before it.
const MAXIMUM_SIBLINGS = 50;

function siblingsOf(invoices: readonly Invoice[], index: number): readonly Invoice[] {
  return invoices.slice(Math.max(0, index - MAXIMUM_SIBLINGS), index);
}

function defaultGuideline(engine: Engine): Guideline {
  const guideline = engine.guidelines.latest(DEFAULT_GUIDELINE);
  if (guideline === null) throw new Error(`The guideline ${DEFAULT_GUIDELINE} is missing.`);
  return guideline;
}

function knownInvoices({ cache }: Engine, sha256: string): true | null {
  return cache.get('SELECT 1 AS held FROM invoices WHERE file_sha256 = ? LIMIT 1', sha256) === undefined ? null : true;
}

function resultOf(file: FileToImport, read: ReadFile, isKnown: boolean): ImportedFile {
  return {
    importId: file.importId,
    name: file.name,
    format: read.format,
    invoices: read.invoices.map(({ id, invoiceNumber }) => ({ invoiceId: id, invoiceNumber, isKnown })),
    problems: [...read.problems, ...read.invoices.flatMap((invoice) => invoice.problems)].slice(0, 1000),
    lineCount: countLines(read.invoices),
  };
}

function countLines(invoices: readonly Invoice[]): number {
  return invoices.reduce((count, { lines }) => count + lines.length, 0);
}

function idsOf(invoices: readonly Invoice[]): readonly string[] {
  return invoices.map(({ id }) => id);
}

function permilleOf(done: number, all: number): number {
  return all === 0 ? 1000 : Math.floor((done * 1000) / all);
}

function refuseLarge(maximumBytes: number): never {
  const megabytes = Math.floor(maximumBytes / (1024 * 1024));
  throw new WorkspaceFailure(
    'too_large',
    `This file is larger than the limit of ${megabytes} MB. Nothing was stored; split the file.`,
  );
}
