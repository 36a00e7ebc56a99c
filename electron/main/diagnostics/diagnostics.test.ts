import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '#shared/api/sync-status.ts';
import type { WorkspaceStatus } from '#shared/api/workspace.ts';
import { diagnosticsArchive } from './archive.ts';
import { redact } from './redact.ts';
import { type DiagnosticFacts, runSteps } from './run-steps.ts';

const never = () => new Promise<void>(() => {});
const WORKSPACE: WorkspaceStatus = {
  storage: 'durable',
  isEncrypted: true,
  invoiceCount: 3,
  lineCount: 600,
  pendingCount: 12,
  maximumFileBytes: 1,
  notice: null,
};
const SYNC = {
  state: 'synced',
  waitingCount: 0,
  heldCount: 0,
  conflictCount: 0,
  lastSyncAt: '2026-04-01T09:00:00.000Z',
  lockedCount: 0,
  repairCount: 0,
} as unknown as SyncStatus;
const GOOD: DiagnosticFacts = {
  server: async () => ({ latencyMs: 12, clockSkewMs: 900 }),
  keyStore: async () => 'protected',
  disk: async () => ({ freeBytes: 9_000_000_000, usedBytes: 40_000_000 }),
  workspace: async () => WORKSPACE,
  sync: async () => SYNC,
  stores: async () => ({ outbox: 'ok', cache: 'ok' }),
  update: async () => ({ version: '1.0.0', trouble: null, mustUpdate: false }),
  notifications: async () => ({ shown: 4, failed: 0, isOn: true }),
};
const outcomes = async (more: Partial<DiagnosticFacts>) =>
  (await runSteps({ ...GOOD, ...more }, never)).map(({ outcome }) => outcome);

describe('the steps', () => {
  it('are numbered from 1 and find nothing on a sound machine', async () => {
    const steps = await runSteps(GOOD, never);
    expect(steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(steps.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it.each<[string, number, 'attention' | 'failed', Partial<DiagnosticFacts>]>([
    ['a server that is not reached', 1, 'failed', { server: () => Promise.reject(new Error('no')) }],
    ['a slow server', 1, 'attention', { server: async () => ({ latencyMs: 3_000, clockSkewMs: 0 }) }],
    ['a clock two days off', 2, 'attention', { server: async () => ({ latencyMs: 1, clockSkewMs: -172_800_000 }) }],
    ['a weak key store', 3, 'attention', { keyStore: async () => 'weak' }],
    ['no key store', 3, 'failed', { keyStore: async () => 'none' }],
    ['a full disk', 4, 'attention', { disk: async () => ({ freeBytes: 1_000, usedBytes: 1 }) }],
    ['a workspace that does not answer', 5, 'failed', { workspace: () => Promise.reject(new Error('gone')) }],
    ['a damaged cache', 6, 'attention', { stores: async () => ({ outbox: 'ok', cache: 'damaged' }) }],
    ['a damaged outbox', 6, 'failed', { stores: async () => ({ outbox: 'damaged', cache: 'ok' }) }],
    ['conflicts', 7, 'attention', { sync: async () => ({ ...SYNC, conflictCount: 2 }) }],
    ['a machine that never synced', 8, 'attention', { sync: async () => ({ ...SYNC, lastSyncAt: null }) }],
    [
      'a version that is too old',
      9,
      'attention',
      { update: async () => ({ version: '1.0.0', trouble: null, mustUpdate: true }) },
    ],
    ['toasts that fail', 10, 'attention', { notifications: async () => ({ shown: 0, failed: 3, isOn: true }) }],
  ])('name %s', async (_name, number, outcome, more) => {
    expect((await outcomes(more))[number - 1]).toBe(outcome);
  });

  it('end although one of them never does', async () => {
    const steps = await runSteps({ ...GOOD, disk: () => new Promise(() => {}) }, async () => {});
    expect(steps).toHaveLength(10);
    expect(steps[3]?.outcome).toBe('failed');
  });
});

describe('what leaves the machine', () => {
  const planted = [
    'C:\\Users\\rosa\\AppData\\lait\\outbox.db',
    '/home/rosa/.config/LAIT/outbox.db',
    'Bearer eyJhbGciOi.eyJzdWIiOiJ4.c2lnbmF0dXJl',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF_1',
    'ldt_Zm9vYmFyYmF6cXV4',
    'rosa@firm.example',
    'https://lait.firm.example/api/matters?search=Initech',
    '0f'.repeat(32),
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----',
  ];

  it('holds no path, token, address, key or own word, wherever it was written', () => {
    const archive = diagnosticsArchive({
      steps: [{ number: 1, name: 'A step', outcome: 'failed', finding: planted.join(' ') }],
      versions: { lait: '1.0.0', where: planted[0] ?? '' },
      logs: [{ name: 'main.log', text: planted.map((each) => JSON.stringify({ cause: each })).join('\n') }],
      toasts: [{ id: 'rosa-laptop', result: 'shown', atMs: 0 }],
      ownWords: ['rosa', 'rosa-laptop'],
      atMs: 0,
    });
    const files = unzipSync(archive);
    expect(Object.keys(files).sort()).toEqual(['logs/main.log', 'notifications.json', 'report.json', 'steps.txt']);
    for (const bytes of Object.values(files)) {
      const text = strFromU8(bytes);
      for (const secret of ['rosa', 'Users', 'home', 'eyJ', 'ldt_', 'firm.example', 'Initech', '0f0f0f', 'MC4CAQAw']) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it('keeps what helps: the event, the code, the count', () => {
    const line = '{"level":"WARN","event":"update.refused","code":"FORGED","count":3}';
    expect(redact(line, ['rosa'])).toBe(line);
  });
});
