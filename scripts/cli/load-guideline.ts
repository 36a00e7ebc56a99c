import { existsSync, readFileSync } from 'node:fs';
import { builtInGuideline, builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import { readGuideline } from '#shared/rules/read-guideline.ts';
import { type UsageError, usageError } from './exit-codes.ts';

/** Finds a guideline by its shipped name, else reads it from a YAML or JSON file. */
export function loadGuideline(
  nameOrFile: string,
): { readonly kind: 'guideline'; readonly guideline: Guideline } | UsageError {
  const shipped = builtInGuideline(nameOrFile);
  if (shipped !== undefined) return { kind: 'guideline', guideline: shipped };
  if (!existsSync(nameOrFile)) {
    const names = builtInGuidelines.map(({ name }) => name).join(', ');
    return usageError(`There is no guideline or file "${nameOrFile}". Shipped guidelines: ${names}.`);
  }
  const read = readGuideline(readFileSync(nameOrFile, 'utf8'));
  if (read.kind === 'guideline') return read;
  const lines = read.problems.map(({ path, message }) => `  ${path}: ${message}`);
  return usageError(`${nameOrFile} is not a valid guideline:\n${lines.join('\n')}`);
}
