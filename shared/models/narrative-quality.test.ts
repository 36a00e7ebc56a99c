import { describe, expect, it } from 'vitest';
import { explainQuality, FIXED_QUALITY, qualityOf, readQuality } from './narrative-quality.ts';
import { seededDraws } from './seeded-draws.ts';
import { type DecidedNarrative, fitQuality, trainQuality } from './train-quality.ts';

const scoreOf = (narrative: string) => qualityOf(FIXED_QUALITY, readQuality(narrative));

describe('the quality of a narrative', () => {
  it('by the fixed weights stands higher for a clear one than for a vague or crowded one', () => {
    const clear = scoreOf('Draft answer to second amended complaint regarding notice of the defect');
    for (const narrative of [
      'Various case matters',
      'Telephone call',
      'Work on file',
      'Review responses; telephone conference with counsel; draft letter to adjuster; research preemption',
    ])
      expect(scoreOf(narrative), narrative).toBeLessThan(clear - 0.2);
    expect(scoreOf('')).toBeLessThan(0.3);
  });

  it('is explained by features that add up to it', () => {
    const features = readQuality('Telephone call');
    const sum = explainQuality(FIXED_QUALITY, features).reduce(
      (total, { weight }) => total + weight,
      FIXED_QUALITY.bias,
    );
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(qualityOf(FIXED_QUALITY, features), 12);
    expect(explainQuality(FIXED_QUALITY, features).map(({ feature }) => feature)).toContain('no_subject');
  });

  it('is learned where decisions say otherwise, and kept where they do not', () => {
    const draws = seededDraws(4);
    const decided = (isQuestioned: (features: readonly number[]) => boolean): readonly DecidedNarrative[] =>
      Array.from({ length: 400 }, (_, index) => {
        const features = Array.from({ length: 8 }, () => draws.share());
        const place = { client: `client ${index % 5}`, bill: `bill ${index % 40}` };
        return { features, wordCount: 10, isQuestioned: isQuestioned(features), ...place };
      });
    // A firm that minds nothing but documents that are named.
    const contrary = trainQuality(
      decided((features) => (features[7] ?? 0) > 0.6),
      1,
    );
    expect(contrary.metrics.isLearned).toBe(true);
    expect(contrary.model.weights[7]).toBeLessThan(0);
    expect(contrary.metrics.gain.low).toBeGreaterThan(0);
    const usual = decided((features) => qualityOf(FIXED_QUALITY, features) < 0.3);
    expect(trainQuality(usual, 1).metrics.area.value).toBeGreaterThan(0.95);
    expect(fitQuality(usual)).toEqual(fitQuality(usual));
  });
});
