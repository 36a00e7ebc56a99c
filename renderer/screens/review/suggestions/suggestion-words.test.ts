import { describe, expect, it } from 'vitest';
import { codeText, figureText, probabilityText, qualityText, tellingWords } from './suggestion-words.ts';

const CODE = { code: 'L120', label: 'Analysis', probabilityE4: 8700, isStated: false, words: [], modelVersion: 3 };

describe('what a model suggests', () => {
  it('never says that it is certain', () => {
    expect(probabilityText(8_700)).toBe('87\u00a0%');
    expect(probabilityText(10_000)).toBe('more than 99\u00a0%');
    expect(probabilityText(20)).toBe('less than 1\u00a0%');
  });

  it('stands beside what the line states', () => {
    expect(codeText(CODE, 'L110')).toBe('the line states L110');
    expect(codeText(CODE, null)).toBe('the line states none');
    expect(codeText({ ...CODE, isStated: true }, 'L120')).toBe('as the line states');
  });

  it('quotes the narrative\u2019s own words, those against left out', () => {
    const narrative = 'Draft motion; draft letter';
    expect(
      tellingWords(narrative, [
        { start: 0, end: 12, weightE4: 9000 },
        { start: 14, end: 26, weightE4: -200 },
        { start: 0, end: 12, weightE4: 100 },
      ]),
    ).toEqual(['Draft motion']);
  });

  it('says what speaks against a narrative where it is weak, and for it where it is not', () => {
    const reasons = [
      { reason: 'no_object', weightE4: -900 },
      { reason: 'says_why', weightE4: 300 },
    ] as const;
    expect(qualityText({ scoreE4: 2000, reasons: [...reasons], modelVersion: 1 })).toBe(
      'Likely to be questioned: no object',
    );
    expect(qualityText({ scoreE4: 9000, reasons: [...reasons], modelVersion: 1 })).toBe(
      'Says clearly what was done: says what it was for',
    );
    expect(qualityText({ scoreE4: 5000, reasons: [], modelVersion: 1 })).toBe('Could say more');
  });

  it('compares a figure with what is usual, and with whose', () => {
    expect(
      figureText({
        figure: 'hours',
        group: 'timekeeper',
        value: '9.5',
        usual: '1.2',
        distanceE4: 61_000,
        lineCount: 84,
      }),
    ).toBe('Hours 9.5, where 1.2 is usual among this person\u2019s lines (84 lines)');
  });
});
