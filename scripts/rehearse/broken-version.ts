import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rehearsal } from './rehearsal.ts';

const STEPS = 'server/db/migrations';
/** Made by a step that fails after it: must not be there afterwards. */
export const LEFTOVER = 'rehearsal_leftover';

/** A version whose schema step fails half-way. */
export function addFailingStep({ folder }: Pick<Rehearsal, 'folder'>): void {
  writeFileSync(
    join(folder, STEPS, '9999-made-to-fail.ts'),
    `export const madeToFail = {
  name: '9999-made-to-fail',
  isTransactional: true,
  sql: 'CREATE TABLE ${LEFTOVER} (id integer); SELECT 1 / 0;',
};
`,
  );
  const list = join(folder, STEPS, 'all-migrations.ts');
  const text = readFileSync(list, 'utf8');
  writeFileSync(
    list,
    `import { madeToFail } from './9999-made-to-fail.ts';\n${text.replace(/\n\];\s*$/, '\n  madeToFail,\n];\n')}`,
  );
}

/** A version that ends as it starts. */
export function breakStart({ folder }: Pick<Rehearsal, 'folder'>): void {
  appendFileSync(join(folder, 'server/main.ts'), "\nif (process.env.LAIT_MODE === 'api') process.exit(3);\n");
}
