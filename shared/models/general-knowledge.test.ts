import { describe, expect, it } from 'vitest';
import { fitCalibration } from './calibration.ts';
import { learnGeneralKnowledge, scoreOwnAsStrangers, scoreStrangers } from './general-knowledge.ts';
import { judgedBy, judgeStrangers } from './judge-strangers.ts';
import { madeUpLines } from './made-up-lines.testing.ts';
import { calibrationError } from './measure.ts';
import type { Classifier } from './train-classifier.ts';
import { codeByWordTable } from './word-table.ts';
import { writtenLines } from './written-lines.ts';

const TASKS = ['L110', 'L120', 'L160', 'L210', 'L240', 'L250', 'L310', 'L320', 'L330', 'L340', 'L350', 'L430'];
const ACTIVITIES = ['A101', 'A102', 'A103', 'A104', 'A105', 'A106', 'A107', 'A108', 'A109'];

/** A firm whose lines have taught nothing: all wording is unfamiliar. */
const untaught = (labels: readonly string[]): Classifier => ({
  labels,
  counts: labels.map(() => 1),
  vocabulary: new Uint32Array(),
  weights: new Float32Array(),
});

const share = <Item>(items: readonly Item[], holds: (item: Item) => boolean) =>
  items.filter(holds).length / items.length;

describe.each([
  ['task codes', TASKS],
  ['activity codes', ACTIVITIES],
])('in wording that no line of the firm has taught, %s', (_, labels) => {
  const tested = learnGeneralKnowledge(labels, 1);
  const answers = judgeStrangers(untaught(labels), tested);

  it('have probabilities that are right as often as they say in a style that calibration never saw', () => {
    expect(answers.length).toBeGreaterThan(1_000);
    expect(calibrationError(answers)).toBeLessThanOrEqual(0.05);
  });

  it('are shown only where at least nine of ten are right in a style that the threshold never saw', () => {
    const shown = answers.filter(({ isShown }) => isShown);
    expect(shown.length).toBeGreaterThan(answers.length / 3);
    expect(share(shown, ({ isRight }) => isRight)).toBeGreaterThanOrEqual(0.9);
  });

  it('are right much more often than the word table', () => {
    const table = share(tested.examples, ({ features, target }) => {
      return codeByWordTable(features.words, labels) === labels[target];
    });
    expect(share(answers, ({ isRight }) => isRight)).toBeGreaterThan(table + 0.1);
  });
});

describe('general knowledge', () => {
  const labels = ['L310', 'L330', 'X999'];
  const { whole, examples, strangers } = learnGeneralKnowledge(labels, 1);

  it('comes out the same for the same labels and seed', () => {
    expect(learnGeneralKnowledge(labels, 1).whole).toEqual(whole);
  });

  it('says nothing of a code that no written line has, rather than that it cannot be', () => {
    expect(whole.weights.length).toBe(3 * whole.vocabulary.length);
    expect(whole.weights.some((weight) => weight !== 0)).toBe(true);
    expect(whole.weights.every((weight, at) => at % 3 !== 2 || weight === 0)).toBe(true);
    expect(learnGeneralKnowledge(['X998', 'X999'], 1).whole.vocabulary).toHaveLength(0);
  });

  it('is tried on a line without the words that only its style has', () => {
    const at = examples.findIndex(({ style }) => style === 'attention-to');
    const keysElsewhere = new Set(
      examples.flatMap(({ style, features }) => (style === 'attention-to' ? [] : [...features.keys])),
    );
    const own = [...(examples[at]?.features.keys ?? [])].filter((key) => !keysElsewhere.has(key));
    expect(own.length).toBeGreaterThan(0);
    for (const key of own) {
      expect(whole.vocabulary).toContain(key);
      expect(strangers[at]?.vocabulary).not.toContain(key);
    }
  });
});

describe('a firm that codes by habits of its own', () => {
  it('makes a model less sure in wording that it has not met, as one that codes by the definitions does not', () => {
    const codes = ['A102', 'A103', 'A104'];
    const tested = learnGeneralKnowledge(codes, 1);
    const strangers = scoreStrangers(untaught(codes), tested);
    // Made-up lines call drafting A102, review A103 and research A104.
    const byHabit = madeUpLines(600);
    const meant = new Map([
      ['A102', 'A103'],
      ['A103', 'A104'],
      ['A104', 'A102'],
    ]);
    const byDefinition = byHabit.map((line) => ({ ...line, label: meant.get(line.label) ?? '' }));
    const certaintyWith = (lines: typeof byHabit) => {
      const calibration = fitCalibration([], [...strangers, ...scoreOwnAsStrangers(untaught(codes), tested, lines)]);
      return strangers.reduce((sum, each) => sum + judgedBy(each, calibration).certainty, 0) / strangers.length;
    };
    expect(certaintyWith(byHabit)).toBeLessThan(certaintyWith(byDefinition) - 0.03);
    expect(certaintyWith(byDefinition)).toBeGreaterThan(certaintyWith([]) - 0.03);
    // A client has as much of a say as a style, however many lines it has.
    expect(scoreOwnAsStrangers(untaught(codes), tested, madeUpLines(6_000)).length).toBeLessThan(strangers.length / 3);
  });
});

describe('written lines', () => {
  const lines = writtenLines();

  it('have a task, an activity and a narrative each, and none is there twice', () => {
    for (const { taskCode, activityCode, narrative } of lines)
      expect([taskCode.length, activityCode.length, narrative.length > 3]).toEqual([4, 4, true]);
    const texts = lines.map(({ narrative }) => narrative.toLowerCase());
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });

  it('are of many styles, none much larger than the others', () => {
    const sizes = [...Map.groupBy(lines, ({ style }) => style).values()].map(({ length }) => length);
    expect(sizes.length).toBeGreaterThanOrEqual(20);
    expect(Math.max(...sizes)).toBeLessThan(2 * Math.min(...sizes));
  });
});
