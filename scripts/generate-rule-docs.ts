import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './process/project-root.ts';
import { ruleDocs } from './rule-docs.ts';

/** Writes docs/rules.md from the catalogue. A test fails when the file is not what this writes. */
writeFileSync(join(projectRoot, 'docs', 'rules.md'), ruleDocs());
