import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPOSE } from '../compose.ts';
import type { Step } from '../rehearsal.ts';

/** As docs/operations.md has it, in four steps: what depends on JWT_SECRET_KEY is under another one, and nothing was lost. */
export const rotateSigningSecret: Step = {
  name: 'change JWT_SECRET_KEY: encrypt anew, back up again, let the one before go',
  phase: 'rotation',
  async work({ folder, must, people }) {
    if (people === null) throw new Error('Nobody is signed in.');
    const settings = join(folder, '.env.production');
    const before = /^JWT_SECRET_KEY=(.+)$/gm;
    const present = [...readFileSync(settings, 'utf8').matchAll(before)].at(-1)?.[1];
    if (present === undefined) throw new Error('The settings name no JWT_SECRET_KEY.');
    const next = randomBytes(32).toString('hex');
    appendFileSync(settings, `LAIT_PREVIOUS_JWT_SECRET_KEY=${present}\nJWT_SECRET_KEY=${next}\n`);
    await must('./deploy-production-final.sh --skip-tests');
    const said = await must(`${COMPOSE} -f docker-compose.secrets.yml exec -T backend lait server encrypt-anew`);
    const counts = /Encrypted anew: (\d+) second factors, (\d+) keys of laptops, (\d+) files/.exec(said);
    if (counts === null || counts[1] === '0' || counts[3] === '0') throw new Error(`It said: ${said}`);
    await must('scripts/backup.sh --full --again < /dev/null');
    appendFileSync(settings, 'LAIT_PREVIOUS_JWT_SECRET_KEY=\n');
    await must('./deploy-production-final.sh --skip-tests');
    const { pushes } = people.desk;
    const count = pushes.length;
    // Its token was signed with the one before: it is refused, refreshes, and goes on.
    for (let waited = 0; waited < 120 && pushes.length === count; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    if (pushes.length === count) throw new Error('No push was accepted after the one before was gone.');
    const again = await must(`${COMPOSE} -f docker-compose.secrets.yml exec -T backend lait server encrypt-anew`);
    if (!again.includes('0 second factors, 0 keys of laptops, 0 files')) throw new Error(`Again it said: ${again}`);
    return `${counts[1]} second factors and ${counts[3]} originals under the new one; the desk went on by itself`;
  },
};
