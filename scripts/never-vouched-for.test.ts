import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from './process/project-root.ts';

const FOLDERS = ['electron', 'renderer', 'server', 'shared', 'build', 'docs'];
const TEXTS = /\.(ts|tsx|md|json|css|html|ya?ml)$/;
/** In two words, so that this file is none of what it looks for. */
const WORDS = new RegExp(['good', 'standing'].join('[\\s_-]+'), 'i');

/** No register holds private discipline, so no text of the product may say that somebody stands well with one. */
it('the product never says that an attorney stands well with anybody', () => {
  const found: string[] = [];
  const look = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) look(path);
      else if (TEXTS.test(entry.name) && !entry.name.includes('.test.') && WORDS.test(readFileSync(path, 'utf8')))
        found.push(path.slice(projectRoot.length));
    }
  };
  for (const folder of FOLDERS) look(join(projectRoot, folder));
  expect(found).toEqual([]);
});
