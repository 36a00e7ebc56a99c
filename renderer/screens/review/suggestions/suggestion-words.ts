import type { AnomalyView, CodeSuggestion, NarrativeQuality } from '#shared/api/models.ts';
import { countOf } from '../../../ui/format-money.ts';

const QUALITY_WORDS: Readonly<Record<NarrativeQuality['reasons'][number]['reason'], string>> = {
  few_words: 'few words',
  many_words: 'very many words',
  no_object: 'no object',
  generic_words: 'words that fit anything',
  several_tasks: 'several tasks in one',
  no_subject: 'no matter or person it was about',
  says_why: 'says what it was for',
  names_document: 'names the document',
};

const GROUP_WORDS: Readonly<Record<AnomalyView['figures'][number]['group'], string>> = {
  timekeeper: 'this person\u2019s lines',
  code: 'lines of this code',
  client: 'this client\u2019s lines',
  firm: 'the firm\u2019s lines',
};

/** A probability as whole percent, never a certainty that nobody has: `87 %`, `more than 99 %`. */
export function probabilityText(probabilityE4: number): string {
  const percent = Math.round(probabilityE4 / 100);
  if (percent >= 100) return 'more than 99\u00a0%';
  return percent < 1 ? 'less than 1\u00a0%' : `${percent}\u00a0%`;
}

/** What a suggested code means beside the one that the line states. */
export function codeText({ isStated }: CodeSuggestion, statedCode: string | null): string {
  if (isStated) return 'as the line states';
  return statedCode === null ? 'the line states none' : `the line states ${statedCode}`;
}

/** Words of a narrative that spoke for an answer, as they stand there, each once. */
export function tellingWords(narrative: string, words: CodeSuggestion['words']): readonly string[] {
  const spoken = words
    .filter(({ weightE4 }) => weightE4 > 0)
    .map(({ start, end }) => narrative.slice(start, end).trim());
  return [...new Set(spoken)].filter((word) => word !== '');
}

/** How a narrative reads, in words: what speaks against it first. */
export function qualityText({ scoreE4, reasons }: NarrativeQuality): string {
  const against = reasons.filter(({ weightE4 }) => weightE4 < 0).map(({ reason }) => QUALITY_WORDS[reason]);
  const speaksFor = reasons.filter(({ weightE4 }) => weightE4 > 0).map(({ reason }) => QUALITY_WORDS[reason]);
  const how =
    scoreE4 < 4_000 ? 'Likely to be questioned' : scoreE4 < 7_000 ? 'Could say more' : 'Says clearly what was done';
  const because = scoreE4 < 7_000 ? against : speaksFor;
  return because.length === 0 ? how : `${how}: ${because.join(', ')}`;
}

/** `Hours 9.5, where 1.2 is usual among this person's lines (84 lines)`. */
export function figureText({ figure, value, usual, group, lineCount }: AnomalyView['figures'][number]): string {
  const name = figure === 'hours' ? 'Hours' : 'Hours for each word';
  return `${name} ${value}, where ${usual} is usual among ${GROUP_WORDS[group]} (${countOf(lineCount, 'line')})`;
}
