import { describe, expect, it } from 'vitest';
import { parseReduction } from './reduce-input.ts';

function reductionOf(text: string): unknown {
  const answer = parseReduction(text);
  return answer.kind === 'reduction' ? answer.reduction : answer.kind;
}

describe('what the reduce field understands', () => {
  it.each(['1.5h', '=1.5h', ' = 1.5 h ', '1.5hrs', '1.50H'])('%s: hours that remain', (text) => {
    expect(reductionOf(text)).toEqual({ kind: 'cut_hours', hoursE4: 15_000 });
  });

  it('takes no hours at all as an answer', () => {
    expect(reductionOf('0h')).toEqual({ kind: 'cut_hours', hoursE4: 0 });
  });

  it.each(['20%', '-20%', '\u221220 %', '20.0%'])('%s: percent off', (text) => {
    expect(reductionOf(text)).toEqual({ kind: 'cut_percent', percentE4: 200_000 });
  });

  it.each(['=400', '=$400', '@400', '@\u20ac400', '$400/h', '400/h', '=400/h', '@400.00'])('%s: the rate', (text) => {
    expect(reductionOf(text)).toEqual({ kind: 'cut_rate', rateE4: 4_000_000 });
  });

  it.each(['-$120', '-120', '-120.00', '\u2212$120'])('%s: an amount off', (text) => {
    expect(reductionOf(text)).toEqual({ kind: 'pool', cutE4: 1_200_000 });
  });

  it('reads thousands only where the groups are whole', () => {
    expect(reductionOf('-$1,200.50')).toEqual({ kind: 'pool', cutE4: 12_005_000 });
    expect(reductionOf('-1,20')).toBe('incomplete');
    expect(reductionOf('1,5h')).toBe('incomplete');
  });
});

describe('what it asks about instead of guessing', () => {
  it.each([
    '',
    '2',
    '1.5',
    'h',
    '%',
    '0%',
    '101%',
    '-0',
    '-1h',
    '--5',
    '=',
    '@',
    '$120',
    '1.23456h',
    '1e3',
    '9'.repeat(20),
  ])('%j is not a decision', (text) => {
    const answer = parseReduction(text);
    expect(answer.kind).toBe('incomplete');
    expect(answer.kind === 'incomplete' ? answer.message.length : 0).toBeGreaterThan(10);
  });
});
