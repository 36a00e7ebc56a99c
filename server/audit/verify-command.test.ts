import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../access/actor.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';

const ENTRY = join(import.meta.dirname, '..', '..', 'scripts', 'cli', 'lait.ts');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function lait(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ENTRY, ...args], { env: { PATH: process.env.PATH, ...environment } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (piece) => {
      stdout += piece;
    });
    child.stderr.on('data', (piece) => {
      stderr += piece;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('lait audit verify', () => {
  let server: TestContext;
  beforeAll(async () => {
    server = await testContext();
    await withChanges(server.context, SYSTEM, async ({ audit }) => {
      for (const action of ['system.start', 'wall.raise', 'wall.lower'])
        audit({ action, objectType: null, objectId: null, scopeId: null, outcome: 'done', detail: { action } });
    });
  });
  afterAll(() => server.close());

  it('ends with 0 on a whole log and says what to note, with 1 on another, and tells where', async () => {
    const whole = await lait({ DATABASE_URL: server.appUrl }, 'audit', 'verify', '--json');
    expect([whole.stderr, whole.code]).toEqual(['', 0]);
    const verdict = JSON.parse(whole.stdout);
    expect(verdict).toMatchObject({ whole: true, entries: 3, faults: [] });
    // Inside a container, the settings of the server are all there is.
    const password = new URL(server.appUrl).password;
    const plain = server.appUrl.replace(`:${password}@`, '@');
    const inside = await lait(
      { LAIT_APP_DATABASE_URL: plain, LAIT_APP_DATABASE_PASSWORD: password },
      'audit',
      'verify',
    );
    expect([inside.stderr, inside.code]).toEqual(['', 0]);
    await server.adminPool.query(`
      ALTER TABLE audit_log DISABLE TRIGGER USER;
      UPDATE audit_log SET outcome = 'failed' WHERE action = 'wall.raise';
      ALTER TABLE audit_log ENABLE TRIGGER USER`);
    const noted = `${verdict.lastSeq}:${'0'.repeat(64)}`;
    const broken = await lait({}, 'audit', 'verify', '--database-url', server.adminUrl, '--noted', noted);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain(`Entry ${verdict.lastSeq - 1} is not what was written.`);
    expect(broken.stdout).toContain(`Entry ${verdict.lastSeq} was noted with another hash`);
  });

  it('ends with 2, and claims nothing, where it cannot look', async () => {
    const results = await Promise.all([
      lait({}, 'audit', 'verify'),
      lait({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, 'audit', 'verify'),
      lait({ DATABASE_URL: server.appUrl }, 'audit', 'verify', '--noted', 'yesterday'),
    ]);
    for (const { code, stdout, stderr } of results) {
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('Nothing was verified.');
    }
  });
});
