import type { Step } from '../rehearsal.ts';

/** What the server had confirmed and the restore lost comes back from the desk by itself. */
export const nothingLost: Step = {
  name: 'what was confirmed and lost is handed in again',
  async work(rehearsal) {
    const { people, measured } = rehearsal;
    if (people === null) throw new Error('Nobody is signed in.');
    const { desk } = people;
    const { destroyedAtMs = 0, restoredToMs = 0 } = measured;
    await desk.pause();
    await desk.settle();
    const generations = new Set(desk.pushes.map(({ generation }) => generation));
    if (generations.size < 2) throw new Error('The desk has not seen the new generation of the record.');
    const confirmed = desk.pushes.filter(({ atMs }) => atMs <= destroyedAtMs);
    const lost = confirmed.filter(({ atMs }) => atMs > restoredToMs).flatMap(({ mutationIds }) => mutationIds);
    const known = new Set((await rehearsal.sql('SELECT DISTINCT mutation_id FROM mutation_result')).split('\n'));
    const missing = [...new Set(desk.pushes.flatMap(({ mutationIds }) => mutationIds))].filter((id) => !known.has(id));
    if (missing.length > 0) throw new Error(`${missing.length} confirmed decisions are not in the record.`);
    const standing = await rehearsal.sql(
      `SELECT DISTINCT ON (line_id) line_id, kind || ' ' || cut_e4 FROM decisions ORDER BY line_id, version DESC`,
    );
    const held = new Map(standing.split('\n').map((row) => [row.slice(0, 36), row.slice(37)] as const));
    const decided = await desk.decided();
    const differing = [...decided].filter(([lineId, decision]) => held.get(lineId) !== decision);
    if (differing.length > 0)
      throw new Error(`${differing.length} lines stand otherwise in the record than on the desk.`);
    desk.start();
    return `${confirmed.length} pushes were confirmed before the loss, ${lost.length} of their decisions were not restored; all of them, and those made meanwhile, are in the record again; ${decided.size} lines stand as on the desk; generations seen: ${generations.size}`;
  },
};
