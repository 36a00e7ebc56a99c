import { describe, expect, it } from 'vitest';
import { findRedactions } from './find-redactions.ts';
import { nameDictionary } from './name-dictionary.ts';

/** As long as the longest prose that is taken (a guideline); a search that is quadratic in it does not end within a test. */
const LENGTH = 200_000;
const nobody = nameDictionary([]);

describe('a text written to be slow is read to its end', () => {
  it.each([
    ['letters without an end', 'a'],
    ['one letter and a dot', 'a.'],
    ['one letter and a dash', 'a-'],
    ['digits', '1'],
    ['digits and commas', '1,'],
    ['digits and dots', '1.'],
    ['digits and blanks', '1 '],
    ['blanks', ' '],
    ['account and blanks', 'account          '],
    ['a docket that goes on', '22-cv-12345-a'],
    ['capitals', 'A'],
    ['words in capitals', 'SMITH '],
    ['house numbers', '12 North '],
    ['plus and digits', '+1 '],
    ['brackets', '[PERSON_'],
    ['signs of money', '$ '],
    ['links', 'www.'],
  ])('%s', (_name, piece) => {
    const text = piece.repeat(Math.ceil(LENGTH / piece.length));
    const spans = findRedactions(`${text} x@y.example`, nobody);
    expect(spans.length).toBeGreaterThan(0);
  });
});
