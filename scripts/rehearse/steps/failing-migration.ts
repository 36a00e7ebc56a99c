import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addFailingStep, LEFTOVER } from '../broken-version.ts';
import type { Step } from '../rehearsal.ts';
import { revisionOf } from '../revision-of.ts';

/** An upgrade whose step of the schema fails: the step is undone, and what served goes on serving. */
export const failingMigration: Step = {
  name: 'upgrade with a step of the schema that fails',
  phase: 'failed upgrade',
  async work(rehearsal) {
    const serving = await revisionOf(rehearsal);
    addFailingStep(rehearsal);
    try {
      const { code, output } = await rehearsal.type('./deploy-production-final.sh --skip-tests');
      if (code === 0) throw new Error('It was deployed.');
      if (!output.includes('The previous version still serves')) throw new Error(`It said: ${output.slice(-300)}`);
    } finally {
      await rehearsal.installation.take('current');
      rmSync(join(rehearsal.folder, 'server/db/migrations/9999-made-to-fail.ts'), { force: true });
    }
    const left = await rehearsal.sql(`SELECT to_regclass('${LEFTOVER}') IS NULL`);
    if (left !== 't') throw new Error('The step that failed left a table.');
    if ((await revisionOf(rehearsal)) !== serving) throw new Error('Another version serves.');
    return `refused; the step was undone; ${serving} went on serving`;
  },
};
