import type { MarkedSpan } from '../../ui/marked-text.ts';

/** Where the words searched for stand in a text, without regard to case; at most 100 places. */
export function spansOfWords(text: string, words: string): MarkedSpan[] {
  const spans: MarkedSpan[] = [];
  const lower = text.toLowerCase();
  // Lower-casing may lengthen a text (İ); then positions would be wrong, so nothing is marked.
  if (lower.length !== text.length) return spans;
  for (const word of words.toLowerCase().split(/[\s"*]+/)) {
    if (word.length < 2) continue;
    for (let start = lower.indexOf(word); start !== -1 && spans.length < 100; start = lower.indexOf(word, start + 1)) {
      spans.push({ start, end: start + word.length, findingId: word });
    }
  }
  return spans;
}
