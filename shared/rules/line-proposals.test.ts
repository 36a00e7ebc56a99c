import { expect, test } from 'vitest';
import type { Finding } from '#shared/domain/finding.ts';
import { proposedCutsByLine } from './line-proposals.ts';

function finding(id: string, cutE4ByLine: Readonly<Record<string, number>>): Finding {
  return {
    id,
    ruleId: 'R90',
    ruleVersion: 1,
    guidelineClause: '',
    severity: 'warn',
    certainty: 'deterministic',
    lineIds: Object.keys(cutE4ByLine),
    records: [1],
    message: '',
    evidence: [],
    proposed: { kind: 'cut_line', cutE4ByLine },
    potentialSavingE4: 0,
  };
}

const FINDINGS = [finding('a', { x: 40, y: 10 }), finding('b', { x: 70 }), finding('c', { x: 70, y: 5 })];

test('a line’s proposal is the largest single cut, never the sum, and names the first finding that makes it', () => {
  const proposals = proposedCutsByLine(FINDINGS, () => true);
  expect([...proposals.values()].map(({ lineId, cutE4, finding: { id } }) => [lineId, cutE4, id])).toEqual([
    ['x', 70, 'b'],
    ['y', 10, 'a'],
  ]);
});

test('a finding that is switched off proposes nothing', () => {
  const proposals = proposedCutsByLine(FINDINGS, ({ id }) => id === 'a');
  expect(proposals.get('x')?.cutE4).toBe(40);
  expect(proposedCutsByLine(FINDINGS, () => false).size).toBe(0);
});
