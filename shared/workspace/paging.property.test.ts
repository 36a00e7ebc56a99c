import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LineFilter, LineRow, LineSort } from '#shared/api/workspace.ts';
import type { Severity } from '#shared/domain/finding.ts';
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

const LINES = 300;
const severityByLine = new Map<string, readonly Severity[]>();

describe('pages of lines', () => {
  const temporary = temporaryFolder();
  let workspace: Workspace;
  let invoiceId: string;
  let all: readonly LineRow[];
  beforeAll(async () => {
    workspace = openTestWorkspace(temporary.folder);
    invoiceId = await importOne(workspace, ledesBytes({ lines: manyLines(LINES) }));
    const rows = await rowsOf(workspace, invoiceId);
    const every = (step: number) => rows.filter((_, index) => index % step === 0).map(({ lineId }) => lineId);
    await answerOf(
      workspace.command('decideLines', { lineIds: every(3), request: { kind: 'accept' }, reasonCode: null }),
    );
    await answerOf(
      workspace.command('decideLines', { lineIds: every(7), request: { kind: 'cut_line' }, reasonCode: 'vague' }),
    );
    all = await rowsOf(workspace, invoiceId);
    for (const { lineId } of all) {
      const { findings } = await answerOf(workspace.query('getLine', { lineId }));
      severityByLine.set(
        lineId,
        findings.filter(({ isEnabled }) => isEnabled).map(({ severity }) => severity),
      );
    }
  });
  afterAll(() => {
    workspace.close();
    temporary.remove();
  });

  const filters: fc.Arbitrary<LineFilter> = fc.record(
    {
      text: fc.constantFrom('draft', 'travel', 'okafor', '12', ''),
      ruleIds: fc.constantFrom(['R32'], ['R33', 'R45'], ['R99'], []),
      severities: fc.constantFrom(['warn'], ['must_fix', 'auto_cut'], ['info', 'warn', 'reject']),
      timekeeperKeys: fc.constantFrom(['id:tk1'], ['id:tk0', 'id:tk2'], ['name:nobody']),
      kinds: fc.constantFrom(['F'], ['E'], ['F', 'IF']),
      decision: fc.constantFrom('decided', 'undecided', 'cut', 'accepted'),
      hasFindings: fc.boolean(),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<LineFilter>;
  const sorts: fc.Arbitrary<LineSort> = fc.record({
    by: fc.constantFrom('record', 'date', 'timekeeper', 'hours', 'rate', 'total', 'severity', 'saving'),
    direction: fc.constantFrom('ascending', 'descending'),
  });

  it('never repeat or lose a line, whatever the filter and sort, and agree with every other view of it', async () => {
    const property = fc.asyncProperty(filters, sorts, fc.integer({ min: 1, max: 90 }), async (filter, sort, limit) => {
      const view = { invoiceId, filter, sort };
      const seen: LineRow[] = [];
      let total = 0;
      do {
        const page = await answerOf(workspace.query('listLines', { ...view, offset: seen.length, limit }));
        total = page.total;
        seen.push(...page.rows);
        if (page.rows.length === 0) break;
      } while (seen.length < total);
      const ids = seen.map(({ lineId }) => lineId);
      expect(ids.length).toBe(total);
      expect(new Set(ids)).toEqual(new Set(all.filter((row) => shows(row, filter)).map(({ lineId }) => lineId)));
      expect(await answerOf(workspace.query('listLineIds', view))).toEqual(ids);
      for (const [index, row] of seen.entries()) {
        const next = seen[index + 1];
        if (next !== undefined) expect(inOrder(row, next, sort)).toBe(true);
      }
      const index = Math.floor(ids.length / 2);
      const lineId = ids[index];
      if (lineId !== undefined) expect(await answerOf(workspace.query('locateLine', { ...view, lineId }))).toBe(index);
    });
    await fc.assert(property, { seed: 42, numRuns: 120 });
  });

  it('follow decisions at once: a decided line leaves the view of undecided ones', async () => {
    const view = {
      invoiceId,
      filter: { decision: 'undecided' },
      sort: { by: 'record', direction: 'ascending' },
    } as const;
    const before = await answerOf(workspace.query('listLines', { ...view, offset: 0, limit: 5 }));
    const [row] = before.rows;
    await answerOf(
      workspace.command('decideLines', { lineIds: [row?.lineId ?? ''], request: { kind: 'accept' }, reasonCode: null }),
    );
    const after = await answerOf(workspace.query('listLines', { ...view, offset: 0, limit: 5 }));
    expect([after.total, after.rows[0]?.lineId]).toEqual([before.total - 1, before.rows[1]?.lineId]);
    await answerOf(workspace.command('undo', {}));
    expect(await answerOf(workspace.query('listLines', { ...view, offset: 0, limit: 5 }))).toEqual(before);
  });
});

/** The filter in words of its own, over the rows a screen has. */
function shows(row: LineRow, filter: LineFilter): boolean {
  const words = `${row.narrative} ${row.timekeeperName} ${row.code} A103 TK`.toLowerCase();
  const keyOf = { 'Okafor, Ada': 'id:tk0', 'Beaster, John': 'id:tk1', 'Zimmer, Eva': 'id:tk2' } as Record<
    string,
    string
  >;
  if (filter.text !== undefined && filter.text !== '') {
    const text = filter.text;
    if (!words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(text))) return false;
  }
  if (filter.ruleIds !== undefined && !row.ruleIds.some((id) => filter.ruleIds?.includes(id))) return false;
  if (filter.severities !== undefined && !severitiesOf(row).some((each) => filter.severities?.includes(each)))
    return false;
  if (filter.timekeeperKeys !== undefined && !filter.timekeeperKeys.includes(keyOf[row.timekeeperName ?? ''] ?? ''))
    return false;
  if (filter.kinds !== undefined && !filter.kinds.includes(row.kind)) return false;
  if (filter.hasFindings !== undefined && (row.worstSeverity !== null) !== filter.hasFindings) return false;
  switch (filter.decision) {
    case undefined:
      return true;
    case 'decided':
      return row.decision !== null;
    case 'undecided':
      return row.decision === null;
    case 'cut':
      return row.decision !== null && row.decision.kind !== 'accept';
    case 'accepted':
      return row.decision?.kind === 'accept';
  }
}

function severitiesOf(row: LineRow): readonly Severity[] {
  return severityByLine.get(row.lineId) ?? [];
}

const SEVERITY_ORDER = [null, 'info', 'warn', 'must_fix', 'auto_cut', 'reject'];

function inOrder(a: LineRow, b: LineRow, sort: LineSort): boolean {
  const value = (row: LineRow): number | string | null => {
    switch (sort.by) {
      case 'record':
        return row.record;
      case 'date':
        return row.date;
      case 'timekeeper':
        return row.timekeeperName?.toLowerCase() ?? null;
      case 'hours':
        return row.unitsE4;
      case 'rate':
        return row.unitCostE4;
      case 'total':
        return row.totalE4;
      case 'severity':
        return SEVERITY_ORDER.indexOf(row.worstSeverity);
      case 'saving':
        return row.proposedE4;
    }
  };
  const [x, y] = [value(a), value(b)];
  if (x === y) return sort.by === 'record' || a.record < b.record;
  if (x === null) return false;
  if (y === null) return true;
  return sort.direction === 'ascending' ? x < y : x > y;
}
