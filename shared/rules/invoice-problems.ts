import type { Invoice, Problem, ProblemCode } from '#shared/domain/invoice.ts';

/** The reader's problems with these codes, in the reader's order. */
export function problemsWith(invoice: Invoice, codes: readonly ProblemCode[]): readonly Problem[] {
  return invoice.problems.filter(({ code }) => codes.includes(code));
}

/** From a record to the line's index, for the records of these problems; a record that is no line is absent. */
export function lineIndexes(invoice: Invoice, problems: readonly Problem[]): ReadonlyMap<number, number> {
  const wanted = new Set(problems.map(({ record }) => record));
  const indexes = new Map<number, number>();
  if (wanted.size === 0) return indexes;
  invoice.lines.forEach(({ record }, index) => {
    if (wanted.has(record)) indexes.set(record, index);
  });
  return indexes;
}

/** How far a declared figure is from the computed one; 0 where a problem does not carry both. */
export function excessE4({ declaredE4, computedE4 }: Problem): number {
  return declaredE4 === undefined || computedE4 === undefined ? 0 : declaredE4 - computedE4;
}
