import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from './open-workspace.ts';
import {
  answerOf,
  importOne,
  ledesBytes,
  manyLines,
  openTestWorkspace,
  rowsOf,
  temporaryFolder,
} from './workspace.testing.ts';

describe('undo', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let workspace: Workspace;
  let invoiceId: string;
  beforeEach(async () => {
    temporary = temporaryFolder();
    workspace = openTestWorkspace(temporary.folder);
    invoiceId = await importOne(workspace, ledesBytes({ lines: manyLines(6) }));
  });
  afterEach(() => {
    workspace.close();
    temporary.remove();
  });

  it('brings back the decision that stood before, with its reason and note, and redo the later one', async () => {
    const lineIds = [(await rowsOf(workspace, invoiceId))[0]?.lineId ?? ''];
    const [lineId = ''] = lineIds;
    const first = {
      request: { kind: 'cut_percent', percentE4: 250_000 },
      reasonCode: 'vague',
      note: 'which file?',
    } as const;
    await answerOf(workspace.command('decideLines', { lineIds, ...first }));
    await answerOf(workspace.command('decideLines', { lineIds, request: { kind: 'cut_line' }, reasonCode: 'other' }));
    await answerOf(workspace.command('undo', {}));
    const back = await answerOf(workspace.query('getLine', { lineId }));
    expect(back.decision).toMatchObject({
      kind: 'cut_percent',
      percentE4: 250_000,
      reasonCode: 'vague',
      note: 'which file?',
    });
    await answerOf(workspace.command('redo', {}));
    const again = await answerOf(workspace.query('getLine', { lineId }));
    expect(again.decision).toMatchObject({ kind: 'cut_line', reasonCode: 'other' });
    expect(again.decisions.map(({ version, kind }) => [version, kind])).toEqual([
      [4, 'cut_line'],
      [3, 'cut_percent'],
      [2, 'cut_line'],
      [1, 'cut_percent'],
    ]);
  });

  it('with nothing to undo answers null and changes nothing', async () => {
    expect(await answerOf(workspace.command('undo', {}))).toBeNull();
    expect(await answerOf(workspace.command('redo', {}))).toBeNull();
    expect((await answerOf(workspace.query('getStatus', {}))).pendingCount).toBe(1);
  });

  it('covers dismissals, rewrites and pools as well', async () => {
    const before = await rowsOf(workspace, invoiceId);
    const flagged = before.find(({ worstSeverity }) => worstSeverity !== null);
    const { findings } = await answerOf(workspace.query('getLine', { lineId: flagged?.lineId ?? '' }));
    const findingId = findings[0]?.id ?? '';
    await answerOf(workspace.command('setFindingEnabled', { findingId, isEnabled: false, reason: 'agreed' }));
    await answerOf(
      workspace.command('rewriteNarrative', { lineId: before[1]?.lineId ?? '', narrative: 'Draft reply' }),
    );
    const lineIds = before.slice(0, 3).map(({ lineId }) => lineId);
    await answerOf(workspace.command('decidePool', { lineIds, cutE4: 10_001, reasonCode: 'excessive' }));
    const after = await rowsOf(workspace, invoiceId);
    expect(after.slice(0, 3).reduce((sum, { decision }) => sum + (decision?.cutE4 ?? 0), 0)).toBe(10_001);
    expect(after[1]).toMatchObject({ narrative: 'Draft reply', isRewritten: true });
    for (const text of [
      'cut a share of 3 lines',
      'rewrite line 2',
      expect.stringMatching(/^dismiss a finding of R\d+$/),
    ]) {
      expect(await answerOf(workspace.command('undo', {}))).toMatchObject({ text });
    }
    expect(await rowsOf(workspace, invoiceId)).toEqual(before);
  });
});
