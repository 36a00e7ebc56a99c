import type { Guideline } from './guideline.ts';
import standard from './guidelines/standard.json' with { type: 'json' };
import strictInsurer from './guidelines/strict-insurer.json' with { type: 'json' };
import { guidelineOf } from './read-guideline.ts';

/** The guidelines LAIT ships, as data and through the same checks as a client's own; `standard` first. */
export const builtInGuidelines: readonly Guideline[] = [standard, strictInsurer].map(checked);

/** The shipped guideline of this name, or `undefined`. */
export function builtInGuideline(name: string): Guideline | undefined {
  return builtInGuidelines.find((guideline) => guideline.name === name);
}

// A shipped guideline that does not pass is a defect of this version, not a person's mistake.
function checked(file: { readonly name: string }): Guideline {
  const read = guidelineOf(file);
  if (read.kind === 'guideline') return read.guideline;
  const problems = read.problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
  throw new Error(`The shipped guideline "${file.name}" is not valid.\n${problems}`);
}
