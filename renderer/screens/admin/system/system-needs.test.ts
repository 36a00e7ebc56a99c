import { describe, expect, it } from 'vitest';
import type { SystemStatus } from '#shared/api/system.ts';
import { systemNeeds } from './system-needs.ts';

const AT = '2026-04-01T09:00:00.000Z';
const ago = (minutes: number) => new Date(Date.parse(AT) - minutes * 60_000).toISOString();

type Process = NonNullable<SystemStatus['processes']>[number];
const process = (change: Partial<Process> = {}): Process => ({
  id: '019d4845-6280-739a-b9a4-062a1d7f9527',
  mode: 'all',
  version: '0.1.0',
  revision: null,
  host: 'backend-1',
  processId: 7,
  startedAt: ago(60),
  lastSeenAt: AT,
  isSilent: false,
  isThisOne: true,
  openStreamCount: 0,
  memoryBytes: 1,
  ...change,
});

const WELL: SystemStatus = {
  at: AT,
  parts: [{ name: 'redis', status: 'ok', isRequired: false, since: ago(60), sentence: 'Redis answers.' }],
  versions: {
    server: '0.1.0',
    revision: null,
    minimumClient: '0.1.0',
    oldestDesk: { version: '0.1.0', deskCount: 3, isBelowMinimum: false },
    schema: '0022-server-processes',
    pendingStepCount: 0,
    newerStepCount: 0,
    postgres: '18.4',
    redis: '8.0.1',
  },
  processes: [process()],
  queue: { kinds: [{ kind: 'read-upload', waiting: 1, running: 1, failed: 0, oldestWaitingAt: ago(4) }], failures: [] },
  latency: {
    minutes: 15,
    groups: [{ group: 'dashboard', answerCount: 100, p50Ms: 20, p95Ms: 2_000, targetMs: 2_000 }],
  },
  disk: { store: { totalBytes: 500e9, freeBytes: 200e9 }, database: { bytes: 1, tables: [] } },
  backups: {
    areExpected: true,
    faults: [],
    lastFullAt: ago(60),
    lastAt: ago(60),
    lastType: 'full',
    filesAt: ago(60),
    drillAt: ago(600),
    drillRtoSeconds: 90,
    drillRpoSeconds: 40,
    archivedAt: ago(1),
    isArchiveFailing: false,
    oldestRestorableAt: null,
  },
  people: { desktopSessionCount: 1, browserSessionCount: 1, activePersonCount: 1 },
};

const textsOf = (change: Partial<SystemStatus>) => systemNeeds({ ...WELL, ...change }).map(({ text }) => text);

describe('what needs an administrator', () => {
  it('is nothing while all is well', () => {
    expect(systemNeeds(WELL)).toEqual([]);
  });

  it.each<[string, Partial<SystemStatus>, RegExp]>([
    [
      'a part that is down',
      {
        parts: [
          { name: 'redis', status: 'down', isRequired: false, since: ago(6), sentence: 'Redis does not answer.' },
        ],
      },
      /^Down for 6 minutes: Redis does not answer\.$/,
    ],
    [
      'a process that fell silent',
      { processes: [process(), process({ isSilent: true, lastSeenAt: ago(3) })] },
      /^Server and worker in one backend-1, process 7, has said nothing for 3 minutes\./,
    ],
    ['no worker', { processes: [process({ mode: 'api' })] }, /^No worker runs/],
    ['two versions at once', { processes: [process(), process({ version: '0.2.0' })] }, /\(0\.1\.0, 0\.2\.0\)/],
    [
      'work that waits for long',
      {
        queue: {
          kinds: [{ kind: 'read-upload', waiting: 1, running: 0, failed: 0, oldestWaitingAt: ago(12) }],
          failures: [],
        },
      },
      /^Reading a file has waited for 12 minutes\./,
    ],
    [
      'work that failed for good',
      {
        queue: {
          kinds: [{ kind: 'train-models', waiting: 0, running: 0, failed: 2, oldestWaitingAt: null }],
          failures: [],
        },
      },
      /^Training models failed for good 2 times within seven days\./,
    ],
    [
      'no backups',
      { backups: { ...WELL.backups, areExpected: false } as SystemStatus['backups'] },
      /^No backups are set up/,
    ],
    [
      'an unproved backup',
      { backups: { ...WELL.backups, faults: ['drill_overdue'] } as SystemStatus['backups'] },
      /restore-drill/,
    ],
    [
      'a disk nine tenths full',
      { disk: { ...WELL.disk, store: { totalBytes: 500e9, freeBytes: 49e9 } } },
      /^The disk of the files has 49 GB free of 500 GB\./,
    ],
    [
      'slow answers',
      {
        latency: {
          minutes: 15,
          groups: [{ group: 'dashboard', answerCount: 20, p50Ms: 20, p95Ms: 3_000, targetMs: 2_000 }],
        },
      },
      /^Dashboard: 95 in 100 answers took up to 3 s; the target is 2 s\.$/,
    ],
    [
      'answers that took longer than can be told',
      {
        latency: {
          minutes: 15,
          groups: [{ group: 'legal', answerCount: 20, p50Ms: 20, p95Ms: null, targetMs: 10_000 }],
        },
      },
      /took more than 20 s; the target is 10 s/,
    ],
    [
      'steps to come',
      { versions: { ...WELL.versions, pendingStepCount: 1 } },
      /^The database lacks 1 step of this version\./,
    ],
    [
      'desks that are too old',
      { versions: { ...WELL.versions, oldestDesk: { version: '0.0.9', deskCount: 2, isBelowMinimum: true } } },
      /^2 desks with version 0\.0\.9/,
    ],
    ['sections that did not answer', { queue: null, people: null }, /^Not answered within a second: queue, people\./],
  ])('is %s, and nothing else then', (_, change, words) => {
    const texts = textsOf(change);
    expect(texts).toEqual([expect.stringMatching(words)]);
  });

  it('is not a time that two answers came to, nor the backups part beside what is wrong with them', () => {
    const slow = { group: 'dashboard', answerCount: 19, p50Ms: 9_000, p95Ms: 9_000, targetMs: 2_000 } as const;
    expect(textsOf({ latency: { minutes: 15, groups: [slow] } })).toEqual([]);
    const part = { name: 'backups', status: 'down', isRequired: false, since: AT, sentence: 'Late.' } as const;
    expect(textsOf({ parts: [part] })).toEqual([]);
  });

  it('begins with what holds people up', () => {
    const needs = systemNeeds({ ...WELL, queue: null, processes: [process({ mode: 'api' })] });
    expect(needs.map(({ tone }) => tone)).toEqual(['refusal', 'attention']);
  });
});
