import { expect, it } from 'vitest';
import { baselineText, measuredText, shareText } from './model-words.ts';

it.each([
  [0, '0.0\u00a0%'],
  [8_340, '83.4\u00a0%'],
  [10_000, '100.0\u00a0%'],
  [4, '0.0\u00a0%'],
  [5, '0.1\u00a0%'],
  [-120, '\u22121.2\u00a0%'],
])('%i ten-thousandths are %s', (shareE4, text) => {
  expect(shareText(shareE4)).toBe(text);
});

it('never shows a measured share without its interval', () => {
  expect(measuredText({ valueE4: 8340, lowE4: 8010, highE4: 8620 })).toBe('83.4\u00a0% (80.1 to 86.2)');
  expect(measuredText(null)).toBe('');
});

it('names what a model is measured against', () => {
  const metrics = {
    score: null, gain: null, calibrationErrorE4: null, coverageE4: null, acceptedAccuracyE4: null,
    randomFoldScoreE4: null, alarmRateE4: null, baseline: { valueE4: 6200, lowE4: 6000, highE4: 6400 }, baselineName: 'lexicon',
  } as const; // biome-ignore format: one object
  expect(baselineText(metrics)).toBe('62.0\u00a0%, the word table');
});
