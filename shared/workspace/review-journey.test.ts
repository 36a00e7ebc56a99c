import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driverOfWasm } from '../../renderer/bridge/sqlite-wasm-driver.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import {
  answerOf,
  errorOf,
  everythingShown,
  importBytes,
  importOne,
  ledesBytes,
  manyLines,
  NOT_FILTERED,
  rowsOf,
  temporaryFolder,
  testEnvironment,
} from './workspace.testing.ts';
import type { WorkspaceEnvironment } from './workspace-environment.ts';

const KEY = 'a0'.repeat(32);
const sqlite3 = await sqlite3InitModule();
let wasmCount = 0;

/** Each home: a way to open the same workspace again and again. */
const HOMES: readonly { readonly home: string; environment(folder: string): WorkspaceEnvironment }[] = [
  { home: 'better-sqlite3', environment: (folder) => testEnvironment(folder) },
  { home: 'encrypted better-sqlite3', environment: (folder) => testEnvironment(folder, {}, KEY) },
  {
    home: 'sqlite-wasm',
    environment(folder) {
      wasmCount += 1;
      const name = `/${wasmCount}`;
      return testEnvironment(folder, {
        openDatabase: (database) => driverOfWasm(new sqlite3.oo1.DB(`${name}-${database}.db`, 'c')),
        deleteDatabase() {},
      });
    },
  },
];

