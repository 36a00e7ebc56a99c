import { breakStart } from '../broken-version.ts';
import type { Step } from '../rehearsal.ts';
import { revisionOf } from '../revision-of.ts';

/** Found out only when it runs: the version before is started again without being asked. */
export const versionThatDoesNotStart: Step = {
  name: 'upgrade to a version that does not start',
  phase: 'upgrade taken back',
  async work(rehearsal) {
    const serving = await revisionOf(rehearsal);
    breakStart(rehearsal);
    try {
      const { code, output } = await rehearsal.type('./deploy-production-final.sh --skip-tests', {
        environment: { LAIT_READY_WITHIN_SECONDS: '45' },
      });
      if (code === 0) throw new Error('It was deployed.');
      if (!output.includes('The previous one serves again')) throw new Error(`It said: ${output.slice(-400)}`);
    } finally {
      await rehearsal.installation.take('current');
    }
    if ((await revisionOf(rehearsal)) !== serving) throw new Error('Another version serves.');
    return `taken back by itself; ${serving} serves`;
  },
};
