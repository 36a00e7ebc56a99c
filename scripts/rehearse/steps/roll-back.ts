import type { Rehearsal, Step } from '../rehearsal.ts';
import { revisionOf } from '../revision-of.ts';

const FILES = 'docker-compose -f docker-compose.production.yml -f docker-compose.secrets.yml';

/** The version before on the schema of the one after it, as docs/operations.md has it, and forward again. */
export const rollBack: Step = {
  name: 'roll back to the release before, and forward again',
  phase: 'roll back',
  async work(rehearsal) {
    const { current, previous } = rehearsal.versions;
    const pushes = rehearsal.people?.desk.pushes ?? [];
    await start(rehearsal, 'previous');
    const back = await revisionOf(rehearsal);
    if (!back.startsWith(previous.commit)) throw new Error(`${back} serves, not ${previous.commit}.`);
    const before = pushes.length;
    await untilPushed(pushes, before);
    await start(rehearsal, 'latest');
    if ((await revisionOf(rehearsal)) !== current) throw new Error('The newer version does not serve.');
    await untilPushed(pushes, pushes.length);
    return `${previous.commit} took pushes on the schema of ${current}; forward again`;
  },
};

async function start({ must }: Rehearsal, version: 'previous' | 'latest'): Promise<void> {
  await must(`${FILES} up -d --no-deps --scale backend=3 backend worker frontend`, {
    environment: { LAIT_VERSION: version },
  });
  await must(
    'for i in $(seq 90); do curl -sf "http://127.0.0.1:$LAIT_PORT/api/readiness" -o /dev/null && curl -sf "http://127.0.0.1:$LAIT_PORT/" -o /dev/null && exit 0; sleep 1; done; exit 1',
  );
}

async function untilPushed(pushes: readonly unknown[], before: number): Promise<void> {
  for (let waited = 0; waited < 60; waited += 1) {
    if (pushes.length > before) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('No push was accepted within half a minute.');
}
