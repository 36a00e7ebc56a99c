import { describe, expect, it } from 'vitest';
import { termsOf, tokenise } from './tokenise.ts';

describe('words as they are looked for', () => {
  it.each([
    ['Reviewed the motions', ['review', 'motion']],
    ['§ 1983, §§ 1331 and Section 12', ['section', '1983', 'section', '1331', 'section', '12']],
    ['$1,250.50 at 1.5 hrs', ['1250.50', '1.5', 'hr']],
    ['12(b)(6)', ['12', 'b', '6']],
    ['Café CAFÉ cafe', ['cafe', 'cafe', 'cafe']],
    ['naïve Größe', ['naiv', 'gro\u00dfe']],
    ['10b-5', ['10b', '5']],
    ['the and of', []],
    ['', []],
  ])('%s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
    expect(tokenise(text).map(({ term }) => term)).toEqual(terms);
  });

  it('are cut where they are long, and never through a character', () => {
    const [wide, behind, numbered] = termsOf(
      `${'\u{20000}'.repeat(40)} b${'\u{20000}'.repeat(40)} ${'1'.repeat(63)}\u{20000}`,
    );
    expect([wide, behind, numbered]).toEqual(['\u{20000}'.repeat(32), `b${'\u{20000}'.repeat(31)}`, '1'.repeat(63)]);
  });

  it('know where they stand', () => {
    const text = 'No travel-time, please.';
    expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual(['travel', 'time', 'please']);
  });
});
