import { z } from 'zod';

/**
 * `/api/models`: what was learned from the firm's own approved lines, for administrators; and
 * `GET /api/invoices/:id/suggestions`: what it says about the lines of one bill. A suggestion is never a finding, cuts
 * nothing, counts in no total and is not synced. Shares and probabilities are whole ten-thousandths (`...E4`).
 */
const id = z.uuid();
const time = z.iso.datetime();
const shareE4 = z.int().min(0).max(10_000);
/** A share with its 95 % interval. */
const measured = z.strictObject({ valueE4: shareE4, lowE4: shareE4, highE4: shareE4 });
export type MeasuredShare = z.infer<typeof measured>;

/**
 * `task_code`, `activity_code`: which UTBMS code a narrative goes with. `narrative_quality`: how clearly it says what was
 * done. `anomaly`: hours out of the ordinary.
 */
export const MODEL_KINDS = ['task_code', 'activity_code', 'narrative_quality', 'anomaly'] as const;
export const modelKind = z.enum(MODEL_KINDS);
export type ModelKind = z.infer<typeof modelKind>;

/** Why a version may not be used; closed, so that a screen can explain each. */
export const UNFIT_REASONS = [
  /** Fewer approved lines, clients or matters than it takes: nothing is made then (`tooLittleFor`). */
  'too_little_data',
  /** Not better than the most frequent answer and the word table, by interval. */
  'not_better',
  /** What it says of its own certainty is off by more than 5 percentage points. */
  'not_calibrated',
  /** It calls too many approved lines of other clients unusual. */
  'too_many_alarms',
] as const;
export const unfitReason = z.enum(UNFIT_REASONS);
export type UnfitReason = z.infer<typeof unfitReason>;

/** As measured on clients that were left out of training, one after the other. Null: not measured for this kind. */
export const modelMetrics = z.strictObject({
  /** Share of right answers; of `narrative_quality` how often a clear line stands above a questioned one. */
  score: measured.nullable(),
  /** The same of the best baseline, and what that baseline is. */
  baseline: measured.nullable(),
  baselineName: z.enum(['majority', 'lexicon', 'length', 'fixed_weights']).nullable(),
  /** How much better than that baseline, on the same lines. May be negative. */
  gain: z.strictObject({ valueE4: z.int(), lowE4: z.int(), highE4: z.int() }).nullable(),
  /** Expected calibration error. */
  calibrationErrorE4: shareE4.nullable(),
  /** Of the lines it answers: how many those are, and how many of the answers are right. */
  coverageE4: shareE4.nullable(),
  acceptedAccuracyE4: shareE4.nullable(),
  /** The same with lines drawn at random instead of by client: too good, because bills repeat their words. A warning. */
  randomFoldScoreE4: shareE4.nullable(),
  /** `anomaly`: the share of approved lines of left-out clients that it calls unusual. */
  alarmRateE4: shareE4.nullable(),
});
export type ModelMetrics = z.infer<typeof modelMetrics>;

export const modelVersion = z.strictObject({
  id,
  kind: modelKind,
  /** From 1, by kind. */
  version: z.int().min(1),
  trainedAt: time,
  trainingId: id,
  lineCount: z.int(),
  matterCount: z.int(),
  clientCount: z.int(),
  /** The codes it can answer with; 0 for the other kinds. */
  labelCount: z.int(),
  /** Below this probability it says nothing; null for the other kinds. */
  rejectBelowE4: z.int().min(0).max(10_001).nullable(),
  metrics: modelMetrics,
  /** Empty: it may be used. */
  unfitFor: z.array(unfitReason),
  isActive: z.boolean(),
});
export type ModelVersion = z.infer<typeof modelVersion>;

export const modelTraining = z.strictObject({
  id,
  state: z.enum(['queued', 'running', 'done', 'failed']),
  askedAt: time,
  endedAt: time.nullable(),
  /** Versions it made that were put to use at once, because they are fit. */
  activated: z.array(modelKind),
  /** Kinds for which there were too few lines, clients or questioned narratives; nothing was made of them. */
  tooLittleFor: z.array(modelKind),
});
export type ModelTraining = z.infer<typeof modelTraining>;

