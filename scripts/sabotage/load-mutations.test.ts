import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';
import { applyMutation } from './apply-mutation.ts';
import { loadMutations } from './load-mutations.ts';

it('every committed mutation still finds its one place, and the tests that must notice it', async () => {
  const mutations = await loadMutations();
  expect(mutations.length).toBeGreaterThan(250);
  const faults = mutations.flatMap((mutation) => {
    const mutated = applyMutation(readFileSync(join(projectRoot, mutation.file), 'utf8'), mutation);
    const missing = mutation.tests.filter((test) => !existsSync(join(projectRoot, test)));
    return [
      ...(mutated.kind === 'stale' ? [`${mutation.name}: ${mutated.message}`] : []),
      ...missing.map((test) => `${mutation.name}: there is no ${test}`),
      ...(mutation.tests.length === 0 ? [`${mutation.name}: no test is named`] : []),
    ];
  });
  expect(faults).toEqual([]);
  expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
});
