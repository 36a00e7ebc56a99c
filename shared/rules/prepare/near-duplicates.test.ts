import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import { prepareInvoice } from './prepare-invoice.ts';

const OPTIONS = { minimumSimilarityE4: 8_000, maximumDaysApart: 7 };

function pairsOf(lines: readonly Partial<InvoiceLine>[], options = OPTIONS) {
  const invoice = buildInvoice({ lines });
  return prepareInvoice(invoice, { codeSets: codeSetsOf([], []), context: { today: '2026-05-01' } })
    .nearDuplicates(options)
    .map(({ first, second }) => [first, second]);
}

describe('findNearDuplicates', () => {
  const one = {
    date: '2026-03-10',
    narrative: 'Telephone call with adjuster Lena Kane regarding Doyle settlement demand',
  };

  it('pairs lines that differ in order, abbreviations, initials and small words', () => {
    const other = {
      date: '2026-03-12',
      narrative: 'Call w/ adj. Lena Kane re: settlement demand, Doyle (KL)',
      timekeeperId: 'TK2',
    };
    expect(pairsOf([one, { narrative: 'Draft answer to cross-claim of Apex Roofing' }, other])).toEqual([[0, 2]]);
  });

  it('leaves exact duplicates to R41 and pairs the same words on another day', () => {
    expect(pairsOf([one, one])).toEqual([]);
    expect(pairsOf([one, { ...one, unitsE4: 20_000 }])).toEqual([[0, 1]]);
    expect(pairsOf([one, { ...one, date: '2026-03-11' }])).toEqual([[0, 1]]);
  });

  it('pairs nothing beyond the days given, without a date, of expenses or of two words', () => {
    expect(pairsOf([one, { ...one, date: '2026-03-18' }])).toEqual([]);
    expect(pairsOf([one, { ...one, date: null }])).toEqual([]);
    expect(pairsOf([one, { ...one, date: '2026-03-11', kind: 'E' }])).toEqual([]);
    expect(pairsOf([{ narrative: 'Draft letter' }, { narrative: 'Draft letter', unitsE4: 5_000 }])).toEqual([]);
  });

  it('weighs a rare word more than a common one', () => {
    const common = ['Alpha', 'Bravo', 'Carol', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel'].map((name) => ({
      date: '2026-03-10',
      narrative: `Review medical records from provider ${name}`,
    }));
    expect(pairsOf(common, { ...OPTIONS, minimumSimilarityE4: 6_000 })).toEqual([]);
    expect(pairsOf(common.slice(0, 2), { ...OPTIONS, minimumSimilarityE4: 6_000 })).toEqual([[0, 1]]);
  });

  it('gives pairs in order of the later line whatever the order of dates', () => {
    const lines = [
      { ...one, date: '2026-03-14' },
      { narrative: 'Inspect crane' },
      { ...one, date: '2026-03-12' },
      { ...one, date: '2026-03-13' },
    ];
    expect(pairsOf(lines)).toEqual([
      [0, 2],
      [0, 3],
      [2, 3],
    ]);
  });

  it('pairs each of very many alike lines with a few predecessors only', () => {
    const lines = Array.from({ length: 3_000 }, (_, at) => ({ ...one, unitsE4: 1_000 + at }));
    const pairs = pairsOf(lines);
    expect(pairs.length).toBeGreaterThan(2_900);
    expect(pairs.length).toBeLessThan(3_000 * 33);
  });
});
