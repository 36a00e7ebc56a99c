import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rehearsal, Step } from '../rehearsal.ts';
import { revisionOf } from '../revision-of.ts';

/** A weak secret and an expired certificate: named, and what runs goes on. */
export const refusedSettings: Step = {
  name: 'a bad secret and an expired certificate are refused',
  phase: 'refused settings',
  async work(rehearsal) {
    const serving = await revisionOf(rehearsal);
    await refused(rehearsal, ['JWT_SECRET_KEY=changeme'], /JWT_SECRET_KEY still holds an example/);
    await refused(
      rehearsal,
      ['REDIS_PASSWORD=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
      /REDIS_PASSWORD is too weak|not complete|does not start with/,
    );
    const other = randomBytes(32).toString('hex');
    await refused(rehearsal, [`JWT_SECRET_KEY=${other}`], /JWT_SECRET_KEY is not the one/);
    await rehearsal.must(
      'mkdir -p tls-rehearsed && cd tls-rehearsed && openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -keyout expired-key.pem -out request.pem && openssl x509 -req -in request.pem -signkey expired-key.pem -days -1 -out expired.pem',
    );
    const expired = `${rehearsal.folder}/tls-rehearsed/expired`;
    await refused(
      rehearsal,
      [`SSL_CERT_PATH=${expired}.pem`, `SSL_KEY_PATH=${expired}-key.pem`],
      /certificate in SSL_CERT_PATH has expired/,
    );
    if ((await revisionOf(rehearsal)) !== serving) throw new Error('Another version serves.');
    return 'each named; nothing that ran was touched';
  },
};

async function refused(rehearsal: Rehearsal, lines: readonly string[], words: RegExp): Promise<void> {
  const path = join(rehearsal.folder, '.env.production');
  const kept = readFileSync(path, 'utf8');
  writeFileSync(path, `${kept}\n${lines.join('\n')}\n`);
  try {
    const { code, output } = await rehearsal.type('./deploy-production-final.sh --skip-tests');
    if (code === 0) throw new Error(`It was deployed with ${lines.join(', ')}.`);
    if (!words.test(output)) throw new Error(`It did not name ${lines.join(', ')}: ${output.slice(-300)}`);
  } finally {
    writeFileSync(path, kept);
  }
}
