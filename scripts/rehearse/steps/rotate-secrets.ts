import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPOSE } from '../compose.ts';
import type { Step } from '../rehearsal.ts';

/** As docs/operations.md has it: three of them changed, then the script again. */
export const rotateSecrets: Step = {
  name: 'rotate the passwords of PostgreSQL, of LAIT in it, and of Redis',
  phase: 'rotation',
  async work(rehearsal) {
    const made = () => randomBytes(32).toString('hex');
    const [owner, application, redis] = [made(), made(), made()];
    await rehearsal.must(`${COMPOSE} exec -T postgres psql -qX -U lait -d lait`, {
      input: `ALTER ROLE lait PASSWORD '${owner}';\n`,
    });
    appendFileSync(
      join(rehearsal.folder, '.env.production'),
      `POSTGRES_PASSWORD=${owner}\nLAIT_APP_DATABASE_PASSWORD=${application}\nREDIS_PASSWORD=${redis}\n`,
    );
    await rehearsal.must('./deploy-production-final.sh --skip-tests');
    const pushes = rehearsal.people?.desk.pushes ?? [];
    const before = pushes.length;
    for (let waited = 0; waited < 60 && pushes.length === before; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    if (pushes.length === before) throw new Error('No push was accepted after the rotation.');
    const readiness = await rehearsal.must('curl -s "http://127.0.0.1:$LAIT_PORT/api/readiness"');
    if (!/"redis":\{"status":"ok"/.test(readiness)) throw new Error(`Readiness says ${readiness}.`);
    return 'nobody was signed out; pushes went on with the new ones';
  },
};
