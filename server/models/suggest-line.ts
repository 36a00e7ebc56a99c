import type { AnomalyView, CodeSuggestion, LineSuggestions, NarrativeQuality } from '#shared/api/models.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { type AnomalyModel, judgeAnomaly } from '#shared/models/anomaly-model.ts';
import { type CodeModel, explainCode, predictCode } from '#shared/models/code-model.ts';
import { type NarrativeFeatures, narrativeFeatures } from '#shared/models/narrative-features.ts';
import { explainQuality, type QualityModel, qualityOf, readQuality } from '#shared/models/narrative-quality.ts';
import { type Distance, type FigureLine, figureOf } from '#shared/models/robust-groups.ts';
import { formatE4 } from '#shared/money/e4.ts';
import type { CodeAxis } from '#shared/utbms/code-sets.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import type { ActiveModels } from './active-models.ts';
import { figureLine } from './train-all.ts';

const MOST_WORDS = 5;
const MOST_FIGURES = 3;
/** A word that moves the odds by less than a twentieth tells nobody anything. */
const LEAST_WEIGHT = 0.05;
const LABELS = codeSetsOf([], []);

export type SuggestedLine = Pick<
  InvoiceLine,
  'id' | 'record' | 'kind' | 'narrative' | 'taskCode' | 'activityCode' | 'unitsE4'
> & {
  /** As lines of one person are told by (shared/rules/prepare/timekeeper-key.ts). */
  readonly timekeeperKey: string | null;
};

export interface Suggested {
  readonly suggestions: LineSuggestions;
  /** Codes that were not sure enough to be shown. */
  readonly withheldCount: number;
}

/**
 * What the models in use say of one line. Nothing here is a finding: no rule reads it, it proposes no cut, and no amount
 * is in it.
 */
export function suggestLine(
  { models }: ActiveModels,
  line: SuggestedLine,
  place: { readonly clientId: string; readonly matterId: string },
): Suggested {
  const nothing = { lineId: line.id, record: line.record };
  if (line.kind !== 'F') {
    const none = { taskCode: null, activityCode: null, narrativeQuality: null, anomaly: null };
    return { suggestions: { ...nothing, ...none }, withheldCount: 0 };
  }
  const features = narrativeFeatures(line.narrative);
  let withheldCount = 0;
  const code = (kind: 'task_code' | 'activity_code', axis: CodeAxis, stated: string | null): CodeSuggestion | null => {
    const active = models.get(kind);
    if (active === undefined || active.stored.kind !== kind) return null;
    const suggestion = suggestCode(active.stored.model, features, { axis, stated, modelVersion: active.version });
    if (suggestion === null) withheldCount += 1;
    return suggestion;
  };
  const quality = models.get('narrative_quality');
  const anomaly = models.get('anomaly');
  const suggestions: LineSuggestions = {
    ...nothing,
    taskCode: code('task_code', 'task', line.taskCode),
    activityCode: code('activity_code', 'activity', line.activityCode),
    narrativeQuality:
      quality?.stored.kind === 'narrative_quality' ? viewQuality(quality.stored.model, line, quality.version) : null,
    anomaly:
      anomaly?.stored.kind === 'anomaly' && line.unitsE4 !== null && line.unitsE4 > 0
        ? viewAnomaly(
            anomaly.stored.model,
            figureLine(
              {
                timekeeper: line.timekeeperKey,
                activityCode: line.activityCode,
                client: place.clientId,
                matter: place.matterId,
              },
              line.unitsE4,
              features.words.length,
            ),
            anomaly.version,
          )
        : null,
  };
  return { suggestions, withheldCount };
}

/** @returns null where the model is not sure enough */
function suggestCode(
  model: CodeModel,
  features: NarrativeFeatures,
  {
    axis,
    stated,
    modelVersion,
  }: { readonly axis: CodeAxis; readonly stated: string | null; readonly modelVersion: number },
): CodeSuggestion | null {
  const prediction = features.keys.length === 0 ? null : predictCode(model, features);
  if (prediction === null || !prediction.isSure) return null;
  const verdict = LABELS.verdict(axis, prediction.code);
  return {
    code: prediction.code,
    label: verdict.kind === 'known' || verdict.kind === 'phaseHeader' ? verdict.label : null,
    probabilityE4: Math.floor(prediction.probability * 10_000),
    isStated: stated?.trim().toUpperCase() === prediction.code,
    words: explainCode(model, features, prediction.code)
      .filter(({ weight }) => Math.abs(weight) >= LEAST_WEIGHT)
      .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
      .slice(0, MOST_WORDS)
      .map(({ start, end, weight }) => ({ start, end, weightE4: Math.round(weight * 10_000) })),
    modelVersion,
  };
}

function viewQuality(model: QualityModel, { narrative }: SuggestedLine, modelVersion: number): NarrativeQuality {
  const features = readQuality(narrative);
  return {
    scoreE4: Math.round(qualityOf(model, features) * 10_000),
    reasons: explainQuality(model, features).map(({ feature, weight }) => ({
      reason: feature,
      weightE4: Math.round(weight * 10_000),
    })),
    modelVersion,
  };
}

function viewAnomaly(model: AnomalyModel, line: FigureLine, modelVersion: number): AnomalyView {
  const { score, isUnusual, distances } = judgeAnomaly(model, line);
  return {
    scoreE4: Math.round(score * 10_000),
    isUnusual,
    figures: distances.slice(0, MOST_FIGURES).map((distance) => viewDistance(distance, line)),
    modelVersion,
  };
}

function viewDistance({ figure, group, distance, spread }: Distance, line: FigureLine) {
  return {
    figure,
    group,
    value: figure === 'hours' ? formatE4(line.hoursE4) : inUnits(figureOf(line, figure)),
    usual: inUnits(spread.middle),
    distanceE4: Math.round(distance * 10_000),
    lineCount: spread.lineCount,
  };
}

/** A middle is a logarithm (it is no amount and nothing is reckoned from it). */
function inUnits(logarithm: number): string {
  return formatE4(Math.round(Math.exp(logarithm) * 10_000));
}
