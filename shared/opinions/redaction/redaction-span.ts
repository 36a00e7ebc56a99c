import type { RedactionKind } from '#shared/api/opinions.ts';

/** Characters of a text that must not leave, from `start` and to before `end`. */
export interface RedactionSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: RedactionKind;
  /** Two spans with the same one speak of the same thing: "Okafor" and "Ada Okafor" where the firm knows her. */
  readonly entity: string;
}

/** In their order, none reaching into another: of two that meet the earlier one in `spans` is kept. */
export function withoutOverlaps(spans: readonly RedactionSpan[]): readonly RedactionSpan[] {
  const kept: RedactionSpan[] = [];
  for (const span of spans) {
    if (span.end > span.start && !kept.some((other) => span.start < other.end && other.start < span.end))
      kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}
