import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import type { AgreedDiscount, AgreedRate, RosterEntry } from './master-facts.ts';
import { prepareInvoice } from './prepare-invoice.ts';
import type { PreparedLine, RuleContext } from './prepared-invoice.ts';

const person = (changes: Partial<RosterEntry> = {}): RosterEntry => ({
  timekeeperId: 'TK1',
  timekeeperName: 'Okafor, Ada',
  classification: 'ASSOC',
  scope: 'all',
  from: null,
  to: null,
  ...changes,
});
const rate = (rateE4: number, changes: Partial<AgreedRate> = {}): AgreedRate => ({
  timekeeperId: 'TK1',
  classification: null,
  scope: 'all',
  rateE4,
  currency: null,
  from: '2026-01-01',
  to: null,
  ...changes,
});
const forClass = (rateE4: number, classification: string, changes: Partial<AgreedRate> = {}) =>
  rate(rateE4, { timekeeperId: null, classification, ...changes });
const off = (percentE4: number, changes: Partial<AgreedDiscount> = {}): AgreedDiscount => ({
  scope: 'client',
  isForVendor: true,
  percentE4,
  from: '2026-01-01',
  to: null,
  ...changes,
});

function about(context: Partial<RuleContext>, line: Partial<InvoiceLine> = {}, currency: string | null = 'USD') {
  const prepared = prepareInvoice(buildInvoice({ currency, lines: [line] }), {
    codeSets: codeSetsOf([], []),
    context: { today: '2026-04-15', ...context },
  });
  return { terms: prepared.agreedTerms(), line: prepared.lines[0] as PreparedLine };
}
const rateOf = (
  agreedRates: readonly AgreedRate[],
  line: Partial<InvoiceLine> = {},
  currency: string | null = 'USD',
) => {
  const { terms, line: prepared } = about({ agreedRates }, line, currency);
  return terms.rateOf(prepared)?.rateE4 ?? null;
};

describe('a roster', () => {
  const verdict = (roster: readonly RosterEntry[], line: Partial<InvoiceLine> = {}) => {
    const { terms, line: prepared } = about({ roster }, line);
    return terms.rosterOf(prepared);
  };

  test('knows an id, whatever its case and spaces, and never by its name', () => {
    expect(verdict([person()], { timekeeperId: ' tk1 ' }).kind).toBe('approved');
    expect(verdict([person()], { timekeeperId: 'TK-1' })).toEqual({ kind: 'notOnRoster' });
  });

  test('knows a name where a bill gives no id, in either order', () => {
    expect(verdict([person()], { timekeeperId: null, timekeeperName: 'Ada  OKAFOR' }).kind).toBe('approved');
    expect(verdict([person()], { timekeeperId: null, timekeeperName: 'Ada Okafo' }).kind).toBe('notOnRoster');
  });

  test('counts both days of a period, and says when it ended and begins again', () => {
    const roster = [person({ from: '2026-01-01', to: '2026-03-09' }), person({ from: '2026-03-20' })];
    expect(verdict(roster, { date: '2026-03-09' }).kind).toBe('approved');
    expect(verdict(roster, { date: '2026-03-20' }).kind).toBe('approved');
    expect(verdict(roster)).toEqual({ kind: 'outsidePeriod', until: '2026-03-09', from: '2026-03-20' });
  });

  test('gives the title of the narrowest entry of the day, else the bill its own', () => {
    const roster = [person(), person({ classification: 'PARTNR', scope: 'matter', from: '2026-03-10' })];
    const at = (date: string) => {
      const { terms, line } = about({ roster }, { date, classification: 'OFCOUN' });
      return terms.titleOf(line);
    };
    expect([at('2026-03-09'), at('2026-03-10')]).toEqual(['ASSOC', 'PARTNR']);
    const { terms, line } = about({}, { classification: 'OFCOUN' });
    expect(terms.titleOf(line)).toBe('OFCOUN');
  });

  test.each([
    { name: 'without a date', line: { date: null } },
    { name: 'without a person', line: { timekeeperId: null, timekeeperName: null } },
    { name: 'of another matter', line: { headerDifferences: { LAW_FIRM_MATTER_ID: '9' } } },
    { name: 'of another client', line: { headerDifferences: { CLIENT_ID: '9' } } },
  ])('gives no verdict on a line $name', ({ line }) => {
    expect(verdict([], line)).toEqual({ kind: 'cannotTell' });
    expect(rateOf([rate(1)], line)).toBeNull();
  });
});

