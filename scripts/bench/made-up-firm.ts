import type { Role } from '#server/access/actor.ts';
import type { BillOf } from './made-up-bill.ts';
import { seededDraw } from './made-up-narratives.ts';

/** A firm of 100 people with 40 clients, 300 matters and two years of bills: one million lines. */
export const FIRM = {
  clients: 40,
  matters: 300,
  people: 100,
  /** Of these the first few may see every matter, the others some. */
  partners: 12,
  walls: 20,
  months: 24,
  bills: 5_000,
  linesPerBill: 200,
  vendors: 21,
} as const;

export function clientNumberOf(matter: number): string {
  return `C${String(1 + (matter % FIRM.clients)).padStart(3, '0')}`;
}

export function matterNumberOf(matter: number): string {
  return `M${String(1 + matter).padStart(4, '0')}`;
}

/** Partners first: every other of them approves. */
export function roleOf(person: number): Role {
  if (person === FIRM.partners - 1) return 'administrator';
  if (person < FIRM.partners) return person % 2 === 1 ? 'approver' : 'reviewer';
  return person % 5 === 0 ? 'approver' : 'reviewer';
}

/** The matters of everybody but the partners: 20 to 119 each. */
export function mattersOf(person: number): readonly number[] {
  const draw = seededDraw(person * 613 + 5);
  const count = 20 + draw(100);
  const begin = draw(FIRM.matters);
  // A step without a divisor in common with the number of matters meets each at most once.
  return Array.from({ length: count }, (_, index) => (begin + index * 7) % FIRM.matters);
}

/** Who is walled off from one of their matters. */
export function walls(): readonly { readonly person: number; readonly matter: number }[] {
  return Array.from({ length: FIRM.walls }, (_, index) => {
    const person = FIRM.partners + index * 4;
    return { person, matter: mattersOf(person)[index] ?? 0 };
  });
}

/** Bill `index` (from 0) of the firm, in the order of time. @param month in which its work was done */
export function billOf(index: number, month: string): BillOf {
  const draw = seededDraw(index * 31 + 17);
  const matter = draw(FIRM.matters);
  // Three of five are the firm's own; the others come from experts and local counsel.
  const vendor = draw(5) < 3 ? 0 : 1 + draw(FIRM.vendors - 1);
  return {
    number: index + 1,
    lines: FIRM.linesPerBill,
    clientNumber: clientNumberOf(matter),
    matterNumber: matterNumberOf(matter),
    vendorNumber: `V${String(1 + vendor).padStart(3, '0')}`,
    month,
    format: 'ledes98bi',
  };
}

export function matterOf(index: number): number {
  return seededDraw(index * 31 + 17)(FIRM.matters);
}

export type Fate = 'untouched' | 'begun' | 'returned' | 'approved' | 'exported';

/** What became of a bill, by how many months ago it came. */
export function fateOf(index: number, monthsAgo: number): Fate {
  const share = seededDraw(index * 53 + 29)(100);
  if (monthsAgo < 2) return share < 40 ? 'untouched' : share < 80 ? 'begun' : 'approved';
  if (share < 4) return 'returned';
  if (share < 12) return 'begun';
  return monthsAgo < 4 ? 'approved' : 'exported';
}

/** The `count` months before the one of `nowMs`, oldest first, as `2026-03`. */
export function monthsBefore(nowMs: number, count: number): readonly string[] {
  const now = new Date(nowMs);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + index, 1)).toISOString().slice(0, 7),
  );
}
