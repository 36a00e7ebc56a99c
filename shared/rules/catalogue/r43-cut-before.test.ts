import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { PastCut } from '../prepare/prepared-invoice.ts';
import { cutBefore } from './r43-cut-before.ts';

const cut = (changes: Partial<PastCut> = {}): PastCut => ({
  date: '2026-03-10',
  timekeeperId: 'tk1',
  unitsE4: 15_000,
  narrative: 'draft  answer to SECOND amended complaint',
  invoiceNumber: '2026-0299',
  ...changes,
});
const check = (past: PastCut, parameters = {}) =>
  checkRule(cutBefore, buildInvoice(), parameters, { cutHistory: [past] });

describe('R43 cut before and billed again', () => {
  it('proposes to cut the line again and names the invoice it was cut from', () => {
    const id = buildInvoice().lines[0]?.id ?? '';
    expect(check(cut())).toEqual([
      {
        lines: [0],
        message: 'This work was cut before, on invoice 2026-0299.',
        evidence: [{ field: 'LINE_ITEM_DESCRIPTION' }],
        proposed: { kind: 'cut_line', cutE4ByLine: { [id]: 3_500_000 } },
      },
    ]);
    expect(check(cut({ invoiceNumber: null }))).toMatchObject([
      { message: 'This work was cut before, on an invoice without a number.' },
    ]);
  });

  it.each([
    { name: 'another narrative', past: cut({ narrative: 'Draft answer' }) },
    { name: 'another timekeeper', past: cut({ timekeeperId: 'TK2' }) },
    { name: 'another date', past: cut({ date: '2026-03-11' }) },
    { name: 'no date', past: cut({ date: null }) },
    { name: 'no narrative', past: cut({ narrative: ' ' }) },
  ])('lets a cut of $name pass', ({ past }) => {
    expect(check(past)).toEqual([]);
  });

  it('compares date and hours as the guideline says', () => {
    expect(check(cut({ date: '2026-02-02' }), { comparesDate: false })).toHaveLength(1);
    expect(check(cut(), { comparesHours: true })).toEqual([]);
    expect(check(cut({ unitsE4: 10_000 }), { comparesHours: true })).toHaveLength(1);
  });

  it('does not run without a history', () => {
    expect(() => checkRule(cutBefore, buildInvoice())).toThrow('no record of earlier cuts');
    expect(checkRule(cutBefore, buildInvoice(), {}, { cutHistory: [] })).toEqual([]);
  });
});
