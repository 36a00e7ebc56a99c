import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NarrativeReading, wordEnd, wordStart } from './narrative-reading.ts';
import { readNarrative } from './read-narrative.ts';
import { WordMark } from './word-mark.ts';

/** Pieces with the hours stated in them. */
function piecesOf(text: string): readonly (readonly [string, number | null])[] {
  return readNarrative(text).segments.map(({ start, end, statedHoursE4 }) => [text.slice(start, end), statedHoursE4]);
}

const lemmasOf = (text: string) => readNarrative(text).words.map((word) => word.lemma);

/** All that a reading says, without where its parts are kept. */
function toldBy(reading: NarrativeReading) {
  const { text, words, segments, marks, hasBreaks } = reading;
  return { text, words, segments, marks, hasBreaks, starts: words.map((_, index) => wordStart(reading, index)) };
}

describe('readNarrative', () => {
  it('knows the shorthand of time entries', () => {
    expect(lemmasOf("T/C w/ OC re rogs & RFP's")).toEqual([
      'tc',
      'w/',
      'oc',
      'regarding',
      'interrogatory',
      'and',
      'rfp',
    ]);
    expect(lemmasOf('Rev’d e-mail; TCW clt; conf. w/client')).toEqual([
      'review',
      'email',
      'tc',
      'client',
      'conference',
      'w/',
      'client',
    ]);
    expect(lemmasOf('DRAFTING AND REVIEWING')).toEqual(['draft', 'and', 'review']);
  });

  it('keeps hyphenated and slashed words whole, and takes unknown ones by their last part', () => {
    expect(lemmasOf('meet-and-confer and/or set-off')).toEqual(['meet-and-confer', 'and/or', 'set-off']);
    const [unknown] = readNarrative('non-party').words;
    expect((unknown?.marks ?? 0) & WordMark.party).not.toBe(0);
    expect(lemmasOf('review/revise')).toEqual(['review', 'revise']);
  });

  const pieces: readonly (readonly [string, readonly (readonly [string, number | null])[]])[] = [
    ['Draft motion; call client', [['Draft motion', null], ['call client', null]]],
    ['Draft motion. Call client.', [['Draft motion', null], ['Call client', null]]],
    ['Conf. w/ J. Smith re mtn. to compel v. Acme Inc. today', [['Conf. w/ J. Smith re mtn. to compel v. Acme Inc. today', null]]],
    ['Draft stip. and prop. order re ans. 6', [['Draft stip. and prop. order re ans. 6', null]]],
    ['Call w/ safety dir. M. Pruitt', [['Call w/ safety dir. M. Pruitt', null]]],
    ['1) Review file 2) Draft letter', [['Review file', null], ['Draft letter', null]]],
    ['Draft MSJ - facts section', [['Draft MSJ', null], ['facts section', null]]],
    ['Draft motion and call client, then file', [['Draft motion and call client, then file', null]]],
    ['', []],
    [' ;; . ', []],
  ]; // biome-ignore format: one case a line
  it.each(pieces)('cuts %j into its pieces', (text, expected) => {
    expect(piecesOf(text)).toEqual(expected);
  });

  const stated: readonly (readonly [string, readonly (number | null)[]])[] = [
    ['Draft motion (.3); call client (0.4)', [3_000, 4_000]],
    ['(.3) Draft motion, (.4) call client', [3_000, 4_000]],
    ['Draft motion [1.25] call client .5 hrs', [12_500, 5_000]],
    ['Draft motion - 0.4; call client - .2', [4_000, 2_000]],
    ['Call client 15 minutes', [2_500]],
    ['Travel (2 hours) and hearing', [20_000, null]],
    // Not a time worked: counts, dates, rules, money, notices and more hours than a day has.
    ['Review (2) emails of 12.5.24 under Rule 26.1', [null]],
    ['Call (1) Smith (2) Jones', [null, null, null]],
    ['Review 24-hour notice and $3,500/hr fee', [null]],
    ['Review exhibit (30.5)', [null]],
  ]; // biome-ignore format: one case a line
  it.each(stated)('reads the hours stated in %j', (text, expected) => {
    expect(readNarrative(text).segments.map(({ statedHoursE4 }) => statedHoursE4)).toEqual(expected);
  });

  it('joins the marks of all its words', () => {
    const { marks, words } = readNarrative('Travel to Reno & draft motion');
    expect(marks).toBe(words.reduce((all, word) => all | word.marks, 0));
    expect(marks & WordMark.travel).not.toBe(0);
    expect(marks & WordMark.research).toBe(0);
  });

  it('gives every word its own place in any text, in order, and reads the same twice', () => {
    const piece = fc.constantFrom(
      'Review',
      'T/C',
      'w/',
      'e-mail',
      '(.3)',
      ';',
      '. ',
      ', ',
      ' ',
      '’s',
      'José',
      '12.5',
      '&',
      '/',
      '-',
      'İstanbul',
      '\n',
      '(',
      ')',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (narrative) => {
        const reading = readNarrative(narrative);
        let last = 0;
        for (const [index, word] of reading.words.entries()) {
          const start = wordStart(reading, index);
          const end = wordEnd(reading, index);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(narrative.length);
          const written = narrative.slice(start, end).replaceAll('’', "'");
          expect([written, written.toLowerCase()]).toContain(word.text);
          last = end;
        }
        const covered = reading.segments.reduce((count, segment) => count + segment.endWord - segment.firstWord, 0);
        expect(covered).toBe(reading.words.length);
        expect(toldBy(readNarrative(narrative))).toEqual(toldBy(reading));
      }),
      { numRuns: 400, seed: 20260401 },
    );
  });

  it('holds on to nothing as narratives go by: a word read after thousands of others reads the same', () => {
    const before = toldBy(readNarrative('Rvw mtn to compel'));
    for (let at = 0; at < 30_000; at += 1) readNarrative(`name${at} file${at}`);
    expect(toldBy(readNarrative('Rvw mtn to compel'))).toEqual(before);
  });

  it('takes an underscore for a letter of its own, whatever was read before', () => {
    const textsOf = (narrative: string) => readNarrative(narrative).words.map(({ text }) => text);
    expect(textsOf('file xay')).toEqual(['file', 'xay']);
    expect(textsOf('file x_y')).toEqual(['file', 'x_y']);
    expect(textsOf('a _ 7 07 007 2026 20266')).toEqual(['a', '_', '7', '07', '007', '2026', '20266']);
  });

  it('says whether a comma, slash or bracket stands between words', () => {
    const breaks = ['a, b', 'a / b', 'a (b)', 'a [b]'].map((narrative) => readNarrative(narrative).hasBreaks);
    expect(breaks).toEqual([true, true, true, true]);
    const none = ['Rvw mtn', 't/c w/ clt', '3,500 of 11/4', 'a; b - c'].map((each) => readNarrative(each).hasBreaks);
    expect(none).toEqual([false, false, false, false]);
  });
});
