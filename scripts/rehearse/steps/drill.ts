import type { Step } from '../rehearsal.ts';

/** The weekly proof, while people work. */
export const drill: Step = {
  name: 'scripts/restore-drill.sh',
  async work(rehearsal) {
    const output = await rehearsal.must('scripts/restore-drill.sh < /dev/null');
    return /the backups restore:[^\n]*/.exec(output)?.[0] ?? output.slice(-200);
  },
};
