export interface MarkedSpan {
  readonly start: number;
  readonly end: number;
  /** Which finding marks it. */
  readonly findingId: string;
}

export interface TextSegment {
  readonly text: string;
  /** Findings that mark this stretch, in the order given; empty for plain text. */
  readonly findingIds: readonly string[];
}

/**
 * Cuts a narrative where marks begin and end; overlapping marks share their stretch. Spans outside the
 * text are clipped, empty ones dropped, and the segments always join up to exactly the text.
 */
export function segmentText(text: string, spans: readonly MarkedSpan[]): readonly TextSegment[] {
  const clipped = spans
    .map((span) => ({ ...span, start: Math.max(0, span.start), end: Math.min(text.length, span.end) }))
    .filter((span) => span.start < span.end);
  const edges = [...new Set([0, text.length, ...clipped.flatMap((span) => [span.start, span.end])])];
  edges.sort((a, b) => a - b);
  const segments: TextSegment[] = [];
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const start = edges[index] ?? 0;
    const end = edges[index + 1] ?? text.length;
    const covering = clipped.filter((span) => span.start <= start && span.end >= end);
    segments.push({ text: text.slice(start, end), findingIds: [...new Set(covering.map((span) => span.findingId))] });
  }
  return segments;
}
