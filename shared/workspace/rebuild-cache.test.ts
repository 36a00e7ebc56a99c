import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBetterSqlite3 } from '../../electron/workspace/better-sqlite3-driver.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import {
  answerOf,
  everythingShown,
  importOne,
  ledesBytes,
  manyLines,
  rowsOf,
  temporaryFolder,
  testEnvironment,
} from './workspace.testing.ts';

describe('cache.db', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let workspace: Workspace;
  const open = () => {
    workspace = openWorkspace(testEnvironment(temporary.folder));
  };
  const cachePath = () => join(temporary.folder, 'cache.db');
  const deleteCache = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${cachePath()}${suffix}`, { force: true });
  };
  /** All rows of all tables that hold what the person sees, table by table. */
  const rowSets = () => {
    const database = openBetterSqlite3({ path: cachePath(), role: 'cache' });
    const tables = database
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'line_text%' AND name <> 'progress'`,
      )
      .all();
    const sets = tables.map(({ name }) => {
      const rows = database.prepare(`SELECT * FROM "${name}"`).all();
      return [name, rows.map((row) => JSON.stringify(row)).toSorted()];
    });
    database.close();
    return Object.fromEntries(sets) as Record<string, string[]>;
  };

  beforeEach(async () => {
    temporary = temporaryFolder();
    open();
    await reviewSomewhat(workspace);
  });
  afterEach(() => {
    workspace.close();
    temporary.remove();
  });

  it('is rebuilt whole from the outbox alone, row for row, and says so', async () => {
    const shown = await everythingShown(workspace);
    workspace.close();
    const before = rowSets();
    expect(before.decisions?.length).toBeGreaterThan(10);
    deleteCache();
    open();
    expect(await everythingShown(workspace)).toEqual(shown);
    const { notice } = await answerOf(workspace.query('getStatus', {}));
    expect(notice).toBe(
      'The working copy was missing and was rebuilt from your imports and decisions. Nothing was lost.',
    );
    workspace.close();
    expect(rowSets()).toEqual(before);
  });

  it('is rebuilt when it is damaged', async () => {
    const shown = await everythingShown(workspace);
    workspace.close();
    deleteCache();
    writeFileSync(cachePath(), Buffer.alloc(8192, 7));
    open();
    expect(await everythingShown(workspace)).toEqual(shown);
    expect((await answerOf(workspace.query('getStatus', {}))).notice).toContain('was damaged');
  });

  it.each([
    ['was ahead of your recorded actions', 'UPDATE progress SET applied_seq = applied_seq + 1'],
    ['belonged to other data', `UPDATE progress SET outbox_id = 'another'`],
    ['was written by a later version of LAIT', 'PRAGMA user_version = 99'],
    ['was missing', 'DELETE FROM progress'],
  ])('is rebuilt when it %s', async (words, damage) => {
    const shown = await everythingShown(workspace);
    workspace.close();
    const database = openBetterSqlite3({ path: cachePath(), role: 'cache' });
    database.exec(`DELETE FROM decisions; UPDATE line_items SET decision_kind = NULL; ${damage}`);
    database.close();
    open();
    expect(await everythingShown(workspace)).toEqual(shown);
    expect((await answerOf(workspace.query('getStatus', {}))).notice).toContain(words);
  });

  it('is brought up quietly when it is only behind', async () => {
    workspace.close();
    const behind = openWorkspace(testEnvironment(temporary.folder));
    const copy = testEnvironment(temporary.folder);
    const [invoice] = (
      await answerOf(
        behind.query('listInvoices', { sort: { by: 'receivedAt', direction: 'ascending' }, offset: 0, limit: 1 }),
      )
    ).rows;
    const invoiceId = invoice?.invoiceId ?? '';
    const [row] = await rowsOf(behind, invoiceId);
    behind.close();
    // An action that reached the outbox only, as a crash between the two files leaves it.
    const outbox = copy.openDatabase('outbox');
    const args = { lineIds: [row?.lineId], request: { kind: 'cut_line' }, reasonCode: null, findingIds: {} };
    outbox
      .prepare(
        `INSERT INTO mutation (client_seq, mutation_id, name, arg_version, args, base, at, device_id)
          SELECT max(client_seq) + 1, 'm', 'decideLine', 1, ?, '{}', '2026-04-11T00:00:00.000Z', 'd' FROM mutation`,
      )
      .run(JSON.stringify(args));
    outbox.close();
    open();
    const [now] = await rowsOf(workspace, invoiceId);
    expect(now?.decision).toEqual({ kind: 'cut_line', cutE4: now?.totalE4, durability: 'on_this_device' });
    expect((await answerOf(workspace.query('getStatus', {}))).notice).toBeNull();
  });

  it('says nothing on a first start', async () => {
    const fresh = temporaryFolder();
    const first = openWorkspace(testEnvironment(fresh.folder));
    expect((await answerOf(first.query('getStatus', {}))).notice).toBeNull();
    first.close();
    fresh.remove();
  });
});

/** A bit of everything a person can do, on two invoices. */
async function reviewSomewhat(workspace: Workspace): Promise<void> {
  const first = await importOne(workspace, ledesBytes({ lines: manyLines(40) }));
  const second = await importOne(workspace, ledesBytes({ invoiceNumber: 'B-2', lines: manyLines(25) }));
  const rows = await rowsOf(workspace, first);
  const ids = rows.map(({ lineId }) => lineId);
  await answerOf(workspace.command('acceptProposals', { lineIds: ids }));
  await answerOf(
    workspace.command('decidePool', { lineIds: ids.slice(0, 9), cutE4: 1_000_003, reasonCode: 'excessive' }),
  );
  await answerOf(
    workspace.command('decideLines', { lineIds: ids.slice(5, 15), request: { kind: 'accept' }, reasonCode: null }),
  );
  await answerOf(workspace.command('undo', {}));
  await answerOf(workspace.command('redo', {}));
  await answerOf(workspace.command('clearDecisions', { lineIds: ids.slice(7, 9) }));
  await answerOf(workspace.command('undo', {}));
  await answerOf(workspace.command('rewriteNarrative', { lineId: ids[3] ?? '', narrative: 'Draft reply' }));
  await answerOf(workspace.command('assignGuideline', { invoiceId: second, name: 'strict-insurer' }));
  const flagged = (await rowsOf(workspace, second)).find((row) => row.worstSeverity !== null);
  const { findings } = await answerOf(workspace.query('getLine', { lineId: flagged?.lineId ?? '' }));
  const findingId = findings[0]?.id ?? '';
  await answerOf(workspace.command('setFindingEnabled', { findingId, isEnabled: false, reason: 'agreed by phone' }));
  await answerOf(workspace.command('addComment', { invoiceId: second, lineId: null, text: 'Late again.' }));
  await answerOf(workspace.command('returnInvoice', { invoiceId: second, note: 'Not itemised.' }));
}
