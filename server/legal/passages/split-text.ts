import { splitWords } from '#shared/legal/ranking/split-passages.ts';

/** A text as passages that overlap, cut between words; a short one is one passage. Empty for a text without words. */
export function splitText(text: string): readonly string[] {
  // PostgreSQL's text holds no NUL.
  const whole = text.replaceAll('\u0000', ' ').trim();
  const words = [...whole.matchAll(/\S+/g)];
  if (words.length === 0) return [];
  return splitWords(words).map((part) => {
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) return '';
    return whole.slice(first.index, last.index + last[0].length);
  });
}
