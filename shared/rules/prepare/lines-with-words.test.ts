import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import { invoiceWords } from './invoice-words.ts';
import { linesWithWords } from './lines-with-words.ts';
import { prepareInvoice } from './prepare-invoice.ts';

function prepared(...narratives: string[]) {
  const invoice = buildInvoice({ lines: narratives.map((narrative) => ({ narrative })) });
  return prepareInvoice(invoice, { codeSets: codeSetsOf([], []), context: { today: '2026-05-01' } });
}

describe('words of an invoice', () => {
  it('are each known by number wherever they stand, with the line and the place before', () => {
    // More words than the table of places has room for, so that many share one.
    const narratives = Array.from(
      { length: 3_000 },
      (_, at) => `Review name${at} of file${at % 1_700} and name${at - 1}`,
    );
    const { lines } = prepared(...narratives, '');
    const { different, numbers, firstOf, latest, before, lineOf } = invoiceWords(lines);
    const read = lines.map(({ index }) =>
      [...numbers.subarray(firstOf[index], firstOf[index + 1])].map((number) => different[number]?.text),
    );
    expect(read).toEqual(lines.map(({ reading }) => reading.words.map(({ text }) => text)));
    const placesOf = new Map<string, number[]>();
    different.forEach(({ text }, number) => {
      for (let at = latest[number] ?? -1; at >= 0; at = before[at] ?? -1)
        placesOf.set(text, [...(placesOf.get(text) ?? []), lineOf[at] ?? -1]);
    });
    expect(placesOf.get('name17')?.toSorted((a, b) => a - b)).toEqual([17, 18]);
    expect(placesOf.get('review')).toHaveLength(3_000);
    expect(invoiceWords(lines)).toBe(invoiceWords(lines));
  });
});

describe('lines with words', () => {
  const bill = prepared('Draft motion', 'Call client re motion', '', 'Review order', 'Motion to motion');

  it('are those of the words asked for, once each, in order', () => {
    const found = linesWithWords(bill, ({ lemma }) => lemma === 'motion' || lemma === 'call');
    expect(found.map(({ index }) => index)).toEqual([0, 1, 4]);
    expect(linesWithWords(bill, () => false)).toEqual([]);
  });

  it('may depend on what stands around a word, and take other lines besides', () => {
    const found = linesWithWords(
      bill,
      ({ lemma }) => lemma === 'motion' && ((words, at) => words[at - 1]?.lemma === 'to'),
      ({ reading }) => reading.words.length === 0,
    );
    expect(found.map(({ index }) => index)).toEqual([2, 4]);
  });
});
