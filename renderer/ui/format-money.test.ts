import { describe, expect, it } from 'vitest';
import {
  countOf,
  figureParts,
  formatCut,
  formatHours,
  formatMoney,
  formatMoneyWithCode,
  formatPercent,
} from './format-money.ts';

describe('figures', () => {
  it('separates thousands and keeps the minor digits of the currency', () => {
    expect(formatMoney(12_345_678_900, 'USD')).toBe('1,234,567.89');
    expect(formatMoney(10_000, null)).toBe('1.00');
    expect(formatMoney(9_990_000, 'USD')).toBe('999.00');
    expect(formatMoney(1_234_000_000, 'JPY')).toBe('123,400');
    expect(formatMoney(12_345, 'KWD')).toBe('1.2345');
  });

  it('never rounds: digits beyond the minor unit are shown', () => {
    expect(formatMoney(10_001, 'USD')).toBe('1.0001');
    expect(formatMoney(15_000, 'JPY')).toBe('1.5');
    expect(figureParts(12_345_678, 2)).toEqual({ sign: '', whole: '1,234', fraction: '.56', extra: '78' });
    expect(figureParts(15_000, 0)).toEqual({ sign: '', whole: '1', fraction: '', extra: '.5' });
  });

  it('is exact at the largest amount that can be held', () => {
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'USD')).toBe('900,719,925,474.0991');
    expect(formatMoney(-Number.MAX_SAFE_INTEGER, 'USD')).toBe('\u2212900,719,925,474.0991');
  });

  it('writes a true minus, and none for zero', () => {
    expect(formatMoney(-700_000, 'USD')).toBe('\u221270.00');
    expect(formatCut(1_200_000, 'USD')).toBe('\u2212120.00');
    expect(formatCut(0, 'USD')).toBe('0.00');
  });

  it('shows a dash for what is unknown, never a zero', () => {
    expect(formatMoney(null, 'USD')).toBe('\u2013');
    expect(formatMoneyWithCode(null, 'USD')).toBe('\u2013');
    expect(formatHours(null)).toBe('\u2013');
  });

  it('sets hours, percentages and counts', () => {
    expect(formatHours(15_000)).toBe('1.5');
    expect(formatHours(12_500)).toBe('1.25');
    expect(formatPercent(125_000)).toBe('12.5\u00a0%');
    expect(countOf(1, 'line')).toBe('1 line');
    expect(countOf(2000, 'line')).toBe('2,000 lines');
  });
});
