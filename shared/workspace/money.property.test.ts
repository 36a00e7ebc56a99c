import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput, CommandName } from '#shared/api/workspace.ts';
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

const LINES = 24;
const REASON = { reasonCode: null } as const;

/** What a person may do next; lines are given by index. */
type Action =
  | { readonly do: 'accept' | 'cut' | 'clear' | 'propose'; readonly at: readonly number[] }
  | { readonly do: 'percent' | 'hours' | 'rate' | 'pool'; readonly at: readonly number[]; readonly figure: number }
  | { readonly do: 'toggle'; readonly finding: number; readonly isEnabled: boolean }
  | { readonly do: 'guideline'; readonly name: string }
  | { readonly do: 'rewrite'; readonly at: number }
  | { readonly do: 'undo' | 'redo' };

const someLines = fc.array(fc.nat(LINES - 1), { minLength: 1, maxLength: 6 });
const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constantFrom('accept', 'cut', 'clear', 'propose'), at: someLines }),
  fc.record({ do: fc.constantFrom('percent', 'hours', 'rate', 'pool'), at: someLines, figure: fc.nat(4_000_000) }),
  fc.record({ do: fc.constant('toggle'), finding: fc.nat(60), isEnabled: fc.boolean() }),
  fc.record({ do: fc.constant('guideline'), name: fc.constantFrom('standard', 'strict-insurer') }),
  fc.record({ do: fc.constant('rewrite'), at: fc.nat(LINES - 1) }),
  fc.record({ do: fc.constantFrom('undo', 'redo') }),
) as fc.Arbitrary<Action>;

describe('whatever a reviewer does', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let workspace: Workspace;
  beforeEach(() => {
    temporary = temporaryFolder();
    workspace = openTestWorkspace(temporary.folder);
  });
  afterEach(() => {
    workspace.close();
    temporary.remove();
  });

  it('the totals add up, no cut is above its line or below zero, and undoing all of it gives back the first rows', async () => {
    let count = 0;
    const property = fc.asyncProperty(fc.array(actions, { minLength: 5, maxLength: 25 }), async (list) => {
      count += 1;
      // A bill with a credit, a line of zero and an odd total among ordinary lines.
      const lines = manyLines(LINES).map((line, index) =>
        index === 4 ? { ...line, adjustmentE4: -9_000_000 } : index === 5 ? { ...line, unitsE4: 0 } : line,
      );
      const invoiceId = await importOne(workspace, ledesBytes({ lines, invoiceNumber: `P${count}` }));
      const original = await rowsOf(workspace, invoiceId);
      for (const action of list) {
        await act(
          workspace,
          invoiceId,
          original.map(({ lineId }) => lineId),
          action,
        );
        await expectTotals(workspace, invoiceId);
      }
      while ((await answerOf(workspace.query('getUndo', {}))).undo !== null) {
        await answerOf(workspace.command('undo', {}));
        await expectTotals(workspace, invoiceId);
      }
      expect(await rowsOf(workspace, invoiceId)).toEqual(original);
    });
    await fc.assert(property, { seed: 7, numRuns: 14 });
  });
});

async function act(workspace: Workspace, invoiceId: string, ids: readonly string[], action: Action): Promise<void> {
  const run = <N extends CommandName>(name: N, input: CommandInput<N>) => workspace.command(name, input);
  const lineIds = 'at' in action && Array.isArray(action.at) ? action.at.map((index) => ids[index] ?? '') : [];
  switch (action.do) {
    case 'accept':
      return void (await run('decideLines', { lineIds, request: { kind: 'accept' }, ...REASON }));
    case 'cut':
      return void (await run('decideLines', { lineIds, request: { kind: 'cut_line' }, ...REASON }));
    case 'clear':
      return void (await run('clearDecisions', { lineIds }));
    case 'propose':
      return void (await run('acceptProposals', { lineIds }));
    case 'percent':
      return void (await run('decideLines', {
        lineIds,
        request: { kind: 'cut_percent', percentE4: 1 + (action.figure % 1_000_000) },
        ...REASON,
      }));
    case 'hours':
      return void (await run('decideLines', {
        lineIds,
        request: { kind: 'cut_hours', hoursE4: action.figure % 25_000 },
        ...REASON,
      }));
    case 'rate':
      return void (await run('decideLines', {
        lineIds,
        request: { kind: 'cut_rate', rateE4: action.figure },
        ...REASON,
      }));
    case 'pool':
      return void (await run('decidePool', { lineIds, cutE4: 1 + action.figure, ...REASON }));
    case 'toggle': {
      const { findings } = await answerOf(workspace.query('getLine', { lineId: ids[action.finding % LINES] ?? '' }));
      const findingId = findings[action.finding % Math.max(1, findings.length)]?.id;
      if (findingId !== undefined) await run('setFindingEnabled', { findingId, isEnabled: action.isEnabled });
      return;
    }
    case 'guideline':
      return void (await run('assignGuideline', { invoiceId, name: action.name }));
    case 'rewrite':
      return void (await run('rewriteNarrative', {
        lineId: ids[action.at] ?? '',
        narrative: `Rewritten ${action.at}`,
      }));
    case 'undo':
    case 'redo':
      return void (await run(action.do, {}));
  }
}

async function expectTotals(workspace: Workspace, invoiceId: string): Promise<void> {
  const rows = await rowsOf(workspace, invoiceId);
  const { money } = (await answerOf(workspace.query('getInvoice', { invoiceId }))).summary;
  const flagged = rows.filter(({ worstSeverity }) => worstSeverity !== null);
  expect(money).toEqual({
    billedE4: rows.reduce((sum, { totalE4 }) => sum + (totalE4 ?? 0), 0),
    proposedE4: rows.reduce((sum, { proposedE4 }) => sum + proposedE4, 0),
    savedE4: rows.reduce((sum, { decision }) => sum + (decision?.cutE4 ?? 0), 0),
    lineCount: rows.length,
    decidedCount: rows.filter(({ decision }) => decision !== null).length,
    flaggedCount: flagged.length,
    openCount: flagged.filter(({ decision }) => decision === null).length,
  });
  for (const { decision, proposedE4, totalE4 } of rows) {
    expect(decision?.cutE4 ?? 0).toBeGreaterThanOrEqual(0);
    expect(decision?.cutE4 ?? 0).toBeLessThanOrEqual(Math.abs(totalE4 ?? 0));
    expect(proposedE4).toBeLessThanOrEqual(Math.abs(totalE4 ?? 0));
  }
}
