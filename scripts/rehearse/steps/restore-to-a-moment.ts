import type { Step } from '../rehearsal.ts';

/** Somebody did what nobody should have done: back to the second before it. */
export const restoreToAMoment: Step = {
  name: "scripts/restore.sh --to '…': as it was at that moment",
  async work(rehearsal) {
    const { sql, must, people } = rehearsal;
    if (people === null) throw new Error('Nobody is signed in.');
    await people.desk.pause();
    await people.desk.settle();
    await must('scripts/backup.sh < /dev/null');
    const [moment = '', before = ''] = (await sql('SELECT now(), count(*) FROM decisions')).split('|');
    await must('sleep 2');
    // The guard of the record would refuse it: whoever does this means to.
    await sql('SET session_replication_role = replica; DELETE FROM decisions');
    await must('sleep 2');
    await must(`scripts/restore.sh --yes --to '${moment}'`);
    const after = await sql('SELECT count(*) FROM decisions');
    if (after !== before) throw new Error(`${after} decisions are there, not ${before}.`);
    people.desk.start();
    return `${before} decisions that somebody deleted are there again`;
  },
};
