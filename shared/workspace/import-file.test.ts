import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceEvent } from '#shared/api/workspace.ts';
import type { Workspace } from './open-workspace.ts';
import {
  answerOf,
  errorOf,
  everythingShown,
  importBytes,
  importOne,
  ledesBytes,
  manyLines,
  NOT_FILTERED,
  openTestWorkspace,
  rowsOf,
  temporaryFolder,
  testEnvironment,
} from './workspace.testing.ts';

const encoder = new TextEncoder();

describe('an import', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let workspace: Workspace;
  let events: WorkspaceEvent[];
  beforeEach(() => {
    temporary = temporaryFolder();
    workspace = openTestWorkspace(temporary.folder);
    events = [];
    workspace.subscribe((event) => events.push(event));
  });
  afterEach(() => {
    workspace.close();
    temporary.remove();
  });

  /** Rows in the cache, seen or unseen: lines, words, findings, marks of a staged invoice. */
  const storedRows = () => {
    const cache = testEnvironment(temporary.folder).openDatabase('cache');
    const counts = ['line_items', 'line_text', 'findings', 'staging'].map((table) =>
      Number(cache.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count),
    );
    cache.close();
    return counts;
  };

  it('that is cancelled leaves nothing behind, and the next one goes on', async () => {
    const empty = await everythingShown(workspace);
    for (const stage of ['waiting', 'reading', 'checking', 'storing']) {
      const importId = crypto.randomUUID();
      const stop = workspace.subscribe((event) => {
        if (event.type === 'importProgress' && event.importId === importId && event.stage === stage) {
          // The last stage is left half way: some rows are written, none is shown.
          if (stage === 'storing' && event.permille === 0) return;
          void workspace.command('cancelImport', { importId });
        }
      });
      const bytes = ledesBytes({ lines: manyLines(4500), invoiceNumber: stage });
      const error = await errorOf(workspace.command('importFile', { importId, name: 'big.txt', bytes }));
      stop();
      expect([stage, error.kind]).toEqual([stage, 'cancelled']);
      expect(await everythingShown(workspace)).toEqual(empty);
      expect([stage, ...storedRows()]).toEqual([stage, 0, 0, 0, 0]);
    }
    expect((await answerOf(workspace.query('getStatus', {}))).pendingCount).toBe(0);
    const invoiceId = await importOne(workspace, ledesBytes({ lines: manyLines(5) }));
    expect((await rowsOf(workspace, invoiceId)).length).toBe(5);
    expect(await answerOf(workspace.query('search', { text: 'exhibit', limit: 10 }))).toHaveLength(4);
  });

  it('lets a decision through while it runs, and both are there', async () => {
    const first = await importOne(workspace, ledesBytes({ lines: manyLines(3) }));
    const [row] = await rowsOf(workspace, first);
    const running = importBytes(workspace, ledesBytes({ lines: manyLines(6000), invoiceNumber: 'long' }));
    let decided = false;
    workspace.subscribe((event) => {
      if (decided || event.type !== 'importProgress' || event.stage !== 'storing') return;
      decided = true;
      void workspace.command('decideLines', {
        lineIds: [row?.lineId ?? ''],
        request: { kind: 'accept' },
        reasonCode: null,
      });
    });
    const imported = await running;
    expect(decided).toBe(true);
    workspace.close();
    workspace = openTestWorkspace(temporary.folder);
    expect((await rowsOf(workspace, first))[0]?.decision?.kind).toBe('accept');
    const view = { ...NOT_FILTERED, invoiceId: imported.invoices[0]?.invoiceId ?? '', offset: 0, limit: 1 };
    expect((await answerOf(workspace.query('listLines', view))).total).toBe(6000);
  });

  it('tells its progress by stage, never backwards', async () => {
    await importBytes(workspace, ledesBytes({ lines: manyLines(5000) }));
    const stages = ['waiting', 'reading', 'checking', 'storing'];
    const steps = events.flatMap((event) =>
      event.type === 'importProgress' ? [stages.indexOf(event.stage) * 10_000 + event.permille] : [],
    );
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(new Set(steps.map((step) => Math.floor(step / 10_000)))).toEqual(new Set([0, 1, 2, 3]));
    expect(events.at(-1)?.type).toBe('changed');
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['random', Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256)],
    ['prose', encoder.encode('Dear Sir or Madam,\nplease find enclosed nothing at all.\n')],
  ])('of a file that is no bill (%s) answers problems and stores nothing', async (name, bytes) => {
    const imported = await importBytes(workspace, bytes, name);
    expect(imported.invoices).toEqual([]);
    expect(imported.problems.length).toBeGreaterThan(0);
    expect((await answerOf(workspace.query('getStatus', {}))).pendingCount).toBe(0);
  });

  it('over the limit is refused with the limit named', async () => {
    workspace.close();
    workspace = openTestWorkspace(temporary.folder, { maximumFileBytes: 1024 * 1024 });
    const bytes = new Uint8Array(1024 * 1024 + 1);
    const error = await errorOf(workspace.command('importFile', { importId: crypto.randomUUID(), name: 'x', bytes }));
    expect(error).toEqual({
      kind: 'too_large',
      message: 'This file is larger than the limit of 1 MB. Nothing was stored; split the file.',
    });
  });

  it('knows earlier invoices: the same number from the same vendor again is a finding, not a crash', async () => {
    await importBytes(workspace, ledesBytes({ lines: manyLines(5) }));
    const second = await importOne(workspace, ledesBytes({ lines: manyLines(6) }));
    const detail = await answerOf(workspace.query('getInvoice', { invoiceId: second }));
    expect(detail.rules.map(({ ruleId }) => ruleId)).toContain('R04');
  });

  it('invents no amounts for a list of hours', async () => {
    const csv = 'date,timekeeper,hours,narrative,invoice\n2026-03-02,Okafor,1.5,Draft answer,7\n';
    const invoiceId = await importOne(workspace, encoder.encode(csv));
    const [row] = await rowsOf(workspace, invoiceId);
    expect([row?.totalE4, row?.unitCostE4, row?.unitsE4]).toEqual([null, null, 15_000]);
    const outcome = await answerOf(
      workspace.command('decideLines', {
        lineIds: [row?.lineId ?? ''],
        request: { kind: 'cut_line' },
        reasonCode: null,
      }),
    );
    expect(outcome.money).toMatchObject({ billedE4: null, savedE4: 0, decidedCount: 1 });
  });
});
