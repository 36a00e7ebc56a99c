import { expect, test } from 'vitest';
import { currencyMinorDigits } from './currency.ts';

test.each([
  ['USD', 2],
  ['EUR', 2],
  ['GBP', 2],
  ['JPY', 0],
  ['KRW', 0],
  ['ISK', 0],
  ['KWD', 3],
  ['TND', 3],
  ['CLF', 4],
  [null, 2],
  ['XXQ', 2],
])('%s has %i decimals', (currency, digits) => {
  expect(currencyMinorDigits(currency)).toBe(digits);
});

// ISO 4217 list one as the runtime's own tables have it. They follow common use where a country's cents are
// out of use, so only currencies on which both agree that there are more or fewer than two are compared.
test('no listed currency contradicts the runtime about having thousandths', () => {
  const digits = (currency: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  for (const currency of [
    'BHD',
    'JOD',
    'KWD',
    'OMR',
    'TND',
    'JPY',
    'KRW',
    'VND',
    'CLP',
    'PYG',
    'XAF',
    'XOF',
    'USD',
    'CHF',
    'SEK',
  ]) {
    expect([currency, currencyMinorDigits(currency)]).toEqual([currency, digits(currency)]);
  }
});
