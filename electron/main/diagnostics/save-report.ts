import { readFile, writeFile } from 'node:fs/promises';
import { hostname, release, userInfo } from 'node:os';
import { join } from 'node:path';
import type { DiagnosticStep } from '#shared/api/diagnostics.ts';
import type { ShownToasts } from '../notifications/shown-toasts.ts';
import { diagnosticsArchive } from './archive.ts';

export interface ReportParts {
  readonly steps: readonly DiagnosticStep[];
  readonly appVersion: string;
  readonly userData: string;
  readonly shown: ShownToasts;
  /** Whoever is signed in, and the server they work with: named nowhere in the archive. */
  readonly ownWords: readonly string[];
  readonly nowMs: number;
}

/** @throws when the archive cannot be written there */
export async function saveReport(path: string, parts: ReportParts): Promise<void> {
  const names = ['main.log', 'main.log.1'];
  const logs = await Promise.all(
    names.map(async (name) => ({
      name,
      text: await readFile(join(parts.userData, 'logs', name), 'utf8').catch(() => ''),
    })),
  );
  const { electron = 'unknown', chrome = 'unknown', node } = process.versions;
  const bytes = diagnosticsArchive({
    steps: parts.steps,
    versions: {
      lait: parts.appVersion,
      electron,
      chrome,
      node,
      system: `${process.platform} ${process.arch} ${release()}`,
    },
    logs: logs.filter(({ text }) => text !== ''),
    toasts: parts.shown.results(),
    ownWords: [userInfo().username, hostname(), ...parts.ownWords],
    atMs: parts.nowMs,
  });
  await writeFile(path, bytes, { mode: 0o600 });
}
