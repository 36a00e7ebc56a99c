import { create } from 'zustand';
import type { ImportedFile, Reply, WorkspaceClient, WorkspaceError, WorkspaceEvent } from '#shared/api/workspace.ts';
import { uuidV7 } from '#shared/domain/ids.ts';
import { countOf } from '../ui/format-money.ts';
import { isMailFile, MAIL_SENTENCE } from './mail-files.ts';
import { notify } from './notices.ts';

export type ImportStage = 'queued' | 'waiting' | 'reading' | 'checking' | 'storing';

/** One file on its way in, or what became of it. */
export interface ImportEntry {
  readonly importId: string;
  readonly name: string;
  readonly stage: ImportStage;
  readonly permille: number;
  readonly result: ImportedFile | null;
  readonly error: WorkspaceError | null;
}

export const useImports = create<{ readonly entries: readonly ImportEntry[]; readonly isTrayOpen: boolean }>(() => ({
  entries: [],
  isTrayOpen: false,
}));

export interface NamedFile {
  /** With its folder, where it came from one. */
  readonly name: string;
  readonly size: number;
  /** Hands it to the workspace, by whatever way this file has. */
  send(client: WorkspaceClient, importId: string): Promise<Reply<ImportedFile>>;
}

/** A file that the page itself can read. */
export function namedFile(name: string, file: File): NamedFile {
  return {
    name,
    size: file.size,
    async send(client, importId) {
      let bytes: Uint8Array<ArrayBuffer>;
      try {
        bytes = new Uint8Array(await file.arrayBuffer());
      } catch {
        const message =
          'The browser could not read this file: it may have been moved or locked. Nothing was imported; drop it again.';
        return { ok: false, error: { kind: 'unavailable', message } };
      }
      return client.command('importFile', { importId, name, bytes });
    },
  };
}

const queue: { readonly importId: string; readonly source: NamedFile }[] = [];
let isRunning = false;

/** Queues files for import, one at a time, so that a folder of thousands never sits in memory at once. */
export function importFiles(client: WorkspaceClient, files: readonly NamedFile[], maximumBytes: number): void {
  if (files.length === 0) return;
  const entries = files.map((source): ImportEntry => {
    const { name, size } = source;
    const importId = uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
    const error = isMailFile(name)
      ? ({ kind: 'invalid', message: MAIL_SENTENCE } as const)
      : size > maximumBytes
        ? tooLarge(size, maximumBytes)
        : null;
    if (error === null) queue.push({ importId, source });
    return {
      importId,
      name,
      stage: 'queued',
      permille: 0,
      result: null,
      error,
    };
  });
  useImports.setState((state) => ({ entries: [...state.entries, ...entries], isTrayOpen: true }));
  if (!isRunning) void drain(client);
}

/** Stops a file that is waiting or being read; what was stored before stays. */
export function cancelImport(client: WorkspaceClient, importId: string): void {
  const waiting = queue.findIndex((each) => each.importId === importId);
  if (waiting !== -1) {
    queue.splice(waiting, 1);
    patch(importId, { error: { kind: 'cancelled', message: 'Cancelled before it was read.' } });
    return;
  }
  void client.command('cancelImport', { importId });
}

export function setTrayOpen(isTrayOpen: boolean): void {
  useImports.setState({ isTrayOpen });
}

/** Clears the results; files still on their way stay. */
export function clearFinishedImports(): void {
  useImports.setState(({ entries }) => {
    const running = entries.filter((each) => each.result === null && each.error === null);
    return { entries: running, isTrayOpen: running.length > 0 };
  });
}

export function onImportEvent(event: WorkspaceEvent): void {
  if (event.type === 'importProgress') patch(event.importId, { stage: event.stage, permille: event.permille });
}

export function isFinished(entry: ImportEntry): boolean {
  return entry.result !== null || entry.error !== null;
}

async function drain(client: WorkspaceClient): Promise<void> {
  isRunning = true;
  let invoiceCount = 0;
  let failedCount = 0;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { importId, source } = next;
    patch(importId, { stage: 'reading' });
    const outcome = await importOne(client, importId, source);
    patch(importId, outcome);
    invoiceCount += outcome.result?.invoices.length ?? 0;
    if (outcome.error !== null && outcome.error.kind !== 'cancelled') failedCount += 1;
    if (outcome.result !== null && outcome.result.invoices.length === 0) failedCount += 1;
  }
  isRunning = false;
  if (failedCount > 0)
    notify('attention', `${countOf(failedCount, 'file')} gave no invoice. The import list says why.`);
  else if (invoiceCount > 0) notify('kept', `${countOf(invoiceCount, 'invoice')} read and kept on this device.`);
}

async function importOne(
  client: WorkspaceClient,
  importId: string,
  source: NamedFile,
): Promise<Pick<ImportEntry, 'result' | 'error'>> {
  const reply = await source.send(client, importId);
  return reply.ok ? { result: reply.value, error: null } : { result: null, error: reply.error };
}

function patch(importId: string, change: Partial<ImportEntry>): void {
  useImports.setState(({ entries }) => ({
    entries: entries.map((each) => (each.importId === importId ? { ...each, ...change } : each)),
  }));
}

function tooLarge(size: number, maximumBytes: number): WorkspaceError {
  const message = `${megabytes(size)} MB is over the limit of ${megabytes(maximumBytes)} MB. Nothing was read. Split the file, or raise the limit.`;
  return { kind: 'too_large', message };
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(bytes < 10_485_760 ? 1 : 0);
}
