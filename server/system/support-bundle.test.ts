import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { testFirm } from '../access/firm.testing.ts';
import { type AdminServer, adminServer } from '../admin/admin-server.testing.ts';
import { SETTING_NAMES } from '../config/redact-settings.ts';
import { freePort } from '../db/free-port.ts';
import { createLogger } from '../ops/logger.ts';
import { redisServer, type TestRedis } from '../testing/redis-server.ts';
import { TEST_PASSWORD } from '../testing/test-cluster.ts';

/** None of them may be in a bundle, wherever it was planted. */
const CANARIES = {
  client: 'Longstone Abernathy Reinsurance',
  matter: 'Arbitration of the tunnel claims',
  narrative: 'Conference with Mr. Featherstonehaugh about the settlement',
  amount: '98765.4321',
  amountE4: '987654321',
  person: 'Rosalind Kestrel-Okonkwo',
  email: 'rosalind.kestrel@longstone.example',
  file: 'covering-letter-to-longstone.pdf',
  key: '7c1fd2a94be0836655aa91c3f0e7d8b2',
  jwt: '0f9e8d7c6b5a49382716ab54cd32ef10',
  redis: 'b3a1f7c95d2e40886e7f1a2b3c4d5e6f',
  host: 'lait.longstone.example',
  token: 'eyJhbGciOiJIUzI1NiJ9.canary.signature',
} as const;
const ENTRY = join(import.meta.dirname, '..', '..', 'scripts', 'cli', 'lait.ts');

const canariesIn = (bytes: Uint8Array) => {
  const text = Buffer.from(bytes).toString('latin1');
  return Object.entries(CANARIES).flatMap(([name, canary]) => (text.includes(canary) ? [name] : []));
};

