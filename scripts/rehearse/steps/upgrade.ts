import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../rehearsal.ts';
import { revisionOf } from '../revision-of.ts';

/** The same command in the folder of the new version, while somebody works. */
export const upgrade: Step = {
  name: 'upgrade (./deploy-production-final.sh --skip-tests)',
  phase: 'upgrade',
  async work(rehearsal) {
    const { current, previous } = rehearsal.versions;
    await rehearsal.installation.take('current');
    // On another disk from here on, as docs/operations.md recommends.
    const folders = `BACKUP_PATH=${rehearsal.folder}/host-backups/record\nFILE_BACKUP_PATH=${rehearsal.folder}/host-backups/files\n`;
    appendFileSync(join(rehearsal.folder, '.env.production'), folders);
    await rehearsal.must('./deploy-production-final.sh --skip-tests');
    const serving = await revisionOf(rehearsal);
    if (serving !== current) throw new Error(`${serving} serves, not ${current}.`);
    const applied = (await rehearsal.sql('SELECT name FROM schema_migrations')).split('\n');
    const missing = previous.missingSteps.filter((name) => !applied.includes(name));
    if (missing.length > 0) throw new Error(`The schema still lacks ${missing.join(', ')}.`);
    return `${previous.commit} to ${current}; the schema has ${previous.missingSteps.join(', ')} now`;
  },
};
