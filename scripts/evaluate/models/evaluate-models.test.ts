import { describe, expect, it } from 'vitest';
import { SECLUSION } from '#shared/models/labelled-line.ts';
import { measureOn, trainCodeModel } from '#shared/models/measure-code-model.ts';
import { narrativeFeatures } from '#shared/models/narrative-features.ts';
import { trainClassifier } from '#shared/models/train-classifier.ts';
import { writtenLines } from '#shared/models/written-lines.ts';
import { demoLines } from './demo-lines.ts';
import { measureAnomalies } from './measure-anomalies.ts';
import { measureQuality } from './measure-quality.ts';
import { measureStrangers } from './measure-strangers.ts';
import { otherWordingLines } from './other-wording.ts';

describe('the second generator', () => {
  const lines = otherWordingLines(1, 'test');

  it('comes out the same for the same seed, and otherwise for another', () => {
    expect(otherWordingLines(1, 'test')).toEqual(lines);
    expect(otherWordingLines(2, 'test')).not.toEqual(lines);
  });

  it('words nothing as the demo does, nor as the phrases that the models were designed by or the written lines', () => {
    const openingOf = ({ narrative }: { narrative: string }) => narrative.split(' ').slice(0, 4).join(' ');
    const known = new Set([...demoLines(1, 20), ...otherWordingLines(1, 'design'), ...writtenLines()].map(openingOf));
    const shared = lines.filter((line) => known.has(openingOf(line)));
    expect(shared.length / lines.length).toBeLessThan(0.02);
  });
});

describe('models of codes', () => {
  it('trained on the demo beat majority and word table in wording they have never met', () => {
    for (const axis of ['taskCode', 'activityCode'] as const) {
      const labelled = (narratives: ReturnType<typeof demoLines>) =>
        narratives.map((line) => ({ ...line, label: line[axis], features: narrativeFeatures(line.narrative) }));
      const { model, metrics } = trainCodeModel(labelled(demoLines(1, 16)), { seed: 1, seclusion: SECLUSION });
      expect(metrics.calibrationError, axis).toBeLessThanOrEqual(0.05);
      expect(measureOn(model, labelled(otherWordingLines(1, 'test')), 1).gain.low, axis).toBeGreaterThan(0);
    }
  });
});

describe('written styles', () => {
  it('that were left out are answered better than by the word table, and as often right as is said', () => {
    const lines = demoLines(1, 4).map((line) => ({
      ...line,
      label: line.taskCode,
      features: narrativeFeatures(line.narrative),
    }));
    const classifier = trainClassifier(lines, { seed: 1, seclusion: { matters: 1, clients: 1 } });
    const { accuracy, wordTable, calibrationError, styles } = measureStrangers(classifier, 1);
    expect(styles).toBeGreaterThanOrEqual(20);
    expect(accuracy.low).toBeGreaterThan(wordTable.high);
    expect(calibrationError).toBeLessThanOrEqual(0.05);
  });
});

describe('the other models', () => {
  it('tell questioned narratives from clear ones better than their length does', () => {
    for (const { corpus, fixedWeights, length } of measureQuality(1, 12))
      expect(fixedWeights.value, corpus).toBeGreaterThan(length.value);
  });

  it('leave clean lines alone and find hours that were multiplied more often than by chance', () => {
    const { alarmRate, precision } = measureAnomalies(1, 20);
    expect(alarmRate).toBeLessThan(0.03);
    expect(precision).toBeGreaterThan(0.3);
  });
});
