import type { Rehearsal } from './rehearsal.ts';

/** Which version answers, by what its image was built from. */
export async function revisionOf(rehearsal: Pick<Rehearsal, 'must'>): Promise<string> {
  const asked = 'docker-compose -f docker-compose.production.yml exec -T backend printenv LAIT_REVISION';
  return (await rehearsal.must(asked)).trim();
}
