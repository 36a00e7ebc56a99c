import { expect, it } from 'vitest';
import { billOf, FIRM, fateOf, mattersOf, monthsBefore, roleOf, walls } from './made-up-firm.ts';

it('has one million lines over all of its matters', () => {
  const bills = Array.from({ length: FIRM.bills }, (_, index) => billOf(index, '2026-03'));
  expect(bills.reduce((sum, { lines }) => sum + lines, 0)).toBe(1_000_000);
  expect(new Set(bills.map(({ matterNumber }) => matterNumber)).size).toBe(FIRM.matters);
  expect(new Set(bills.map(({ vendorNumber }) => vendorNumber)).size).toBe(FIRM.vendors);
});

it('gives everybody but the partners a part of the matters, none twice', () => {
  for (let person = FIRM.partners; person < FIRM.people; person += 1) {
    const matters = mattersOf(person);
    expect(new Set(matters).size).toBe(matters.length);
    expect(matters.length).toBeLessThan(FIRM.matters / 2);
  }
  expect(new Set(Array.from({ length: FIRM.people }, (_, person) => roleOf(person))).size).toBe(3);
});

it('walls people off from matters they would see otherwise', () => {
  for (const { person, matter } of walls()) expect(mattersOf(person)).toContain(matter);
});

it('closes most old bills and few new ones', () => {
  const closed = (monthsAgo: number) =>
    Array.from({ length: 1_000 }, (_, index) => fateOf(index, monthsAgo)).filter(
      (fate) => fate === 'approved' || fate === 'exported',
    ).length;
  expect(closed(12)).toBeGreaterThan(800);
  expect(closed(0)).toBeLessThan(300);
});

it('counts months back over the turn of the year', () => {
  expect(monthsBefore(Date.UTC(2026, 1, 20), 3)).toEqual(['2025-11', '2025-12', '2026-01']);
});
