import { CONCEPTS_OF_STEM } from './concepts.ts';
import { narrativeWords } from './narrative-words.ts';

/** What is read off a narrative, each with a name that a person understands; in the order of the weights. */
export const QUALITY_FEATURES = [
  'few_words', 'many_words', 'no_object', 'generic_words', 'several_tasks', 'no_subject', 'says_why', 'names_document',
] as const; // biome-ignore format: one list
export type QualityFeature = (typeof QUALITY_FEATURES)[number];

/** A logistic score over `QUALITY_FEATURES`; above 0: speaks for the narrative. */
export interface QualityModel {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** Set by hand, for a firm that has not decided enough lines; nothing was fitted to bills of anybody. */
export const FIXED_QUALITY: QualityModel = { weights: [-2.2, -0.8, -1.6, -1.4, -2.6, -1.2, 0.8, 0.6], bias: 2.2 };

const ACTIONS = new Set(['draft', 'prepare', 'review', 'research', 'talk', 'send', 'attend', 'travel']);
const TALK = new Set(['talk', 'send']);
const DOCUMENTS = new Set([
  'pleading',
  'motion',
  'written discovery',
  'documents',
  'deposition',
  'dispositive',
  'settlement',
  'experts',
  'trial',
]);
const PURPOSE = new Set(['re', 'regard', 'concern', 'respect', 'about', 'for', 'on', 'to']);
const GENERIC = new Set(
  'various miscellaneou matter matters issue file case work item thing ongo general continu further status attention followup follow'.split(
    ' ',
  ),
);

/** The features of a narrative, each from 0 to 1. */
export function readQuality(narrative: string): readonly number[] {
  const words = narrativeWords(narrative);
  const count = words.length;
  let [generic, documents, purpose] = [0, 0, 0];
  const tasks = new Set<number>();
  let isTalk = false;
  let hasObject = false;
  words.forEach(({ stem, start }, at) => {
    if (GENERIC.has(stem)) generic += 1;
    if (PURPOSE.has(stem) && at < count - 1) purpose += 1;
    const names = (CONCEPTS_OF_STEM.get(stem) ?? []).map(({ name }) => name);
    if (names.some((name) => DOCUMENTS.has(name))) documents += 1;
    if (names.some((name) => TALK.has(name))) isTalk = true;
    if (names.some((name) => ACTIONS.has(name))) {
      if (opensClause(narrative, words[at - 1]?.end ?? 0, start, at)) tasks.add(at);
    } else if (stem.length > 2 && !PURPOSE.has(stem) && !GENERIC.has(stem)) hasObject = true;
  });
  return [
    clamp((7 - count) / 6),
    clamp((count - 45) / 45),
    hasObject ? 0 : 1,
    clamp(generic / Math.max(3, count / 2)),
    clamp((tasks.size - 1) / 2),
    isTalk && purpose === 0 ? 1 : 0,
    clamp(purpose / 2),
    clamp(documents / 2),
  ];
}

/** Whether a word begins the narrative or a part of it: after a mark that parts tasks, or after "and". */
function opensClause(narrative: string, from: number, to: number, at: number): boolean {
  const between = narrative.slice(from, to);
  return (
    at === 0 ||
    /[;.]/.test(between) ||
    /,\s*$/.test(between) ||
    /\band\s+$/.test(narrative.slice(Math.max(0, to - 5), to))
  );
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** From 0, would be questioned, to 1, says clearly what was done. */
export function qualityOf({ weights, bias }: QualityModel, features: readonly number[]): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), bias)));
}

/** Exact shares of the features in the score, strongest first; those that are 0 are left out. */
export function explainQuality(
  { weights }: QualityModel,
  features: readonly number[],
): readonly { readonly feature: QualityFeature; readonly weight: number }[] {
  return QUALITY_FEATURES.map((feature, index) => ({ feature, weight: (features[index] ?? 0) * (weights[index] ?? 0) }))
    .filter(({ weight }) => weight !== 0)
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
}
