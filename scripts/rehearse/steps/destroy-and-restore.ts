import { setTimeout } from 'node:timers/promises';
import { COMPOSE } from '../compose.ts';
import { LIMITS, recoveryOf, TARGETS } from '../recovery.ts';
import type { Step } from '../rehearsal.ts';

/** The disk of the database is gone while somebody works; the desk goes on deciding and trying to send. */
export const destroyAndRestore: Step = {
  name: 'destroy the database volume; scripts/restore.sh --yes',
  phase: 'restore',
  async work(rehearsal) {
    const { measured, project, people } = rehearsal;
    if (people === null) throw new Error('Nobody is signed in.');
    const { pushes } = people.desk;
    const before = pushes.at(-1)?.generation;
    await rehearsal.must(`docker kill $(${COMPOSE} ps -q postgres)`);
    // Up to here pushes were taken.
    const destroyedAtMs = Date.now();
    await rehearsal.must(`${COMPOSE} rm -f postgres && docker volume rm ${project}_postgres-data`);
    await rehearsal.must('scripts/restore.sh --yes');
    const firstPush = async () => {
      for (let waited = 0; waited < 120; waited += 1) {
        const found = pushes.find(({ generation }) => generation !== before);
        if (found !== undefined) return found;
        await setTimeout(500);
      }
      throw new Error('No push was accepted within a minute after the restore.');
    };
    const { atMs: firstPushAtMs } = await firstPush();
    const newest = await rehearsal.sql(
      `SELECT extract(epoch FROM max(at)) * 1000 FROM mutation_result WHERE at < to_timestamp(${destroyedAtMs / 1_000})`,
    );
    measured.destroyedAtMs = destroyedAtMs;
    measured.restoredToMs = Math.min(Number(newest), destroyedAtMs);
    measured.firstPushAtMs = firstPushAtMs;
    const recovery = recoveryOf({ newestRestoredMs: measured.restoredToMs, destroyedAtMs, firstPushAtMs });
    const { recoveryPointSeconds, recoveryTimeSeconds } = recovery;
    const figures = `RPO ${recoveryPointSeconds.toFixed(1)} s (target ${TARGETS.point}, limit ${LIMITS.point}), RTO ${recoveryTimeSeconds.toFixed(1)} s (target ${TARGETS.time}, limit ${LIMITS.time})`;
    if (!recovery.isWithinLimit) throw new Error(figures);
    return figures;
  },
};