describe('a support bundle', () => {
  let folder: string;
  let server: AdminServer;
  let chief: PersonActor;
  let redis: TestRedis;
  let environment: Record<string, string>;

  const bundle = (more: Readonly<Record<string, string>> = {}, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, 'support-bundle', ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', NODE_NO_WARNINGS: '1', ...environment, ...more },
      maxBuffer: 10_000_000,
    });
    return { status, stdout, stderr: stderr.toString() };
  };
  /** As the archive's own program takes it apart. */
  const opened = (bytes: Uint8Array) => {
    const path = join(folder, 'bundle.tar.gz');
    writeFileSync(path, bytes);
    const list = spawnSync('tar', ['-tzf', path], { encoding: 'utf8' });
    expect([list.status, list.stderr]).toEqual([0, '']);
    const names = list.stdout.trim().split('\n');
    const text = (name: string): string => {
      const whole = names.find((each) => each.endsWith(`/${name}`)) ?? name;
      return spawnSync('tar', ['-xOzf', path, whole], { encoding: 'utf8' }).stdout;
    };
    return { names: names.map((name) => name.replace(/^lait-support-\d{8}T\d{6}Z\//, '')), text };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lait-bundle-'));
    redis = await redisServer();
    server = await adminServer();
    await plant(server);
    chief = await testFirm(server).user('administrator');
    environment = {
      LAIT_MODE: 'api',
      LAIT_APP_DATABASE_URL: server.appUrl,
      POSTGRES_PASSWORD: TEST_PASSWORD,
      REDIS_URL: redis.url,
      REDIS_PASSWORD: '',
      JWT_SECRET_KEY: CANARIES.jwt,
      API_KEY_OPENAI: CANARIES.key,
      API_KEY_LEGAL_DATABASE: CANARIES.key,
      BACKUP_ENCRYPTION_KEY: CANARIES.key,
      LAIT_PUBLIC_URL: `https://${CANARIES.host}`,
      LAIT_REVISION: CANARIES.client,
      LAIT_MINIMUM_CLIENT: CANARIES.client,
      LAIT_DATA_DIRECTORY: folder,
      LAIT_LIMIT_SYNC: '321',
      [`LAIT_${CANARIES.client}`]: CANARIES.client,
      LONGSTONE: CANARIES.client,
    };
  });
  afterAll(async () => {
    await server.close();
    await redis.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells how the server stands, and holds no name, narrative, amount, address or secret', () => {
    const log = join(folder, 'server.log');
    writeFileSync(log, logOfCanaries());
    const { status, stdout, stderr } = bundle({}, '--log', log);
    expect([status, stderr]).toEqual([0, '']);
    const plain = gunzipSync(stdout);
    expect(canariesIn(plain)).toEqual([]);
    expect(plain.includes('Longstone'), 'part of a name').toBe(false);
    expect(plain.includes(TEST_PASSWORD)).toBe(false);
    const { names, text } = opened(stdout);
    expect(names).toEqual([
      'README.txt',
      'status.json',
      'versions.json',
      'backups.json',
      'settings.json',
      'process.json',
      'log.jsonl',
    ]);
    expect(text('README.txt')).toContain('What is not in it');
    const { parts, queue, disk } = JSON.parse(text('status.json'));
    expect(parts.map((part: { name: string; status: string }) => [part.name, part.status]).slice(0, 2)).toEqual([
      ['database', 'ok'],
      ['redis', 'ok'],
    ]);
    expect(queue.failures).toMatchObject([{ kind: 'read-upload', errorKind: 'other', errorCode: '22P02' }]);
    expect(disk.database.tables.length).toBeGreaterThan(3);
    expect(JSON.parse(text('versions.json'))).toMatchObject({
      revision: null,
      pendingStepCount: 0,
      oldestDesk: { version: null },
    });
    const { settings } = JSON.parse(text('settings.json'));
    const settingOf = (name: string) => settings.find((each: { name: string }) => each.name === name);
    expect(settingOf('LAIT_LIMIT_SYNC')).toEqual({ name: 'LAIT_LIMIT_SYNC', is: 'set', value: '321' });
    expect(settingOf('JWT_SECRET_KEY')).toEqual({ name: 'JWT_SECRET_KEY', is: 'set', value: null });
    expect(settingOf('LAIT_REVISION')).toEqual({ name: 'LAIT_REVISION', is: 'set', value: null });
    expect(settings.map((each: { name: string }) => each.name)).toEqual(SETTING_NAMES);
    const [note = '', ...lines] = text('log.jsonl').trim().split('\n');
    expect(JSON.parse(note)).toEqual({ lines: 2, leftOutLines: 2 });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        time: '2026-04-01T09:00:00.000Z',
        level: 'ERROR',
        msg: 'a job failed',
        category: 'job',
        job: 'read-upload',
        request_id: '019d4845-6280-739a-b9a4-062a1d7f9527',
        err: { name: 'RangeError', places: ['server/invoices/read-upload.ts:10:5'] },
      },
      {
        time: '2026-04-01T09:00:01.000Z',
        level: 'INFO',
        msg: '(left out)',
        method: 'GET',
        status: 200,
        latency_ms: 4.2,
        err: { name: 'other' },
      },
    ]);
  });

  it('is made while PostgreSQL and Redis are down, and says so inside', async () => {
    const nowhere = await freePort();
    const { status, stdout } = bundle({
      LAIT_APP_DATABASE_URL: `postgres://lait_app:${CANARIES.key}@127.0.0.1:${nowhere}/lait`,
      REDIS_URL: `redis://:${CANARIES.redis}@127.0.0.1:${nowhere}`,
    });
    expect(status).toBe(0);
    expect(canariesIn(gunzipSync(stdout))).toEqual([]);
    const { parts, queue, processes } = JSON.parse(opened(stdout).text('status.json'));
    const down = parts
      .filter((part: { status: string }) => part.status === 'down')
      .map((part: { name: string }) => part.name);
    expect(down).toEqual(expect.arrayContaining(['database', 'redis']));
    expect([queue, processes]).toEqual([null, null]);
    // What is not known is not told as a fault of its own.
    expect(parts.find((part: { name: string }) => part.name === 'models').sentence).toBe(
      'It cannot be asked while PostgreSQL is down.',
    );
  });

  it('is made of settings that are all wrong, names what is wrong, and shows none of them', () => {
    const wrong = Object.fromEntries(SETTING_NAMES.map((name) => [name, `${CANARIES.client} ${CANARIES.key}`]));
    const { status, stdout } = bundle({ ...wrong, LAIT_DATA_DIRECTORY: folder, LAIT_MODE: 'api' });
    expect(status).toBe(0);
    expect(canariesIn(gunzipSync(stdout))).toEqual([]);
    const { text } = opened(stdout);
    expect(JSON.parse(text('status.json'))).toBeNull();
    expect(JSON.parse(text('settings.json')).problems.length).toBeGreaterThan(10);
  });

  it('goes into a file that nobody else may read, and its name is said', () => {
    const out = join(folder, 'given.tar.gz');
    const { status, stdout, stderr } = bundle({}, '--out', out);
    expect([status, stdout.length]).toEqual([0, 0]);
    expect(stderr).toContain('Look through it before you send it on.');
    expect(opened(readFileSync(out)).names).not.toContain('log.jsonl');
  });

  it('is given to administrators with the last lines of the log, and the audit log has it', async () => {
    const log = createLogger('INFO', { write: () => {} });
    const lent = await adminServer({ log }, server);
    log.info({ category: 'job', job: 'read-upload', client: CANARIES.client }, 'job done');
    log.info(`upload of ${CANARIES.file}`);
    const reply = await lent.call(chief, 'POST', '/api/admin/support-bundle');
    expect([reply.status, reply.at('fileName')]).toEqual([
      200,
      expect.stringMatching(/^lait-support-\d{8}T\d{6}Z\.tar\.gz$/),
    ]);
    const bytes = Buffer.from(reply.at('base64'), 'base64');
    expect(canariesIn(gunzipSync(bytes))).toEqual([]);
    const lines = opened(bytes).text('log.jsonl');
    expect(lines).toContain('"msg":"job done"');
    expect(lines).toContain('"msg":"(left out)"');
    const entries = await server.admin
      .selectFrom('audit_log')
      .select(['action', 'actor_id'])
      .where('action', '=', 'support.export')
      .execute();
    expect(entries).toEqual([{ action: 'support.export', actor_id: chief.userId }]);
    expect(
      (
        await lent.call(
          await testFirm(lent)
            .user('approver')
            .catch(() => null),
          'POST',
          '/api/admin/support-bundle',
        )
      ).status,
    ).toBe(401);
    await lent.close();
  });
});

