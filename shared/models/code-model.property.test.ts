import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrated } from './calibration.ts';
import { type CodeModel, explainCode, predictCode } from './code-model.ts';
import { SECLUSION } from './labelled-line.ts';
import { madeUpLines } from './made-up-lines.testing.ts';
import { trainCodeModel } from './measure-code-model.ts';
import { MODEL_FILE_VERSION, readModel, writeModel } from './model-file.ts';
import { narrativeFeatures } from './narrative-features.ts';
import { priorsOf, scoreLine } from './score-line.ts';
import { trainClassifier } from './train-classifier.ts';

const lines = madeUpLines(600);
const options = { seed: 7, seclusion: SECLUSION };
const trained = trainCodeModel(lines, options);
const { model } = trained;
const words = fc.array(
  fc.constantFrom(
    'Draft',
    'Review',
    'motion',
    'records',
    'of',
    'Thornbury',
    '2.5',
    'indemnity',
    'zebra',
    ';',
    'w/',
    'é',
  ),
  { maxLength: 30 },
);
const anyNarrative = fc.oneof(
  words.map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);

describe('a code model', () => {
  it('comes out the same, byte for byte, for the same lines and seed, and otherwise for another seed', () => {
    const bytesOf = (seed: number) => {
      const classifier = trainClassifier(lines, { ...options, seed });
      return writeModel({ kind: 'task_code', model: { ...model, classifier } });
    };
    expect(bytesOf(7)).toEqual(bytesOf(7));
    expect(bytesOf(8)).not.toEqual(bytesOf(7));
  });

  it('gives probabilities that add up to 1 for any narrative, and none below 0', () => {
    fc.assert(
      fc.property(anyNarrative, (narrative) => {
        const prediction = predictCode(model, narrativeFeatures(narrative));
        expect(prediction?.probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...(prediction?.probabilities ?? [-1]))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('explains a score by shares of the words that add up to it, each a piece of the narrative', () => {
    fc.assert(
      fc.property(anyNarrative, fc.nat(2), (narrative, label) => {
        const features = narrativeFeatures(narrative);
        const { classifier } = model;
        const { logits, familiarity } = scoreLine(model, features);
        const priors = priorsOf(classifier.counts);
        const ofWords = logits.map((logit, index) => logit - familiarity * (priors[index] ?? 0));
        const mean = ofWords.reduce((sum, each) => sum + each, 0) / ofWords.length;
        const shares = explainCode(model, features, classifier.labels[label] ?? '');
        expect(shares.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo((ofWords[label] ?? 0) - mean, 4);
        for (const { start, end } of shares) expect(narrative.slice(start, end).trim().length).toBe(end - start);
      }),
    );
  });

  it('keeps the order of the answers whatever the temperatures, and is less sure the less it knows', () => {
    const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 8 });
    const temperature = fc.double({ min: 0.05, max: 50, noNaN: true });
    fc.assert(
      fc.property(logits, temperature, temperature, (given, one, other) => {
        const calibration = { known: Math.min(one, other), unknown: Math.max(one, other), doubt: 0.1 };
        const score = { logits: Float64Array.from(given), familiarity: 1 };
        const known = calibrated(score, calibration);
        const unknown = calibrated({ ...score, familiarity: 0 }, calibration);
        for (const [index, logit] of given.entries())
          for (const [place, against] of given.entries())
            if (logit > against) expect(known[index] ?? 0).toBeGreaterThanOrEqual(known[place] ?? 1);
        expect(Math.max(...unknown)).toBeLessThanOrEqual(Math.max(...known) + 1e-9);
      }),
    );
  });

  it('says nothing below its probability', () => {
    const features = narrativeFeatures('zebra');
    const sure: CodeModel = { ...model, rejectBelow: 0 };
    expect(predictCode(sure, features)?.isSure).toBe(true);
    expect(predictCode({ ...model, rejectBelow: 0.999 }, features)?.isSure).toBe(false);
  });

  it('knows nothing of what was said in two matters or of one client alone', () => {
    const secret = (matter: string, client: string) =>
      madeUpLines(40, 3).map((line) => ({
        ...line,
        features: narrativeFeatures('Draft projectfalcon memorandum'),
        label: 'A103',
        client,
        matter,
      }));
    const told = [...lines, ...secret('client 0/0', 'client 0'), ...secret('client 1/0', 'client 1')];
    const ofOneClient = [...lines, ...[0, 1, 2].flatMap((matter) => secret(`client 0/${matter}`, 'client 0'))];
    const asked = narrativeFeatures('Draft projectfalcon memorandum');
    const weightOf = (trainedOn: typeof lines) => {
      const classifier = trainClassifier(trainedOn, options);
      // What comes with LAIT was learned from no firm's lines.
      const general = { vocabulary: new Uint32Array(), weights: new Float32Array() };
      return explainCode({ ...model, classifier, general }, asked, 'A103')[1]?.weight ?? 0;
    };
    expect(weightOf(told)).toBe(0);
    expect(weightOf(ofOneClient)).toBe(0);
    const known = [...told, ...secret('client 2/0', 'client 2')];
    expect(weightOf(known)).not.toBe(0);
  });

  it('is measured on clients it has not seen, against what needs no learning', () => {
    const { metrics, randomFoldAccuracy } = trained;
    expect(metrics.gain.low).toBeGreaterThan(0);
    expect(metrics.accuracy.low).toBeLessThan(metrics.accuracy.value);
    expect(metrics.calibrationError).toBeLessThan(0.1);
    expect(metrics.acceptedAccuracy).toBeGreaterThanOrEqual(metrics.accuracy.value - 0.05);
    // Half of so few lines teach few turns of phrase, and these codes are at odds with what the words mean elsewhere.
    expect(randomFoldAccuracy).toBeGreaterThan(metrics.majority.value + 0.2);
  });
});

describe('a model file', () => {
  const bytes = writeModel({ kind: 'activity_code', model });

  it('is read as it was written', () => {
    const answer = readModel(bytes);
    expect(answer).toMatchObject({ kind: 'read', stored: { kind: 'activity_code' } });
    if (answer.kind === 'read') expect(writeModel(answer.stored)).toEqual(bytes);
    // As it comes from a buffer that holds more than it.
    const within = new Uint8Array(bytes.length + 3);
    within.set(bytes, 3);
    expect(readModel(within.subarray(3))).toEqual(answer);
  });

  it('of another version is refused, and so is one that is not whole', () => {
    const other = Uint8Array.from(bytes);
    other[7] = MODEL_FILE_VERSION + 1;
    expect(readModel(other)).toEqual({ kind: 'refused', reason: 'unknown_version' });
    expect(readModel(bytes.subarray(0, bytes.length - 4))).toEqual({ kind: 'refused', reason: 'damaged' });
    expect(readModel(new Uint8Array(4))).toEqual({ kind: 'refused', reason: 'damaged' });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = Uint8Array.from(bytes);
        broken[at] = (broken[at] ?? 0) ^ change;
        expect(readModel(broken).kind).toBe('refused');
      }),
      { numRuns: 20 },
    );
  });
});
