import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCitations } from './find-citations.ts';
import { findReporter } from './find-reporter.ts';
import { REPORTERS } from './reporters.ts';

const PLAIN = REPORTERS.filter(({ isDatabase, needsContext }) => !isDatabase && !needsContext);
const reporter = fc.constantFrom(...PLAIN);
const spaced = fc.constantFrom<(written: string) => string>(
  (written) => written,
  (written) => written.replaceAll('. ', '.'),
  (written) => written.replaceAll("'", '\u2019'),
  (written) => written.replace(/\.(\d)/, '. $1'),
  (written) => written.replace(/(\d)d$/, (_, digit: string) => (digit === '2' ? '2nd' : '3rd')),
);
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'Doe v. Roe, ', '550 U.S. 544', ' at 556', 'Id.', 'supra', ' (2d Cir. 1999)', '42 U.S.C. § 1983', ', ', '; ', ' v. ', '1 ', 'F.3d ', '¶ 12', '\n', '(', ')',
      ), // biome-ignore format: one list
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('citations in any text', () => {
  it('stand in order, apart, and are what the text says at their place', () => {
    fc.assert(
      fc.property(text, (any) => {
        let end = 0;
        const found = findCitations(any);
        for (const [at, citation] of found.entries()) {
          expect(citation.start).toBeGreaterThanOrEqual(end);
          expect(citation.text).toBe(any.slice(citation.start, citation.end));
          expect(citation.text).not.toBe('');
          end = citation.end;
          if (citation.repeats !== null) {
            expect(citation.repeats).toBeLessThan(at);
            const repeated = found[citation.repeats];
            expect(repeated?.repeats).toBeNull();
            if (citation.kind !== 'case') expect(repeated?.normalised).toBe(citation.normalised);
          }
        }
      }),
    );
  });

  it('are found alone as they were normalised', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        reporter,
        spaced,
        fc.integer({ min: 1, max: 1999 }),
        (volume, { abbreviation }, spell, page) => {
          const written = `${volume} ${spell(abbreviation)} ${page}`;
          const [found] = findCitations(`as in ${written}.`);
          expect(found?.normalised, written).toBe(`${volume} ${abbreviation} ${page}`);
          expect(findCitations(found?.normalised ?? '')[0]?.normalised).toBe(found?.normalised);
        },
      ),
    );
  });

  it('take no longer in a hostile text than its length asks', () => {
    const hostile = [
      '1 F.',
      '(',
      ' v. ',
      'A ',
      '1 ',
      'Id. ',
      'supra ',
      '§',
      'Smith v. ',
      '42 U.S.C. ',
      '1-',
      '2 Cal. Civ. ',
    ];
    for (const piece of hostile) {
      const began = performance.now();
      findCitations(piece.repeat(200_000 / piece.length));
      expect(performance.now() - began, piece).toBeLessThan(1_500);
    }
  });
});

describe('the table of reporters', () => {
  it('has no abbreviation or spelling that leads to two of them', () => {
    for (const each of REPORTERS)
      for (const spelling of [each.abbreviation, ...each.otherSpellings])
        expect(findReporter(spelling), spelling).toBe(each);
  });
});
