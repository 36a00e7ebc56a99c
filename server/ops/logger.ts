import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/server-config.ts';

/** Fields that never reach a log, wherever in the first two levels they stand. */
const SECRET_FIELDS = [
  'password',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'code',
  'secret',
  'authorization',
  'cookie',
  'set-cookie',
  'narrative',
  'email',
];
/** Errors of PostgreSQL carry a whole row in these. */
const ROW_FIELDS = ['detail', 'where', 'query', 'parameters', 'hint'];

const quoted = (field: string) => `["${field}"]`;

/**
 * One JSON object a line, `level` in capitals, times in ISO 8601. Secrets and client data have no place in a
 * log call; what slips in under one of the names above is left out.
 * @param destination standard output when not given
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const names = [...SECRET_FIELDS, ...ROW_FIELDS];
  const options = {
    level: level.toLowerCase(),
    base: { service: 'lait', process_id: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label.toUpperCase() }) },
    serializers: { err: describeError, error: describeError },
    redact: { paths: names.flatMap((name) => [quoted(name), `*${quoted(name)}`, `*.*${quoted(name)}`]), remove: true },
  };
  const out = destination ?? pino.destination(1);
  const lines: string[] = [];
  const log = pino(options, {
    write(line: string) {
      lines.push(line);
      if (lines.length > MOST_RECENT) lines.shift();
      out.write(line);
    },
  });
  recent.set(log, lines);
  return log;
}

/** As many lines as a support bundle may take along. */
const MOST_RECENT = 500;
const recent = new WeakMap<Logger, readonly string[]>();

/** The last lines that this logger wrote, oldest first; null for one that was made elsewhere. */
export function recentLines(log: Logger): readonly string[] | null {
  const lines = recent.get(log);
  return lines === undefined ? null : [...lines];
}

/** Kind, code and place of an error. Its message may quote what a person typed, and stays out. */
function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { sql_state: error.code } : {}),
    stack: lines.filter((line) => line.startsWith('at ')).slice(0, 8),
  };
}
