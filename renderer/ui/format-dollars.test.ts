import { describe, expect, it } from 'vitest';
import { formatMicroDollars, parseDollars, writeDollars } from './format-dollars.ts';

describe('costs in millionths of a dollar', () => {
  it.each([
    [0, '$0.00'],
    [1, '$0.0001'],
    [4_200, '$0.0042'],
    [9_999, '$0.0100'],
    [12_340_000, '$12.34'],
    [1_999_995_000, '$2,000.00'],
    [1_234_567_890_000, '$1,234,567.89'],
  ])('%i are %s', (micro, text) => {
    expect(formatMicroDollars(micro)).toBe(text);
  });

  it.each(['250', '$250', '1,200.50', '0.000001', '0'])('%s can be read', (text) => {
    expect(parseDollars(text)).not.toBeNull();
  });

  it.each(['', 'much', '1,20', '-5', '1e3', '1.1234567'])('%j is no amount', (text) => {
    expect(parseDollars(text)).toBeNull();
  });

  it('reads back what it writes', () => {
    for (const micro of [0, 1, 150_000, 12_340_000, 999_999_999_999]) {
      expect(parseDollars(writeDollars(micro))).toBe(micro);
    }
    expect(writeDollars(250_000_000)).toBe('250.00');
  });
});
