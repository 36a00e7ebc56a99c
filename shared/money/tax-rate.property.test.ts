import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTaxRateE10, parseTaxRateE10, RATE_E10, taxOnE4 } from './tax-rate.ts';

const rate = fc.oneof(fc.integer({ min: 0, max: RATE_E10 }), fc.constantFrom(0, 1, RATE_E10, 612_450_000));

test('a rate that is written is read back as the same rate', () => {
  fc.assert(
    fc.property(rate, (rateE10) => {
      const text = formatTaxRateE10(rateE10);
      expect(text).toMatch(/^[01](?:\.\d{0,9}[1-9])?$/);
      expect(parseTaxRateE10(text)).toBe(rateE10);
    }),
    { seed: 61, numRuns: 1000 },
  );
});

test('tax is the exact product, rounded half away from zero to ten-thousandths', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), rate, (baseE4, rateE10) => {
      const exact = BigInt(baseE4) * BigInt(rateE10);
      const magnitude = exact < 0n ? -exact : exact;
      const scale = BigInt(RATE_E10);
      const rounded = magnitude / scale + ((magnitude % scale) * 2n >= scale ? 1n : 0n);
      expect(taxOnE4(baseE4, rateE10)).toBe(Number(exact < 0n ? -rounded : rounded));
    }),
    { seed: 62, numRuns: 2000 },
  );
});

test.each([
  ['0.061245', 612_450_000],
  ['.21', 2_100_000_000],
  ['0', 0],
  ['1', RATE_E10],
  ['1.0000', RATE_E10],
  ['+0.5', 5_000_000_000],
  ['0.0000000001', 1],
  ['0.00000000010', 1],
  ['0.00000000001', null],
  ['1.0000000001', null],
  ['21', null],
  ['-0.1', null],
  ['21%', null],
  ['', null],
  ['.', null],
  ['x', null],
])('%s', (text, rateE10) => {
  expect(parseTaxRateE10(text)).toBe(rateE10);
});

test('the tax of the official 98BI sample does not follow from its rate', () => {
  expect(taxOnE4(6_300_000, 612_450_000)).toBe(385_844);
  expect(taxOnE4(12_500_000, 612_450_000)).toBe(765_563);
});
