import type { OutgoingPreview } from '#shared/api/legal.ts';

type Removed = OutgoingPreview['removed'][number];

export interface QueryPiece {
  readonly start: number;
  readonly text: string;
  /** Null: it stays. */
  readonly kind: Removed['kind'] | null;
}

/** A question cut into what stays and what was taken out; the pieces always join up to exactly the question. */
export function removedPieces(query: string, removed: readonly Removed[]): readonly QueryPiece[] {
  const pieces: QueryPiece[] = [];
  let at = 0;
  const add = (end: number, kind: QueryPiece['kind']): void => {
    if (end > at) pieces.push({ start: at, text: query.slice(at, end), kind });
    at = Math.max(at, end);
  };
  for (const { start, end, kind } of removed.toSorted((a, b) => a.start - b.start)) {
    add(Math.min(start, query.length), null);
    add(Math.min(end, query.length), kind);
  }
  add(query.length, null);
  return pieces;
}
