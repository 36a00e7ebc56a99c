import { describe, expect, it } from 'vitest';
import type { LineRow } from '#shared/api/workspace.ts';
import { effectOfSelection, previewReduction } from './selection-effect.ts';

function row(totalE4: number | null, proposedE4 = 0): LineRow {
  return { totalE4, proposedE4, unitsE4: 20_000, unitCostE4: 1_000_000 } as LineRow;
}

describe('what a selection amounts to', () => {
  it('adds up what is billed and proposed', () => {
    expect(effectOfSelection(2, [row(2_000_000, 500_000), row(1_000_000)])).toEqual({
      lineCount: 2,
      billedE4: 3_000_000,
      proposedE4: 500_000,
    });
  });

  it('says nothing about amounts it does not know or has not seen', () => {
    expect(effectOfSelection(2, [row(null), row(1_000_000)]).billedE4).toBeNull();
    expect(effectOfSelection(3, [row(1_000_000)]).billedE4).toBeNull();
    expect(effectOfSelection(3, null).proposedE4).toBeNull();
  });
});

describe('what a reduction would take off', () => {
  it('is the sum over all lines, by the rule of the domain', () => {
    const rows = [row(2_000_000), row(1_000_000)];
    expect(previewReduction(rows, { kind: 'cut_percent', percentE4: 200_000 })).toEqual({
      kind: 'cut',
      cutE4: 600_000,
      refusedCount: 0,
    });
  });

  it('counts lines that cannot be cut, and refuses when none can', () => {
    const rows = [row(2_000_000), row(-1_000_000)];
    expect(previewReduction(rows, { kind: 'cut_hours', hoursE4: 10_000 })).toMatchObject({
      cutE4: 1_000_000,
      refusedCount: 1,
    });
    expect(previewReduction([row(-1)], { kind: 'cut_percent', percentE4: 1 }).kind).toBe('refused');
    expect(previewReduction([row(10)], { kind: 'pool', cutE4: 11 }).kind).toBe('refused');
  });
});
