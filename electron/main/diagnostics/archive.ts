// The build for browsers: the one for Node brings a `require` of its own, of which a bundle has one already.
import { strToU8, zipSync } from 'fflate/browser';
import type { DiagnosticStep } from '#shared/api/diagnostics.ts';
import { redact } from './redact.ts';

export interface ArchiveParts {
  readonly steps: readonly DiagnosticStep[];
  readonly versions: Readonly<Record<string, string>>;
  /** Names as they will stand in the archive, with the text of each log. */
  readonly logs: readonly { readonly name: string; readonly text: string }[];
  readonly toasts: readonly { readonly id: string; readonly result: string; readonly atMs: number }[];
  readonly ownWords: readonly string[];
  readonly atMs: number;
}

/** The last of each log; what is older explains nothing any more. */
const LONGEST_LOG = 400_000;

/** A zip archive that a person may send: everything in it has gone through `redact`. */
export function diagnosticsArchive({ steps, versions, logs, toasts, ownWords, atMs }: ArchiveParts): Uint8Array {
  const clean = (text: string) => strToU8(redact(text, ownWords));
  const report = { at: new Date(atMs).toISOString(), versions, steps };
  const files: Record<string, Uint8Array> = {
    'report.json': clean(`${JSON.stringify(report, null, 2)}\n`),
    'notifications.json': clean(`${JSON.stringify(toasts, null, 2)}\n`),
    'steps.txt': clean(
      steps.map(({ number, name, outcome, finding }) => `${number}. ${name}: ${outcome}. ${finding}\n`).join(''),
    ),
  };
  for (const { name, text } of logs) files[`logs/${name}`] = clean(text.slice(-LONGEST_LOG));
  // A clock that says a time before archives were invented must not keep the report from being sent.
  return zipSync(files, { mtime: new Date(Math.max(atMs, Date.UTC(1980, 0, 2))) });
}
