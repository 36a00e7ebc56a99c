import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerList, registerOutcome, verification, verificationAccepted } from '#shared/api/legal-verification.ts';
import { startWorker } from '../../jobs/start-worker.ts';
import type { SignedInPerson } from '../../notifications/listening-firm.testing.ts';
import { madeUpRegister, registerFile } from '../../testing/made-up-register.ts';
import { TEST_JWT_KEY, TEST_PASSWORD } from '../../testing/test-cluster.ts';
import { type LegalFirm, legalFirm } from '../searches/legal-firm.testing.ts';

const ENTRY = fileURLToPath(new URL('../../../scripts/cli/lait.ts', import.meta.url));
const run = promisify(execFile);

/** `lait registers`, as an administrator runs it on the host: a process of its own, on the database of a server that runs. */
describe('lait registers, beside a running server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-registers-'));
  let firm: LegalFirm;
  let chief: SignedInPerson;
  beforeAll(async () => {
    firm = await legalFirm();
    chief = await firm.person('administrator');
    await startWorker(firm.server.context);
  });
  afterAll(async () => {
    await firm.closeAll();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Its exit code and both streams; never rejects. */
  async function lait(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: firm.server.adminUrl,
      POSTGRES_PASSWORD: TEST_PASSWORD,
      JWT_SECRET_KEY: TEST_JWT_KEY,
      LAIT_DATA_DIR: folder,
    };
    try {
      const { stdout, stderr } = await run(process.execPath, [ENTRY, 'registers', ...args], { cwd: folder, env });
      return { code: 0, stdout, stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, stdout, stderr };
    }
  }
  const held = async () =>
    (await firm.call(chief, 'GET', '/api/admin/registers'))
      .read(registerList)
      .registers.map(({ asOf, rowCount }) => [asOf, rowCount]);

  it('imports an export, lists it, and the server compares with it from then on', async () => {
    expect((await lait('list')).stdout).toBe('');
    const path = join(folder, 'attorneys.csv');
    writeFileSync(path, registerFile([{ number: '1000001', first: 'Ada', middle: 'B', last: 'Okafor', year: '2009' }]));
    const imported = await lait('import', path, '--as-of', '2026-03-01', '--json');
    expect(imported.stderr).toBe('');
    expect(registerOutcome.parse(JSON.parse(imported.stdout))).toMatchObject({
      register: { asOf: '2026-03-01', rowCount: 1 },
      leftOutCount: 0,
    });
    expect(await held()).toEqual([['2026-03-01', 1]]);
    expect((await lait('list')).stdout).toMatch(/ of 2026-03-01: 1 rows\n$/);
    const asked = await firm.call(chief, 'POST', '/api/legal/verify-attorney', {
      name: 'Okafor, Ada',
      jurisdiction: 'NY',
      registrationNumber: '1000001',
    });
    const { verificationId } = asked.read(verificationAccepted);
    const check = async () =>
      (await firm.call(chief, 'GET', `/api/legal/verifications/${verificationId}`)).read(verification);
    await expect.poll(async () => (await check()).state, { timeout: 20_000, interval: 50 }).toBe('done');
    expect((await check()).sources[0]).toMatchObject({ verdict: 'match' });
  });

  it('puts a newer one in its place, in sentences and in seconds', async () => {
    const path = join(folder, 'newer.csv');
    writeFileSync(path, [...madeUpRegister(2_000)].join(''));
    const { code, stdout } = await lait('import', path, '--as-of', '2026-04-01');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/ of 2026-04-01: 2000 rows in [\d.]+ s; 0 could not be/)]);
    expect(await held()).toEqual([['2026-04-01', 2_000]]);
  });

  it.each([
    ['an older one', ['import', 'attorneys.csv', '--as-of', '2026-02-01'], /2026/],
    ['a file that is not there', ['import', 'nowhere.csv', '--as-of', '2026-05-01'], /There is no file/],
    [
      'a register nobody knows',
      ['import', 'attorneys.csv', '--as-of', '2026-05-01', '--kind', 'moon'],
      /--kind is one/,
    ],
  ])('refuses %s with 2 and a sentence, and what is held stays', async (_what, args, words) => {
    const { code, stdout, stderr } = await lait(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/ at .*\.ts/);
    expect(await held()).toEqual([['2026-04-01', 2_000]]);
  });
});
