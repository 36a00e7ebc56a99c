import { alarmRate, judgeAnomaly, trainAnomalies } from '#shared/models/anomaly-model.ts';
import { SECLUSION } from '#shared/models/labelled-line.ts';
import { narrativeWords } from '#shared/models/narrative-words.ts';
import type { FigureLine } from '#shared/models/robust-groups.ts';
import { seededDraws } from '#shared/models/seeded-draws.ts';
import { draftCleanInvoice } from '../../cli/demo/draft-clean-invoice.ts';

/** One tested line in so many gets its hours multiplied. */
const PLANTED_ONE_IN = 20;
const FACTOR = 6;

/** The demo has no unusual hours of its own, so they are planted: a fence for regressions, no measure of real bills. */
export interface MeasuredAnomalies {
  readonly lines: number;
  /** Share of clean lines of left-out clients that are called unusual. */
  readonly alarmRate: number;
  readonly planted: number;
  readonly factor: number;
  /** Of the planted ones, those called unusual; of those called unusual, the planted ones. */
  readonly recall: number;
  readonly precision: number;
}

export function measureAnomalies(seed: number, bills: number): MeasuredAnomalies {
  const lines = Array.from({ length: bills }, (_, index) => {
    const draft = draftCleanInvoice(seed, index + 1, 80);
    return draft.lines.flatMap((line): FigureLine[] =>
      line.kind !== 'F' || line.unitsE4 === null
        ? []
        : [
            {
              hoursE4: line.unitsE4,
              wordCount: narrativeWords(line.narrative).length,
              timekeeper: line.classification,
              code: line.activityCode,
              client: draft.clientId,
              matter: `${draft.clientId} ${draft.matterName}`,
            },
          ],
    );
  }).flat();
  const half = Math.floor(lines.length / 2);
  const model = trainAnomalies(lines.slice(0, half), seed, SECLUSION);
  const draws = seededDraws(seed);
  let [planted, found, reported] = [0, 0, 0];
  for (const line of lines.slice(half)) {
    const isPlanted = draws.below(PLANTED_ONE_IN) === 0;
    const { isUnusual } = judgeAnomaly(model, isPlanted ? { ...line, hoursE4: line.hoursE4 * FACTOR } : line);
    planted += isPlanted ? 1 : 0;
    reported += isUnusual ? 1 : 0;
    found += isPlanted && isUnusual ? 1 : 0;
  }
  return {
    lines: lines.length,
    alarmRate: alarmRate(lines, seed, SECLUSION),
    planted,
    factor: FACTOR,
    recall: found / Math.max(1, planted),
    precision: found / Math.max(1, reported),
  };
}