export const modelList = z.strictObject({
  /** One of each kind; `off`: there is none in use; `broken`: one is in use and cannot be read (`ML_001`). */
  kinds: z.array(
    z.strictObject({
      kind: modelKind,
      state: z.enum(['on', 'off', 'broken']),
      activeVersion: z.int().nullable(),
    }),
  ),
  /** Newest first; the last ten of each kind are kept, and the one in use. */
  versions: z.array(modelVersion),
  /** The last one asked for; null: none yet. */
  training: modelTraining.nullable(),
});
export type ModelList = z.infer<typeof modelList>;

/** `POST /api/models/train` answers 202; while one waits or runs, with that one. */
export const trainingAccepted = z.strictObject({ trainingId: id });
/** `POST /api/models/activate`: uses this version from now on, which may be an earlier one; 409 where it is unfit. */
export const modelChoice = z.strictObject({ modelId: id });
/** `POST /api/models/turn-off`: no suggestions of this kind until a version is put to use again. */
export const modelKindChoice = z.strictObject({ kind: modelKind });

export const LINES_A_PAGE = 200;
export const suggestionQuery = z.strictObject({
  /** `nextRecord` of the page before. */
  fromRecord: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(LINES_A_PAGE),
});

/**
 * Characters of the line's narrative as it was in the file (UTF-16 offsets, end exclusive), and how much they speak for
 * the answer (below 0: against), in ten-thousandths of the natural logarithm of the odds.
 */
export const tellingWord = z.strictObject({ start: z.int().min(0), end: z.int().min(0), weightE4: z.int() });
export type TellingWord = z.infer<typeof tellingWord>;

export const codeSuggestion = z.strictObject({
  code: z.string(),
  label: z.string().nullable(),
  probabilityE4: shareE4,
  /** The line states this very code. */
  isStated: z.boolean(),
  /** Strongest first, five at most. */
  words: z.array(tellingWord),
  modelVersion: z.int(),
});
export type CodeSuggestion = z.infer<typeof codeSuggestion>;

/** What a narrative lacks or has too much of. */
export const QUALITY_REASONS = [
  'few_words', 'many_words', 'no_object', 'generic_words', 'several_tasks', 'no_subject', 'says_why', 'names_document',
] as const; // biome-ignore format: one list
export const narrativeQuality = z.strictObject({
  /** From 0, would be questioned, to 10000, says clearly what was done. */
  scoreE4: shareE4,
  /** Strongest first; above 0: speaks for the narrative. */
  reasons: z.array(z.strictObject({ reason: z.enum(QUALITY_REASONS), weightE4: z.int() })),
  modelVersion: z.int(),
});
export type NarrativeQuality = z.infer<typeof narrativeQuality>;

export const anomaly = z.strictObject({
  /** From 0 to 10000 by the forest; half and more is out of the ordinary. */
  scoreE4: shareE4,
  isUnusual: z.boolean(),
  /** The figures that stand out most, three at most. Never a rate or an amount: those of other matters are not told. */
  figures: z.array(
    z.strictObject({
      /** Hours of the line, or hours for each word of its narrative. */
      figure: z.enum(['hours', 'hours_a_word']),
      /** Compared with the lines of this person, of this code, of this client or of the firm. */
      group: z.enum(['timekeeper', 'code', 'client', 'firm']),
      /** The line's own, as a decimal string. */
      value: z.string(),
      /** What is usual there (the median, drawn towards the firm's where lines are few), as a decimal string. */
      usual: z.string(),
      /** How far off: a robust z in ten-thousandths. */
      distanceE4: z.int(),
      /** Lines that were compared with, of at least three matters. */
      lineCount: z.int(),
    }),
  ),
  modelVersion: z.int(),
});
export type AnomalyView = z.infer<typeof anomaly>;

export const lineSuggestions = z.strictObject({
  lineId: id,
  record: z.int(),
  /** Null: no model of this kind is in use, the line is no fee, or it is not sure enough. */
  taskCode: codeSuggestion.nullable(),
  activityCode: codeSuggestion.nullable(),
  narrativeQuality: narrativeQuality.nullable(),
  anomaly: anomaly.nullable(),
});
export type LineSuggestions = z.infer<typeof lineSuggestions>;

/** 503 `ML_001` where no model is in use; the rules' findings are there all the same. */
export const suggestionPage = z.strictObject({
  invoiceId: id,
  /** Kinds that answered. */
  kinds: z.array(modelKind),
  lines: z.array(lineSuggestions),
  /** Codes that were held back on this page because they are not sure enough. */
  withheldCount: z.int(),
  nextRecord: z.int().nullable(),
});
export type SuggestionPage = z.infer<typeof suggestionPage>;
