import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import { numberWords } from './invoice-words.ts';
import { linesWithWords, namedWords, type PlaceTest } from './lines-with-words.ts';
import { prepareInvoice } from './prepare-invoice.ts';
import { WordMark } from './word-mark.ts';

function prepared(...narratives: string[]) {
  const invoice = buildInvoice({ lines: narratives.map((narrative) => ({ narrative })) });
  return prepareInvoice(invoice, { codeSets: codeSetsOf([], []), context: { today: '2026-05-01' } });
}

describe('words of an invoice', () => {
  // More different words than there are places for them, so that many share one.
  const narratives = Array.from(
    { length: 9_000 },
    (_, at) => `Reviewed name${at} of file${at % 7_000} and name${at - 1}`,
  );
  const { lines, words } = prepared(...narratives, '', 'Reviewing');

  it('are each known by number wherever they stand', () => {
    const { different, numbers, firstOf } = words;
    expect(new Set(different).size).toBe(different.length);
    for (const { index, reading } of lines) {
      const read = [...numbers.subarray(firstOf[index], firstOf[index + 1])].map((number) => different[number]);
      expect(read).toEqual(reading.words);
    }
  });

  it('are found by their text or their head word, with every place where they stand', () => {
    const linesOf = (name: string) =>
      words.named(name).flatMap((number) => {
        const places = words.placesOf.subarray(words.firstPlaceOf[number], words.firstPlaceOf[number + 1]);
        return [...places].map((at) => words.lineOf[at] ?? -1);
      });
    const sorted = (name: string) => linesOf(name).toSorted((a, b) => a - b);
    expect(sorted('name17')).toEqual([17, 18]);
    expect(sorted('file17')).toEqual([17, 7_017]);
    expect(sorted('review')).toHaveLength(9_001);
    expect(sorted('reviewing')).toEqual([9_001]);
    expect(sorted('nobody')).toEqual([]);
  });

  it('are numbered once for an invoice without any', () => {
    expect(numberWords([]).different).toEqual([]);
  });
});

describe('lines with words', () => {
  const bill = prepared('Draft motions', 'Call client re motion', '', 'Review order', 'Motion to motion');
  const found = (...asked: Parameters<typeof linesWithWords> extends [unknown, ...infer Rest] ? Rest : never) =>
    linesWithWords(bill, ...asked).map(({ index }) => index);

  it('are those of the words named or marked, once each, in order', () => {
    expect(found({ named: namedWords(['motion', 'call']) })).toEqual([0, 1, 4]);
    expect(found({ named: namedWords(['motions']) })).toEqual([0]);
    expect(found({ marks: WordMark.talk })).toEqual([1]);
    expect(found({ marks: WordMark.talk, named: namedWords(['order']) })).toEqual([1, 3]);
    expect(found({ named: namedWords(['verdict']), marks: WordMark.billing })).toEqual([]);
  });

  it('may depend on what stands around a word, and take other lines besides', () => {
    const isAfterTo: PlaceTest = (words, at) => words[at - 1]?.lemma === 'to';
    const named = new Map([['motion', isAfterTo]]);
    expect(found({ named })).toEqual([4]);
    expect(found({ named }, ({ reading }) => reading.words.length === 0)).toEqual([2, 4]);
  });
});