describe('of several agreed rates', () => {
  test('the matter’s holds before the client’s and that before one for all, whatever their order and dates', () => {
    const all = [rate(1, { from: '2026-03-01' }), rate(2, { scope: 'client' }), rate(3, { scope: 'matter' })];
    expect([rateOf(all), rateOf(all.toReversed())]).toEqual([3, 3]);
    expect(rateOf(all.slice(0, 2))).toBe(2);
  });

  test('a class’s on the matter holds before a person’s for all, a person’s before a class’s of the same reach', () => {
    expect(rateOf([rate(1), forClass(2, 'ASSOC', { scope: 'matter' })])).toBe(2);
    expect(rateOf([forClass(2, 'ASSOC'), rate(1)])).toBe(1);
  });

  test('the title as written holds before the class it stands for', () => {
    const cards = [forClass(1, 'Associate'), forClass(2, 'Senior Associate')];
    expect(rateOf(cards, { classification: 'senior  associate' })).toBe(2);
    expect(rateOf([cards[0] as AgreedRate], { classification: 'AS' })).toBe(1);
    expect(rateOf(cards, { classification: 'ASSOC' })).toBeNull();
  });

  test('the class is the roster’s where it has one', () => {
    const context = { roster: [person({ classification: 'PARALG' })], agreedRates: [forClass(1, 'PARALG')] };
    const { terms, line } = about(context, { classification: 'PARTNR' });
    expect(terms.rateOf(line)?.rateE4).toBe(1);
  });

  test('only one whose period has the day holds, both ends included', () => {
    const card = [rate(1, { from: '2026-01-01', to: '2026-03-10' })];
    expect([rateOf(card, { date: '2026-03-10' }), rateOf(card, { date: '2026-03-11' })]).toEqual([1, null]);
    expect([rateOf(card, { date: '2026-01-01' }), rateOf(card, { date: '2025-12-31' })]).toEqual([1, null]);
  });

  test('one in another currency does not, and none where a bill names no currency and two would', () => {
    const both = [rate(1, { currency: 'USD' }), rate(2, { currency: 'EUR' })];
    expect([rateOf(both, {}, 'eur'), rateOf(both, {}, 'USD'), rateOf(both, {}, 'GBP')]).toEqual([2, 1, null]);
    expect(rateOf(both, {}, null)).toBeNull();
    expect(rateOf([both[0] as AgreedRate], {}, null)).toBe(1);
  });

  test('a bill that gives names alone has its rates by the roster', () => {
    const { terms, line } = about({ roster: [person()], agreedRates: [rate(7)] }, { timekeeperId: null });
    expect(terms.rateOf(line)?.rateE4).toBe(7);
  });
});

describe('of several discounts', () => {
  const discountOf = (...agreedDiscounts: AgreedDiscount[]) => {
    const { terms, line } = about({ agreedDiscounts });
    return terms.discountOf(line)?.percentE4 ?? null;
  };

  test('the matter’s holds before the client’s, the vendor’s own before one for whoever bills', () => {
    expect(discountOf(off(1), off(2, { scope: 'matter', isForVendor: false }))).toBe(2);
    expect(discountOf(off(1, { isForVendor: false }), off(2))).toBe(2);
    expect(discountOf(off(1, { to: '2026-03-09' }))).toBeNull();
  });

  test('two that are equally narrow and differ come to none', () => {
    expect(discountOf(off(1), off(2))).toBeNull();
    expect(discountOf(off(1), off(1))).toBe(1);
  });
});
