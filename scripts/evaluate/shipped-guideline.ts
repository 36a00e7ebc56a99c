import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Guideline } from '#shared/rules/guideline.ts';
import { readGuideline } from '#shared/rules/read-guideline.ts';
import { projectRoot } from '../process/project-root.ts';

/** A guideline of `shared/rules/guidelines` by name. Throws where there is none or it is not valid. */
export function shippedGuideline(name: string): Guideline {
  const path = join(projectRoot, 'shared', 'rules', 'guidelines', `${name}.json`);
  const read = readGuideline(readFileSync(path, 'utf8'));
  if (read.kind === 'guideline') return read.guideline;
  throw new Error(`${name}: ${read.problems.map(({ path: at, message }) => `${at}: ${message}`).join('; ')}`);
}
