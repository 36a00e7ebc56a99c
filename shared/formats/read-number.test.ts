import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatE4, parseE4 } from '#shared/money/e4.ts';
import { plainE4, readNumber } from './read-number.ts';

const figureOf = (text: string, hasDecimalComma = false) => {
  const reading = readNumber(text, { hasDecimalComma });
  return reading.kind === 'value' ? formatE4(reading.valueE4) : reading.kind;
};

describe('numbers as people write them', () => {
  test.each([
    ['1,234.56', '1234.56'],
    ['1,234,567', '1234567'],
    ['1.234.567,8', '1234567.8'],
    ['12,34,567.5', '1234567.5'],
    ['1 234,50', '1234.5'],
    ["1'234.50", '1234.5'],
    ['350,00', '350'],
    ['0,5', '0.5'],
    ['€ 1.250,00', '1250'],
    ['1250 USD', '1250'],
    ['US$1,250', '1250'],
    ['-$70.00', '-70'],
    ['$-70.00', '-70'],
    ['($70.00)', '-70'],
    ['$(70.00)', '-70'],
    ['−70', '-70'],
    ['70-', '-70'],
  ])('%s is %s', (text, expected) => {
    expect(figureOf(text)).toBe(expected);
  });

  test('1,234 is over a thousand, unless the source writes decimals with a comma', () => {
    expect(figureOf('1,234')).toBe('1234');
    expect(figureOf('1,234', true)).toBe('1.234');
  });

  test.each([
    'x',
    '1e3',
    '1,23,4',
    '1.2.3',
    '1,2.3,4',
    '--5',
    '-5-',
    '-$-5',
    '12 34',
    '$',
    '()',
    '1..2',
    '0x10',
    '٣',
    ',5x',
    '5 5',
  ])('%s is no number', (text) => {
    expect(figureOf(text)).toBe('notANumber');
  });

  test('what does not fit is too large, not approximated', () => {
    expect(figureOf('900719925474.0991')).toBe('900719925474.0991');
    expect(figureOf('900719925474.0992')).toBe('tooLarge');
    expect(figureOf('$9,007,199,254,741')).toBe('tooLarge');
  });
});

test('the quick way reads exactly what the careful way reads, or leaves it to it', () => {
  const text = fc.oneof(
    fc.stringMatching(/^-?\d{0,13}(\.\d{0,5})?$/),
    fc.string({ maxLength: 14 }),
    fc.constantFrom('-', '.', '-.', '', '-0', '0.0000', '99999999999'),
  );
  fc.assert(
    fc.property(text, (candidate) => {
      const quick = plainE4(candidate);
      if (Number.isNaN(quick)) return;
      expect(parseE4(candidate)).toEqual({ kind: 'value', valueE4: quick, isRounded: false });
      expect(Object.is(quick, -0)).toBe(false);
    }),
    { seed: 11, numRuns: 3000 },
  );
});

test('any amount with its thousands grouped and a currency sign reads as the amount', () => {
  const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
  fc.assert(
    fc.property(amount, (valueE4) => {
      const [whole = '', fraction] = formatE4(Math.abs(valueE4)).split('.');
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
      const text = valueE4 < 0 ? `($${grouped})` : `$${grouped}`;
      expect(readNumber(text)).toEqual({ kind: 'value', valueE4, isRounded: false, isVariant: true });
    }),
    { seed: 12, numRuns: 500 },
  );
});
