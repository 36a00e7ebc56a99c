import type { RedactionKind } from '#shared/api/opinions.ts';
import { findRedactions } from './find-redactions.ts';
import type { NameDictionary } from './name-dictionary.ts';

export interface Placeholder {
  /** `[PERSON_3]`. */
  readonly placeholder: string;
  readonly kind: RedactionKind;
  /** As first met. */
  readonly text: string;
}

/** A text as it may leave, with the way back for its places. */
export interface RedactedText {
  readonly text: string;
  /** Where each piece of the text as it leaves comes from; `isPlaceholder` pieces stand for another text as a whole. */
  readonly pieces: readonly RedactedPiece[];
}

interface RedactedPiece {
  readonly start: number;
  readonly end: number;
  readonly originalStart: number;
  readonly originalEnd: number;
  readonly isPlaceholder: boolean;
}

export interface Redactor {
  redact(text: string): RedactedText;
  /** Puts what was taken out back. `unknown`: placeholders that stand for nothing. */
  restore(text: string): { readonly text: string; readonly unknown: readonly string[] };
  /** In the order in which they were first met. They stay here. */
  placeholders(): readonly Placeholder[];
}

const PLACEHOLDER = /\[[A-Z]{3,12}_\d{1,6}\]/g;

/**
 * Takes names and numbers out of texts that leave together, the same thing by the same placeholder throughout. Only who
 * holds the redactor can put them back.
 */
export function redactor(dictionary: NameDictionary): Redactor {
  const byEntity = new Map<string, Placeholder>();
  const byPlaceholder = new Map<string, Placeholder>();
  const counts = new Map<RedactionKind, number>();
  const placeholderOf = (entity: string, kind: RedactionKind, text: string): string => {
    const known = byEntity.get(entity);
    if (known !== undefined) return known.placeholder;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const made = { placeholder: `[${kind.toUpperCase()}_${count}]`, kind, text };
    byEntity.set(entity, made);
    byPlaceholder.set(made.placeholder, made);
    return made.placeholder;
  };
  return {
    redact(text) {
      const pieces: RedactedPiece[] = [];
      let redacted = '';
      let from = 0;
      const put = (piece: string, originalStart: number, originalEnd: number, isPlaceholder: boolean) => {
        if (piece === '') return;
        const start = redacted.length;
        redacted += piece;
        pieces.push({ start, end: redacted.length, originalStart, originalEnd, isPlaceholder });
      };
      for (const { start, end, kind, entity } of findRedactions(text, dictionary)) {
        put(text.slice(from, start), from, start, false);
        put(placeholderOf(entity, kind, text.slice(start, end)), start, end, true);
        from = end;
      }
      put(text.slice(from), from, text.length, false);
      return { text: redacted, pieces };
    },
    restore(text) {
      const unknown: string[] = [];
      const restored = text.replaceAll(PLACEHOLDER, (placeholder) => {
        const known = byPlaceholder.get(placeholder);
        if (known === undefined) unknown.push(placeholder);
        return known?.text ?? placeholder;
      });
      return { text: restored, unknown };
    },
    placeholders: () => [...byEntity.values()],
  };
}

/** Characters of the original that characters of the text as it left stand for; a placeholder counts as a whole. */
export function originalSpan(
  { pieces }: RedactedText,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | null {
  const touched = pieces.filter((piece) => piece.start < end && start < piece.end);
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined || start >= end) return null;
  return {
    start: first.isPlaceholder
      ? first.originalStart
      : first.originalStart + (start - first.start < 0 ? 0 : start - first.start),
    end: last.isPlaceholder ? last.originalEnd : last.originalStart + Math.min(end, last.end) - last.start,
  };
}
