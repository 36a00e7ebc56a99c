import { knowledgeOf } from '#shared/rules/prepare/lexicon.ts';
import { WordMark } from '#shared/rules/prepare/word-mark.ts';
import { wordSet } from '#shared/rules/word-set.ts';
import { CAPITALISED_TERMS, GENERAL_WORDS, LEGAL_WORDS } from './vocabulary-words.ts';

const COMMON = wordSet(`${GENERAL_WORDS} ${LEGAL_WORDS} ${CAPITALISED_TERMS}`);
const TERMS = wordSet(CAPITALISED_TERMS);

/** Whether a word is one of the language of bills, in whatever form it stands there. */
export function isCommonWord(word: string): boolean {
  const lower = word.toLowerCase().replace(/[’‘]/g, "'").replace(/\.$/, '');
  if (isListed(lower)) return true;
  if (lower.endsWith("'s") || lower.endsWith("s'")) return isListed(lower.slice(0, lower.lastIndexOf("'")));
  if (!/[-/&]/.test(lower)) return false;
  const parts = lower.split(/[-/&]/).filter((part) => part !== '');
  // One letter beside a hyphen is part of a word ("e-filing"); between slashes it may be initials ("J/B").
  return parts.every((part) => isListed(part) || (/^[a-z]$/.test(part) && lower.includes('-')) || /^\d+$/.test(part));
}

/** Whether it stands in the middle of sentences with a capital although it names nobody. */
export function isCapitalisedTerm(word: string): boolean {
  const lower = word.toLowerCase().replace(/[’‘]/g, "'");
  if (TERMS.has(lower)) return true;
  return (knowledgeOf(lower).marks & (WordMark.document | WordMark.event)) !== 0;
}

/** A word that opens what a time entry says: "Draft", "Reviewed". */
export function isActionWord(word: string): boolean {
  return (knowledgeOf(word.toLowerCase()).marks & WordMark.action) !== 0;
}

function isListed(lower: string): boolean {
  return COMMON.has(lower) || knowledgeOf(lower).marks !== 0 || STEMS.some((stem) => isInflected(lower, stem));
}

type Stem = readonly [ending: string, ...instead: string[]];
const STEMS: readonly Stem[] = [
  ["'s", ''], ["'", ''], ['ies', 'y'], ['es', ''], ['s', ''], ['ied', 'y'], ['ed', '', 'e'], ['ing', '', 'e'], ['ly', '', 'le'], ['ally', 'al', ''],
  ['ment', '', 'e'], ['ments', '', 'e'], ['ation', 'e', ''], ['ations', 'e', ''], ['ion', '', 'e'], ['ions', '', 'e'], ['ability', 'able'], ['ness', ''], ['al', '', 'e'],
]; // biome-ignore format: one table

/** Short words are not taken apart: "Ames" is no form of "am". */
const SHORTEST_STEM = 4;

function isInflected(lower: string, [ending, ...instead]: Stem): boolean {
  if (!lower.endsWith(ending) || lower.length - ending.length < SHORTEST_STEM - 1) return false;
  const stem = lower.slice(0, lower.length - ending.length);
  // "boxes", "matches"; "Gaines" is no form of "gain".
  if (ending === 'es' && !/(?:[sxz]|ch|sh|o)$/.test(stem)) return false;
  // "planned", "submitting": the doubled letter belongs to the form.
  const single = /([bdglmnprt])\1$/.test(stem) ? stem.slice(0, -1) : null;
  return (
    instead.some((end) => (stem + end).length >= SHORTEST_STEM && COMMON.has(stem + end)) ||
    (single !== null && single.length >= 3 && COMMON.has(single))
  );
}
