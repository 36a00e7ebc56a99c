import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkspace } from './open-workspace.ts';
import type { SqliteDatabase } from './sqlite-driver.ts';
import {
  answerOf,
  errorOf,
  importOne,
  ledesBytes,
  manyLines,
  openTestWorkspace,
  rowsOf,
  temporaryFolder,
  testEnvironment,
} from './workspace.testing.ts';

describe('a decision', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    temporary = temporaryFolder();
  });
  afterEach(() => temporary.remove());

  it('is in the outbox before the cache shows it', async () => {
    const commits: string[] = [];
    const environment = testEnvironment(temporary.folder);
    const workspace = openWorkspace({
      ...environment,
      openDatabase: (name) => watched(environment.openDatabase(name), () => commits.push(name)),
    });
    const invoiceId = await importOne(workspace, ledesBytes({ lines: manyLines(3) }));
    const [row] = await rowsOf(workspace, invoiceId);
    commits.length = 0;
    const lineIds = [row?.lineId ?? ''];
    await answerOf(workspace.command('decideLines', { lineIds, request: { kind: 'accept' }, reasonCode: null }));
    expect(commits).toEqual(['outbox', 'cache']);
    workspace.close();
  });

  it('that the cache has no room for is kept, and shown as soon as there is room again', async () => {
    const environment = testEnvironment(temporary.folder);
    let isFull = false;
    const workspace = openWorkspace({
      ...environment,
      openDatabase: (name) =>
        watched(environment.openDatabase(name), () => {
          if (name === 'cache' && isFull) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
        }),
    });
    const invoiceId = await importOne(workspace, ledesBytes({ lines: manyLines(3) }));
    const [first, second] = await rowsOf(workspace, invoiceId);
    const decide = (lineId: string) =>
      workspace.command('decideLines', { lineIds: [lineId], request: { kind: 'cut_line' }, reasonCode: null });
    isFull = true;
    const error = await errorOf(decide(first?.lineId ?? ''));
    expect([error.kind, error.message]).toEqual(['storage_full', expect.stringContaining('Your action is kept')]);
    isFull = false;
    await answerOf(decide(second?.lineId ?? ''));
    const kinds = (await rowsOf(workspace, invoiceId)).map(({ decision }) => decision?.kind);
    expect(kinds).toEqual(['cut_line', 'cut_line', undefined]);
    workspace.close();
  });

  it('that the outbox has no room for is not shown either', async () => {
    const environment = testEnvironment(temporary.folder);
    let isFull = false;
    const workspace = openWorkspace({
      ...environment,
      openDatabase: (name) =>
        watched(environment.openDatabase(name), () => {
          if (name === 'outbox' && isFull) throw Object.assign(new Error('full'), { resultCode: 13 });
        }),
    });
    const invoiceId = await importOne(workspace, ledesBytes({ lines: manyLines(3) }));
    const before = await rowsOf(workspace, invoiceId);
    isFull = true;
    const lineIds = before.map(({ lineId }) => lineId);
    const error = await errorOf(
      workspace.command('decideLines', { lineIds, request: { kind: 'accept' }, reasonCode: null }),
    );
    expect(error.kind).toBe('storage_full');
    expect(await rowsOf(workspace, invoiceId)).toEqual(before);
    workspace.close();
  });

  it('is recorded in the outbox with its name, arguments, base versions, time and device', async () => {
    const workspace = openTestWorkspace(temporary.folder);
    const invoiceId = await importOne(workspace, ledesBytes({ lines: manyLines(2) }));
    const [row] = await rowsOf(workspace, invoiceId);
    const lineId = row?.lineId ?? '';
    for (const kind of ['accept', 'cut_line'] as const) {
      await answerOf(workspace.command('decideLines', { lineIds: [lineId], request: { kind }, reasonCode: null }));
    }
    workspace.close();
    const outbox = testEnvironment(temporary.folder).openDatabase('outbox');
    const rows = outbox.prepare('SELECT client_seq, name, args, base, at FROM mutation ORDER BY client_seq').all();
    expect(rows.map(({ client_seq: seq, name }) => [seq, name])).toEqual([
      [1, 'importFile'],
      [2, 'decideLine'],
      [3, 'decideLine'],
    ]);
    expect(JSON.parse(String(rows[2]?.args))).toMatchObject({ lineIds: [lineId], request: { kind: 'cut_line' } });
    expect(JSON.parse(String(rows[2]?.base))).toEqual({ [`decision:${lineId}`]: { version: 0, after: 2 } });
    outbox.close();
  });
});

/** Calls `beforeCommit` just before each transaction of a database ends; throwing there rolls it back. */
function watched(database: SqliteDatabase, beforeCommit: () => void): SqliteDatabase {
  return {
    ...database,
    transaction: (work) =>
      database.transaction(() => {
        const value = work();
        beforeCommit();
        return value;
      }),
  };
}
