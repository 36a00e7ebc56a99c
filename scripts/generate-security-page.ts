import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './process/project-root.ts';
import { limitsOfTheCode } from './security/limits-table.ts';
import { SECURITY_CHECKLIST } from './security/security-checklist.ts';
import { securityPage } from './security/security-page.ts';

/** Writes the tables of docs/SECURITY.md anew. A test fails when the page is not what this writes. */
const path = join(projectRoot, 'docs', 'SECURITY.md');
writeFileSync(path, securityPage(readFileSync(path, 'utf8'), SECURITY_CHECKLIST, limitsOfTheCode()));
