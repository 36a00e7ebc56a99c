import { FOLDS, foldsByGroup } from './folds.ts';
import { growForest, type IsolationForest, isolationScore } from './isolation-forest.ts';
import type { Seclusion } from './labelled-line.ts';

import {
  type Distance,
  distancesOf,
  type FigureLine,
  figureOf,
  fitRobustGroups,
  type RobustGroups,
} from './robust-groups.ts';

/** What is usual in a firm. A line far from it is shown as unusual and nothing follows from that by itself. */
export interface AnomalyModel {
  readonly groups: RobustGroups;
  readonly forest: IsolationForest;
  /** Scores of the forest from here on are unusual. */
  readonly unusualFrom: number;
}

export interface Anomaly {
  /** By the forest, from 0 to 1. */
  readonly score: number;
  readonly isUnusual: boolean;
  /** The farthest figures first. */
  readonly distances: readonly Distance[];
}

/** A robust z from which on a figure is unusual by itself (Iglewicz and Hoaglin 1993). */
export const UNUSUAL_DISTANCE = 3.5;
/** The forest calls about one training line in so many unusual. */
const ONE_IN = 200;

export function trainAnomalies(lines: readonly FigureLine[], seed: number, seclusion: Seclusion): AnomalyModel {
  const groups = fitRobustGroups(lines, seclusion);
  const rows = lines.map(rowOf);
  const forest = growForest(rows, seed);
  const scores = Float64Array.from(rows, (row) => isolationScore(forest, row)).sort();
  return { groups, forest, unusualFrom: scores[Math.floor(scores.length * (1 - 1 / ONE_IN))] ?? 1 };
}

export function judgeAnomaly({ groups, forest, unusualFrom }: AnomalyModel, line: FigureLine): Anomaly {
  const distances = distancesOf(groups, line);
  const score = isolationScore(forest, rowOf(line));
  const isFar = Math.abs(distances[0]?.distance ?? 0) >= UNUSUAL_DISTANCE;
  return { score, isUnusual: isFar || score > unusualFrom, distances };
}

function rowOf(line: FigureLine): readonly number[] {
  return [figureOf(line, 'hours'), Math.log(Math.max(1, line.wordCount)), figureOf(line, 'hours_a_word')];
}

/** The share of approved lines of left-out clients that would be called unusual. */
export function alarmRate(lines: readonly FigureLine[], seed: number, seclusion: Seclusion): number {
  const folds = foldsByGroup(
    lines.map(({ client }) => client),
    FOLDS,
  );
  let alarms = 0;
  for (const fold of new Set(folds)) {
    const model = trainAnomalies(
      lines.filter((_, index) => folds[index] !== fold),
      seed,
      seclusion,
    );
    alarms += lines.filter((line, index) => folds[index] === fold && judgeAnomaly(model, line).isUnusual).length;
  }
  return alarms / Math.max(1, lines.length);
}
