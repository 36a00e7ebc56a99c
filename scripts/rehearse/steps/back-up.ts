import type { Step } from '../rehearsal.ts';

/** As cron starts it: without a terminal. */
export const backUp: Step = {
  name: 'scripts/backup.sh --full, as cron starts it',
  async work(rehearsal) {
    const output = await rehearsal.must('scripts/backup.sh --full --dump < /dev/null');
    return /\d+ files copied[^\n]*/.exec(output)?.[0] ?? 'done';
  },
};