/** Every kind of text that people write, where they write it. */
async function plant(server: AdminServer): Promise<void> {
  const { admin, adminPool, context } = server;
  const firm = testFirm(server);
  const ann = await firm.user();
  const matterId = await firm.matter();
  const { uploadId } = await firm.invoice(matterId, ann);
  await admin.updateTable('clients').set({ name: CANARIES.client, number: CANARIES.client }).execute();
  await admin.updateTable('matters').set({ name: CANARIES.matter, number: CANARIES.matter }).execute();
  await admin
    .updateTable('users')
    .set({ display_name: CANARIES.person, email: CANARIES.email })
    .where('id', '=', ann.userId)
    .execute();
  await admin
    .updateTable('uploads')
    .set({ file_name: CANARIES.file, state: 'needs_attention', last_error: CANARIES.narrative })
    .where('id', '=', uploadId)
    .execute();
  await admin
    .insertInto('devices')
    .values({
      id: context.newId(),
      user_id: ann.userId,
      name: CANARIES.person,
      platform: CANARIES.host,
      app_version: CANARIES.token,
      schema_version: 1,
      last_seen_at: new Date(),
      revoked_at: null,
      arch: null,
      update_token_hash: null,
      update_contact_at: null,
    })
    .execute();
  await adminPool.query(`UPDATE line_items SET narrative = $1`, [CANARIES.narrative]);
  await adminPool.query(
    `INSERT INTO pgboss.job (id, name, state, data, output, completed_on)
     VALUES ($1, 'read-upload', 'failed', $2, $3, now())`,
    [
      context.newId(),
      JSON.stringify({ uploadId, requestId: CANARIES.token, file: CANARIES.file }),
      JSON.stringify({ name: CANARIES.client, code: '22P02', message: CANARIES.narrative, stack: CANARIES.amount }),
    ],
  );
}

function logOfCanaries(): string {
  const lines = [
    {
      level: 'ERROR',
      time: '2026-04-01T09:00:00.000Z',
      service: 'lait',
      category: 'job',
      job: 'read-upload',
      request_id: '019d4845-6280-739a-b9a4-062a1d7f9527',
      job_id: CANARIES.token,
      err: {
        name: 'RangeError',
        message: CANARIES.narrative,
        stack: [
          `at ${CANARIES.client} (file:///srv/${CANARIES.client}/server/invoices/read-upload.ts:10:5)`,
          `at ${CANARIES.amount}`,
        ],
      },
      msg: 'a job failed',
    },
    {
      level: 'INFO',
      time: '2026-04-01T09:00:01.000Z',
      method: 'GET',
      status: 200,
      latency_ms: 4.2,
      route: `/api/${CANARIES.client}`,
      category: CANARIES.matter,
      user_id: CANARIES.email,
      [CANARIES.person]: CANARIES.amountE4,
      err: { name: CANARIES.client, sql_state: CANARIES.amount },
      msg: `${CANARIES.narrative} ${CANARIES.amount}`,
    },
    { level: 'INFO', time: CANARIES.client, msg: CANARIES.client },
  ];
  return [...lines.map((line) => JSON.stringify(line)), `FATAL: ${CANARIES.file} for ${CANARIES.client}`, ''].join(
    '\n',
  );
}
