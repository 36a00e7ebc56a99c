import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../process/project-root.ts';
import type { Mutation } from './mutation.ts';

/** Every committed mutation, in the order of the files that hold them. */
export async function loadMutations(): Promise<readonly Mutation[]> {
  const folder = join(projectRoot, 'scripts', 'sabotage', 'mutations');
  const all: Mutation[] = [];
  for (const file of readdirSync(folder).sort()) {
    const module = (await import(join(folder, file))) as Record<string, readonly Mutation[]>;
    for (const list of Object.values(module)) all.push(...list);
  }
  return all;
}
