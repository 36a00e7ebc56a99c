import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../process/project-root.ts';
import { showGuideCommands } from './show-guide-commands.ts';

// By hand, after the table was changed: node scripts/rehearse/write-guide-commands.ts
writeFileSync(join(projectRoot, 'docs/guide-commands.md'), showGuideCommands());
