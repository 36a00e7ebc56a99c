import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addE4,
  formatE4,
  formatFixedE4,
  MAX_E4,
  multiplyE4,
  parseE4,
  roundToMinorUnitE4,
  scaleE4,
  sumE4,
} from './e4.ts';

const any = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.maxSafeInteger(),
  fc.constantFrom(0, 1, -1, 4999, 5000, -5000, MAX_E4, -MAX_E4),
);
const LIMIT = BigInt(MAX_E4);
const fits = (value: bigint) => value <= LIMIT && value >= -LIMIT;

/** Half away from zero, in whole numbers of any size: the definition the code is held against. */
function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const quotient = magnitude / divisor + ((magnitude % divisor) * 2n >= divisor ? 1n : 0n);
  return dividend < 0n ? -quotient : quotient;
}
const asNumber = (value: bigint) => (fits(value) ? Number(value) : null);

describe('against whole numbers of any size', () => {
  test('a sum is exact, or refused', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(addE4(a, b)).toBe(asNumber(BigInt(a) + BigInt(b)));
      }),
      { seed: 51, numRuns: 1000 },
    );
  });

  test('a list adds up exactly, or is refused once a running sum cannot be held', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (values) => {
        let running = 0n;
        let isHeld = true;
        for (const value of values) {
          running += BigInt(value);
          if (!fits(running)) isHeld = false;
        }
        expect(sumE4(values)).toBe(isHeld ? Number(running) : null);
      }),
      { seed: 52, numRuns: 1000 },
    );
  });

  test('a product is rounded half away from zero once, from the exact value, or refused', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(multiplyE4(a, b)).toBe(asNumber(roundedQuotient(BigInt(a) * BigInt(b), 10_000n)));
      }),
      { seed: 53, numRuns: 3000 },
    );
  });

  test('scaling by any fraction is exact inside', () => {
    const divisor = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));
    fc.assert(
      fc.property(any, any, divisor, (value, numerator, denominator) => {
        const expected = asNumber(roundedQuotient(BigInt(value) * BigInt(numerator), BigInt(denominator)));
        expect(scaleE4(value, numerator, denominator)).toBe(expected);
      }),
      { seed: 54, numRuns: 3000 },
    );
  });

  test('rounding to a minor unit goes to the nearest step, halves away from zero', () => {
    const amount = fc.integer({ min: -(10 ** 14), max: 10 ** 14 });
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 4 }), (amountE4, digits) => {
        const step = 10n ** BigInt(4 - digits);
        expect(roundToMinorUnitE4(amountE4, digits)).toBe(Number(roundedQuotient(BigInt(amountE4), step) * step));
      }),
      { seed: 55, numRuns: 1000 },
    );
  });

  test('a decimal text is read as its exact value, rounded once at the fourth place', () => {
    const text = fc.stringMatching(/^[+-]?\d{0,16}\.?\d{0,8}$/);
    fc.assert(
      fc.property(text, (decimal) => {
        const parsed = parseE4(decimal);
        const match = /^([+-]?)(\d*)\.?(\d*)$/.exec(decimal);
        const digits = `${match?.[2] ?? ''}${match?.[3] ?? ''}`;
        if (digits === '') {
          expect(parsed.kind).toBe('notANumber');
          return;
        }
        const places = BigInt((match?.[3] ?? '').length);
        const exact = BigInt(digits) * 10n ** 4n * (match?.[1] === '-' ? -1n : 1n);
        const value = roundedQuotient(exact, 10n ** places);
        const isRounded = exact % 10n ** places !== 0n;
        expect(parsed).toEqual(
          fits(value) ? { kind: 'value', valueE4: Number(value), isRounded } : { kind: 'tooLarge' },
        );
      }),
      { seed: 56, numRuns: 3000 },
    );
  });
});

describe('writing', () => {
  test('what is written is read back as the same value', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 4 }), (valueE4, decimals) => {
        expect(parseE4(formatE4(valueE4))).toEqual({ kind: 'value', valueE4, isRounded: false });
        expect(parseE4(formatFixedE4(valueE4, decimals))).toEqual({ kind: 'value', valueE4, isRounded: false });
      }),
      { seed: 57, numRuns: 2000 },
    );
  });

  test('the shortest text: no zero at the end, no point alone, and fixed texts have their places', () => {
    fc.assert(
      fc.property(any, (valueE4) => {
        expect(formatE4(valueE4)).toMatch(/^(?:0|-?(?:0|[1-9]\d*)(?:\.\d{0,3}[1-9])?)$/);
        expect(formatFixedE4(valueE4, 2)).toMatch(/\.\d{2,4}$/);
      }),
      { seed: 58, numRuns: 1000 },
    );
  });

  test.each([
    [16_844_500, '1684.45', '1684.45'],
    [2000, '0.2', '0.20'],
    [-700_000, '-70', '-70.00'],
    [-1, '-0.0001', '-0.0001'],
    [0, '0', '0.00'],
  ])('%i is %s, with two places %s', (valueE4, shortest, fixed) => {
    expect(formatE4(valueE4)).toBe(shortest);
    expect(formatFixedE4(valueE4, 2)).toBe(fixed);
  });
});

test.each(['', '.', '-', '+', '1e3', '1,5', ' 1', '1 ', '--1', '1.2.3', 'NaN', 'Infinity', '0x1', '١'])(
  '"%s" is no number',
  (text) => {
    expect(parseE4(text)).toEqual({ kind: 'notANumber' });
  },
);

test('a hundred thousand zeros before a figure do not make it too large', () => {
  expect(parseE4(`${'0'.repeat(100_000)}1.5`)).toEqual({ kind: 'value', valueE4: 15_000, isRounded: false });
});
