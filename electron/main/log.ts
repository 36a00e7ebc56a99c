import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Ids, counts and fixed words only: nothing of an invoice, no name, no path, no secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** One JSON object a line, as the server logs. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const LARGEST_BYTES = 1_000_000;
const KEPT_FILES = 3;

/** A log in files of a megabyte, of which the last few are kept. A log that cannot be written is given up silently. */
export function fileLog(path: string, nowMs: () => number): Log {
  let writing: Promise<void> = mkdir(dirname(path), { recursive: true, mode: 0o700 }).then(
    () => undefined,
    () => undefined,
  );
  const write = (level: string, event: string, fields: LogFields = {}) => {
    const line = `${JSON.stringify({ at: new Date(nowMs()).toISOString(), level, event, ...fields })}\n`;
    writing = writing.then(() => append(path, line)).catch(() => undefined);
  };
  return {
    info: (event, fields) => write('INFO', event, fields),
    warn: (event, fields) => write('WARN', event, fields),
    error: (event, fields) => write('ERROR', event, fields),
  };
}

async function append(path: string, line: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LARGEST_BYTES) {
    for (let index = KEPT_FILES - 1; index >= 1; index -= 1) {
      await rename(index === 1 ? path : `${path}.${index - 1}`, `${path}.${index}`).catch(() => undefined);
    }
  }
  await appendFile(path, line, { mode: 0o600 });
}
