import { findKnown, findKnownNumbers, type NameDictionary } from './name-dictionary.ts';
import { findByForm } from './patterns.ts';
import { type RedactionSpan, withoutOverlaps } from './redaction-span.ts';
import { findUnknownNames } from './unknown-names.ts';
import { wordTokens } from './word-tokens.ts';

/**
 * What of a text must not leave the firm: names it knows (`dictionary`), what is known by its form (addresses, telephones,
 * dockets, accounts, amounts), and any word that is not of the language of bills, which is how names that nobody has told
 * us are found. In order, never overlapping. When in doubt a word is taken out; a question for a public source, which must keep
 * published cases and dockets, is stripped otherwise (`server/legal/searches/strip-names.ts`).
 */
export function findRedactions(text: string, dictionary: NameDictionary): readonly RedactionSpan[] {
  const byForm = withoutOverlaps([...findKnownNumbers(text, dictionary), ...findByForm(text)]);
  // Blanked out, so that nothing of them is read as a word; places stay the same.
  const rest = byForm.reduce((left, { start, end }) => blanked(left, start, end), text);
  const tokens = wordTokens(rest);
  const known = findKnown(tokens, dictionary);
  const unknown = findUnknownNames(rest, tokens).flatMap((span) => outside(span, known, text));
  return withoutOverlaps([...byForm, ...known, ...unknown]);
}

function blanked(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}${' '.repeat(end - start)}${text.slice(end)}`;
}

/** What is left of an unknown name around the known ones in it. */
function outside(span: RedactionSpan, known: readonly RedactionSpan[], text: string): readonly RedactionSpan[] {
  const inside = known.filter(({ start, end }) => start < span.end && span.start < end);
  if (inside.length === 0) return [span];
  const pieces: RedactionSpan[] = [];
  let from = span.start;
  for (const { start, end } of [...inside, { start: span.end, end: span.end }]) {
    const piece = text.slice(from, Math.max(from, start));
    const trimmed = piece.trim().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    if (trimmed !== '') {
      const at = from + piece.indexOf(trimmed);
      pieces.push({ ...span, start: at, end: at + trimmed.length, entity: `unknown:${trimmed.toLowerCase()}` });
    }
    from = Math.max(from, end);
  }
  return pieces;
}
