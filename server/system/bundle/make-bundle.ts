import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { gzipSync } from 'node:zlib';
import type { SystemProcess, SystemStatus } from '#shared/api/system.ts';
import type { RedactedSetting } from '../../config/redact-settings.ts';
import { SERVER_VERSION } from '../../ops/server-version.ts';
import { bundleReadme } from './bundle-readme.ts';
import { programConstants } from './program-constants.ts';
import { redactLog } from './redact-log.ts';
import { writeTar } from './write-tar.ts';

export interface BundleParts {
  readonly nowMs: number;
  readonly settings: readonly RedactedSetting[];
  /** What is wrong with the settings; none holds a value. */
  readonly problems: readonly string[];
  /** Null: the settings do not even say where to ask. */
  readonly status: SystemStatus | null;
  /** Lines of the server's log as they were written; null: none could be reached. */
  readonly logLines: readonly string[] | null;
}

export interface SupportBundle {
  readonly fileName: string;
  /** A tape archive, compressed (.tar.gz). */
  readonly bytes: Uint8Array;
}

const MOST_LINES = 2_000;
const REVISION = /^(?:[0-9a-f]{7,40}|unknown)$/;
const VERSION = /^\d{1,6}(?:\.\d{1,6}){2}$/;
const SOURCES = join(import.meta.dirname, '..', '..');

/** A redacted archive of how the system stands. Every value in it is known to be harmless; see its README.txt. */
export function makeBundle({ nowMs, settings, problems, status, logLines }: BundleParts): SupportBundle {
  const at = new Date(nowMs).toISOString();
  const files: (readonly [name: string, about: string, text: string])[] = [
    [
      'status.json',
      'parts, processes, queue, failed work by error, times of answers, disk, people signed in by number',
      json(statusWithoutHosts(status)),
    ],
    [
      'versions.json',
      'of the server, the schema, desks, PostgreSQL, Redis and Node',
      json({
        node: process.versions.node,
        platform: process.platform,
        architecture: process.arch,
        ...(status === null ? { server: SERVER_VERSION } : versionsOf(status)),
      }),
    ],
    ['backups.json', 'when backups were made and proved', json(status?.backups ?? null)],
    ['settings.json', 'which settings are set; values of harmless ones only', json({ settings, problems })],
    ['process.json', 'of the process that made this: memory and time', json(processFacts())],
  ];
  if (logLines !== null) files.push(logFile(logLines));
  const folder = `lait-support-${at.replace(/[-:]|\.\d{3}/g, '')}`;
  const readme = bundleReadme(
    at,
    files.map(([name, about]) => [name, about]),
  );
  const archived = [{ name: 'README.txt', text: readme }, ...files.map(([name, , text]) => ({ name, text }))];
  const tar = writeTar(
    archived.map(({ name, text }) => ({ name: `${folder}/${name}`, text })),
    nowMs,
  );
  return { fileName: `${folder}.tar.gz`, bytes: gzipSync(tar) };
}

function logFile(given: readonly string[]): readonly [string, string, string] {
  const { lines, leftOutCount } = redactLog(given.slice(-MOST_LINES), programConstants(SOURCES));
  const note = JSON.stringify({ lines: lines.length, leftOutLines: leftOutCount });
  return [
    'log.jsonl',
    'the last lines of the log, redacted; the first line counts them',
    `${[note, ...lines].join('\n')}\n`,
  ];
}

/** What a device or a setting says of its version is kept where it is one. */
function versionsOf({ versions }: SystemStatus): object {
  const { oldestDesk } = versions;
  return {
    ...versions,
    revision: shaped(REVISION, versions.revision),
    minimumClient: shaped(VERSION, versions.minimumClient),
    oldestDesk: oldestDesk === null ? null : { ...oldestDesk, version: shaped(VERSION, oldestDesk.version) },
  };
}

const shaped = (shape: RegExp, text: string | null): string | null => (text !== null && shape.test(text) ? text : null);

/** The names of machines may name the firm. */
function statusWithoutHosts(status: SystemStatus | null): unknown {
  if (status === null) return null;
  const { backups: _backups, versions: _versions, processes, ...rest } = status;
  return { ...rest, processes: processes?.map(processOf) ?? null };
}

function processOf({ host: _host, ...process }: SystemProcess): unknown {
  return { ...process, revision: shaped(REVISION, process.revision) };
}

function processFacts(): unknown {
  return {
    memory: process.memoryUsage(),
    constrainedMemoryBytes: process.constrainedMemory(),
    availableMemoryBytes: process.availableMemory(),
    heapLimitBytes: getHeapStatistics().heap_size_limit,
    uptimeSeconds: Math.round(process.uptime()),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
