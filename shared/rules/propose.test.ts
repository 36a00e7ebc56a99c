import { expect, test } from 'vitest';
import { buildLine } from '#shared/domain/build-invoice.testing.ts';
import { proposeCutHours, proposeCutLine, proposeCutPercent, proposeCutRate, proposeCutRates } from './propose.ts';

const LINE = buildLine({ unitsE4: 20_000, unitCostE4: 3_500_000, adjustmentE4: -700_000 }); // 2 h, 350, -70: 630

test('hours and rates take their proportion of the total, adjustment included', () => {
  expect(proposeCutHours(LINE, 5_000)).toEqual({
    kind: 'cut_hours',
    hoursE4ByLine: { [LINE.id]: 5_000 },
    cutE4ByLine: { [LINE.id]: 4_725_000 },
  });
  expect(proposeCutRate(LINE, 2_800_000)).toEqual({
    kind: 'cut_rate',
    rateE4ByLine: { [LINE.id]: 2_800_000 },
    cutE4ByLine: { [LINE.id]: 1_260_000 },
  });
});

test('a percentage and a whole line are measured on the total', () => {
  expect(proposeCutPercent([LINE], 500_000)).toMatchObject({
    percentE4: 500_000,
    cutE4ByLine: { [LINE.id]: 3_150_000 },
  });
  expect(proposeCutLine([LINE])).toEqual({ kind: 'cut_line', cutE4ByLine: { [LINE.id]: 6_300_000 } });
});

test('nothing is proposed when nothing would come off', () => {
  expect(proposeCutHours(LINE, 20_000)).toEqual({ kind: 'none' });
  expect(proposeCutRate(LINE, 3_500_000)).toEqual({ kind: 'none' });
  expect(proposeCutPercent([LINE], 0)).toEqual({ kind: 'none' });
  expect(proposeCutHours({ ...LINE, unitsE4: null }, 0)).toEqual({ kind: 'none' });
});

test('lines without a known positive total carry no amount', () => {
  const unknown = buildLine({ record: 2, totalE4: null });
  const credit = buildLine({ record: 3, totalE4: -10_000 });
  expect(proposeCutLine([LINE, unknown, credit])).toEqual({ kind: 'cut_line', cutE4ByLine: { [LINE.id]: 6_300_000 } });
  expect(proposeCutHours(unknown, 5_000)).toMatchObject({ kind: 'cut_hours', cutE4ByLine: {} });
});

test('rates of several lines are cut each to its own, and only where that is less', () => {
  const other = buildLine({ record: 2, unitsE4: 10_000, unitCostE4: 2_000_000 });
  const proposed = proposeCutRates([
    { line: LINE, remainingRateE4: 2_800_000 },
    { line: other, remainingRateE4: 2_000_000 },
  ]);
  expect(proposed).toEqual(proposeCutRate(LINE, 2_800_000));
  expect(proposeCutRates([{ line: other, remainingRateE4: 2_000_000 }])).toEqual({ kind: 'none' });
});