describe.each(HOMES)('a review on $home', ({ environment: environmentIn }) => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let environment: WorkspaceEnvironment;
  let workspace: Workspace;
  let invoiceId: string;
  const reopen = () => {
    workspace.close();
    workspace = openWorkspace(environment);
  };

  beforeEach(async () => {
    temporary = temporaryFolder();
    environment = environmentIn(temporary.folder);
    workspace = openWorkspace(environment);
    invoiceId = await importOne(workspace, ledesBytes({ lines: manyLines(60) }));
  });
  afterEach(() => {
    workspace.close();
    temporary.remove();
  });

  it('shows after reopening exactly what it showed before: rows, findings, decisions, history, undo', async () => {
    const [first, second, third] = await rowsOf(workspace, invoiceId);
    if (first === undefined || second === undefined || third === undefined) throw new Error('no rows');
    await answerOf(
      workspace.command('decideLines', { lineIds: [first.lineId], request: { kind: 'cut_line' }, reasonCode: 'vague' }),
    );
    await answerOf(
      workspace.command('decideLines', {
        lineIds: [second.lineId, third.lineId],
        request: { kind: 'cut_percent', percentE4: 200_000 },
        reasonCode: 'other',
        note: 'too long',
      }),
    );
    await answerOf(workspace.command('rewriteNarrative', { lineId: third.lineId, narrative: 'Draft reply brief' }));
    await answerOf(workspace.command('addComment', { invoiceId, lineId: third.lineId, text: 'Ask Ada.' }));
    await answerOf(workspace.command('undo', {}));
    const before = await everythingShown(workspace);
    reopen();
    expect(await everythingShown(workspace)).toEqual(before);
  });

  it('undoes and redoes each action across a restart, and a new action ends redoing', async () => {
    const original = await rowsOf(workspace, invoiceId);
    const [first, second] = original;
    if (first === undefined || second === undefined) throw new Error('no rows');
    const accept = { request: { kind: 'accept' }, reasonCode: null } as const;
    await answerOf(workspace.command('decideLines', { lineIds: [first.lineId, second.lineId], ...accept }));
    const accepted = await rowsOf(workspace, invoiceId);
    reopen();
    expect(await answerOf(workspace.query('getUndo', {}))).toEqual({ undo: 'accept 2 lines', redo: null });
    const undone = await answerOf(workspace.command('undo', {}));
    expect(undone).toEqual({ text: 'accept 2 lines', invoiceId, lineIds: [first.lineId, second.lineId] });
    expect(await rowsOf(workspace, invoiceId)).toEqual(original);
    expect((await answerOf(workspace.query('getInvoice', { invoiceId }))).summary.state).toBe('analysed');
    reopen();
    await answerOf(workspace.command('redo', {}));
    expect(await rowsOf(workspace, invoiceId)).toEqual(accepted);
    await answerOf(workspace.command('undo', {}));
    await answerOf(workspace.command('decideLines', { lineIds: [second.lineId], ...accept }));
    expect(await answerOf(workspace.command('redo', {}))).toBeNull();
    expect(await answerOf(workspace.query('getUndo', {}))).toEqual({ undo: 'accept line 2', redo: null });
  });

  it('keeps every decision ever made on a line, newest first', async () => {
    const [line] = await rowsOf(workspace, invoiceId);
    const lineId = line?.lineId ?? '';
    const decide = (percentE4: number) =>
      workspace.command('decideLines', {
        lineIds: [lineId],
        request: { kind: 'cut_percent', percentE4 },
        reasonCode: null,
      });
    await decide(100_000);
    await decide(300_000);
    await answerOf(workspace.command('clearDecisions', { lineIds: [lineId] }));
    const detail = await answerOf(workspace.query('getLine', { lineId }));
    expect(detail.decision).toBeNull();
    expect(detail.decisions.map(({ version, percentE4 }) => [version, percentE4])).toEqual([
      [2, 300_000],
      [1, 100_000],
    ]);
  });

  it('finds words in any line held, by their beginnings, and takes operators for words', async () => {
    const found = await answerOf(workspace.query('search', { text: 'assign', limit: 50 }));
    expect(found.length).toBe(12);
    expect(found.every(({ narrative }) => narrative.includes('assignees'))).toBe(true);
    expect(await answerOf(workspace.query('search', { text: '"NEAR( * OR -', limit: 50 }))).toEqual([]);
    const view = { ...NOT_FILTERED, invoiceId, filter: { text: 'zimmer travel' } };
    const page = await answerOf(workspace.query('listLines', { ...view, offset: 0, limit: 100 }));
    expect(page.rows.length).toBeGreaterThan(0);
    expect(page.rows.every((row) => row.timekeeperName === 'Zimmer, Eva' && row.narrative.startsWith('Travel'))).toBe(
      true,
    );
  });

  it('goes through every open line once with the next-finding key, wrapping, until none is left', async () => {
    const open = (await rowsOf(workspace, invoiceId)).filter((row) => row.worstSeverity !== null);
    expect(open.length).toBeGreaterThan(3);
    const visited: string[] = [];
    let fromIndex = 30;
    for (;;) {
      const next = await answerOf(
        workspace.query('findNextOpenLine', { invoiceId, ...NOT_FILTERED, fromIndex, direction: 'next' }),
      );
      if (next === null) break;
      const at = await answerOf(workspace.query('locateLine', { invoiceId, ...NOT_FILTERED, lineId: next.lineId }));
      expect(at).toBe(next.index);
      visited.push(next.lineId);
      fromIndex = next.index;
      await answerOf(
        workspace.command('decideLines', { lineIds: [next.lineId], request: { kind: 'accept' }, reasonCode: null }),
      );
    }
    expect(visited.toSorted()).toEqual(open.map(({ lineId }) => lineId).toSorted());
    expect(visited[0]).not.toBe(open[0]?.lineId);
  });

  it('answers a second import of the same bytes with the stored invoice, and changes nothing', async () => {
    const before = await everythingShown(workspace);
    const pending = (await answerOf(workspace.query('getStatus', {}))).pendingCount;
    const again = await importBytes(workspace, ledesBytes({ lines: manyLines(60) }), 'other name.txt');
    expect(again.invoices).toEqual([{ invoiceId, invoiceNumber: '2026-0311', isKnown: true }]);
    expect(await everythingShown(workspace)).toEqual(before);
    expect((await answerOf(workspace.query('getStatus', {}))).pendingCount).toBe(pending);
  });

  it('refuses, with a sentence, to decide on a line that is not here', async () => {
    const lineId = '00000000-0000-8000-8000-000000000001';
    const outcome = await answerOf(
      workspace.command('decideLines', { lineIds: [lineId], request: { kind: 'accept' }, reasonCode: null }),
    );
    expect(outcome).toMatchObject({
      appliedCount: 0,
      refused: [{ lineId, message: 'This line is not in this workspace.' }],
    });
    expect((await errorOf(workspace.query('getLine', { lineId }))).kind).toBe('not_found');
  });
});
