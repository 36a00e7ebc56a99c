import type { Step } from '../rehearsal.ts';

/** The quick start on an empty host, with secrets made on the way. */
export const deploy: Step = {
  name: 'deploy the release before (./deploy-production-final.sh --make-secrets --skip-tests)',
  async work(rehearsal) {
    const { commit, missingSteps, editedSteps } = rehearsal.versions.previous;
    await rehearsal.installation.take('previous');
    const output = await rehearsal.must('./deploy-production-final.sh --make-secrets --skip-tests');
    const token = /one-time token:\s+(\S+)/.exec(output)?.[1];
    if (token === undefined) throw new Error('No token for the first administrator was printed.');
    rehearsal.measured.firstAdministratorToken = token;
    rehearsal.prober.start();
    const edited =
      editedSteps.length === 0 ? '' : `; steps edited since, taken as they are now: ${editedSteps.join(', ')}`;
    return `${commit}, without ${missingSteps.join(', ')}${edited}`;
  },
};
