import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { databasesInFolder } from '../../../electron/workspace/better-sqlite3-driver.ts';
import type { Workspace } from '../open-workspace.ts';
import { answerOf, errorOf, openTestWorkspace, temporaryFolder } from '../workspace.testing.ts';

const STRANGER = '0198c1de-0000-7000-8000-000000000009';

describe('the original of an invoice', () => {
  let place: ReturnType<typeof temporaryFolder>;
  let workspace: Workspace;
  let bytes: Uint8Array<ArrayBuffer>;
  let invoiceIds: readonly string[];
  beforeEach(async () => {
    place = temporaryFolder();
    workspace = openTestWorkspace(place.folder);
    const both = [buildInvoice({ invoiceNumber: 'A-1' }), buildInvoice({ invoiceNumber: 'A-2' })];
    bytes = new TextEncoder().encode(writeLedes1998b(both).text);
    const read = await answerOf(
      workspace.command('importFile', { importId: crypto.randomUUID(), name: 'both.txt', bytes }),
    );
    invoiceIds = read.invoices.map(({ invoiceId }) => invoiceId);
    expect(invoiceIds).toHaveLength(2);
  });
  afterEach(() => {
    workspace.close();
    place.remove();
  });

  it('is the file as it was dropped, byte for byte, for each invoice in it', async () => {
    for (const invoiceId of invoiceIds) {
      const { name, bytes: kept } = await answerOf(workspace.original(invoiceId));
      expect([name, Buffer.from(kept ?? []).equals(Buffer.from(bytes))]).toEqual(['both.txt', true]);
    }
    expect((await errorOf(workspace.original(STRANGER))).kind).toBe('not_found');
  });

  it('is not shown where another invoice in the file is not theirs to see any more', async () => {
    workspace.close();
    const cache = databasesInFolder(place.folder).openDatabase('cache');
    cache.prepare('UPDATE invoices SET is_locked = 1 WHERE id = ?').run(invoiceIds[1] ?? '');
    cache.close();
    workspace = openTestWorkspace(place.folder);
    expect(await answerOf(workspace.original(invoiceIds[0] ?? ''))).toEqual({ name: 'both.txt', bytes: null });
    expect((await errorOf(workspace.original(invoiceIds[1] ?? ''))).kind).toBe('refused');
  });
});
