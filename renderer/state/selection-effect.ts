import type { LineRow } from '#shared/api/workspace.ts';
import { cutOf, spreadPool } from '#shared/domain/decision.ts';
import { sumE4 } from '#shared/money/e4.ts';
import type { Reduction } from '../keyboard/reduce-input.ts';

/** What a selection amounts to, before anything is decided. `null` where a line's amount is unknown. */
export interface SelectionEffect {
  readonly lineCount: number;
  readonly billedE4: number | null;
  readonly proposedE4: number | null;
}

/** @param rows every selected line, or `null` where they are too many to look at */
export function effectOfSelection(lineCount: number, rows: readonly LineRow[] | null): SelectionEffect {
  if (rows === null || rows.length < lineCount) return { lineCount, billedE4: null, proposedE4: null };
  return {
    lineCount,
    billedE4: sumOf(rows.map((row) => row.totalE4)),
    proposedE4: sumE4(rows.map((row) => row.proposedE4)),
  };
}

export type ReductionPreview =
  | { readonly kind: 'cut'; readonly cutE4: number | null; readonly refusedCount: number }
  | { readonly kind: 'refused'; readonly message: string };

/** As much of a line as a cut is reckoned from. */
type CuttableLine = Pick<LineRow, 'totalE4' | 'unitsE4' | 'unitCostE4'>;

/** What a reduction would take off these lines, by the domain's own reckoning; nothing is stored. */
export function previewReduction(rows: readonly CuttableLine[], reduction: Reduction): ReductionPreview {
  if (reduction.kind === 'pool') {
    const answer = spreadPool(
      rows.map((row) => row.totalE4),
      reduction.cutE4,
    );
    return answer.kind === 'refused' ? answer : { kind: 'cut', cutE4: reduction.cutE4, refusedCount: 0 };
  }
  const answers = rows.map((row) => cutOf(row, reduction));
  const cuts = answers.filter((answer) => answer.kind === 'cut');
  const refusal = answers.find((answer) => answer.kind === 'refused');
  if (cuts.length === 0 && refusal !== undefined) return refusal;
  return { kind: 'cut', cutE4: sumOf(cuts.map((cut) => cut.cutE4)), refusedCount: answers.length - cuts.length };
}

function sumOf(valuesE4: readonly (number | null)[]): number | null {
  const known: number[] = [];
  for (const valueE4 of valuesE4) {
    if (valueE4 === null) return null;
    known.push(valueE4);
  }
  return sumE4(known);
}
