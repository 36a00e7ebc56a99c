import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportedFile, LineFilter, LineRow, LineSort, Reply, WorkspaceClient } from '#shared/api/workspace.ts';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { databasesInFolder } from '../../electron/workspace/better-sqlite3-driver.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import type { WorkspaceEnvironment } from './workspace-environment.ts';

/** 2026-04-10T09:00:00Z; each look at the clock is a millisecond later. */
const START = Date.UTC(2026, 3, 10, 9);

/** Real files in a folder of their own, as on a desktop; `keyHex` encrypts them. */
export function testEnvironment(
  folder: string,
  changes: Partial<WorkspaceEnvironment> = {},
  keyHex?: string,
): WorkspaceEnvironment {
  let now = START;
  return {
    ...databasesInFolder(folder, keyHex),
    clock: {
      nowMs() {
        now += 1;
        return now;
      },
    },
    randomBytes: (count) => randomBytes(count),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    maximumFileBytes: 200 * 1024 * 1024,
    storage: 'durable',
    isEncrypted: keyHex !== undefined,
    sha256Hex: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    ...changes,
  };
}

export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'lait-workspace-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function openTestWorkspace(folder: string, changes: Partial<WorkspaceEnvironment> = {}): Workspace {
  return openWorkspace(testEnvironment(folder, changes));
}

/** The value of a reply; a failure fails the test with its sentence. */
export async function answerOf<Value>(replying: Promise<Reply<Value>>): Promise<Value> {
  const reply = await replying;
  if (!reply.ok) throw new Error(`${reply.error.kind}: ${reply.error.message}`);
  return reply.value;
}

/** The error of a reply; a success fails the test. */
export async function errorOf(replying: Promise<Reply<unknown>>) {
  const reply = await replying;
  if (reply.ok) throw new Error(`Expected a refusal, got ${JSON.stringify(reply.value)}`);
  return reply.error;
}

/** A LEDES 1998B file of the lines given, as `buildInvoice` makes them. */
export function ledesBytes(changes: Parameters<typeof buildInvoice>[0] = {}): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(writeLedes1998b([buildInvoice(changes)]).text);
}

/** Lines of two timekeepers with rounded and odd figures, some of which the `standard` guideline flags. */
export function manyLines(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    date: `2026-03-${String((index % 27) + 1).padStart(2, '0')}`,
    timekeeperId: `TK${index % 3}`,
    timekeeperName: ['Okafor, Ada', 'Beaster, John', 'Zimmer, Eva'][index % 3] ?? null,
    unitsE4: ((index % 9) + 1) * 2500,
    unitCostE4: [3_500_000, 2_000_000, 1_234_567][index % 3] ?? 0,
    narrative: `${NARRATIVES[index % NARRATIVES.length]} ${index % 7 === 0 ? '' : `for exhibit ${index}`}`.trim(),
  }));
}

const NARRATIVES = [
  'Draft answer to second amended complaint',
  'Attention to file',
  'Review documents; telephone conference with client; draft letter to opposing counsel',
  'Research standing of assignees under state law',
  'Travel to hearing',
];

export const NOT_FILTERED: { readonly filter: LineFilter; readonly sort: LineSort } = {
  filter: {},
  sort: { by: 'record', direction: 'ascending' },
};

export function importBytes(
  workspace: WorkspaceClient,
  bytes: Uint8Array<ArrayBuffer>,
  name = 'bill.txt',
): Promise<ImportedFile> {
  return answerOf(workspace.command('importFile', { importId: crypto.randomUUID(), name, bytes }));
}

/** Imports one invoice and answers its id. */
export async function importOne(workspace: WorkspaceClient, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const imported = await importBytes(workspace, bytes);
  const invoiceId = imported.invoices[0]?.invoiceId;
  if (invoiceId === undefined) throw new Error(`Nothing was imported: ${JSON.stringify(imported.problems)}`);
  return invoiceId;
}

export async function rowsOf(workspace: WorkspaceClient, invoiceId: string): Promise<readonly LineRow[]> {
  const page = await answerOf(workspace.query('listLines', { invoiceId, ...NOT_FILTERED, offset: 0, limit: 1000 }));
  return page.rows;
}

/** Everything the screens can show of a workspace, to compare two moments. */
export async function everythingShown(workspace: WorkspaceClient): Promise<unknown> {
  const sort = { by: 'receivedAt', direction: 'ascending' } as const;
  const invoices = await answerOf(workspace.query('listInvoices', { sort, offset: 0, limit: 1000 }));
  const details = [];
  for (const { invoiceId } of invoices.rows) {
    const rows = await rowsOf(workspace, invoiceId);
    const lines = [];
    for (const { lineId } of rows) lines.push(await answerOf(workspace.query('getLine', { lineId })));
    details.push({ detail: await answerOf(workspace.query('getInvoice', { invoiceId })), rows, lines });
  }
  const search = await answerOf(workspace.query('search', { text: 'draft', limit: 200 }));
  return {
    invoices,
    details,
    search: search.map(({ lineId }) => lineId).toSorted(),
    guidelines: await answerOf(workspace.query('listGuidelines', {})),
    undo: await answerOf(workspace.query('getUndo', {})),
  };
}
