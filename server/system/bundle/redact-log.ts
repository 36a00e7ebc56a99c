import { errorCode, errorKind } from '../error-kind.ts';

const LEVELS: ReadonlySet<unknown> = new Set(['DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'TRACE']);
const METHODS: ReadonlySet<unknown> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The place of a line of a stack: a file of ours or of a library, without the folder it lies in and without a name. */
const PLACE = /[\\/]((?:server|shared|node_modules)[\\/][\w@./\\-]{1,120}:\d{1,6}:\d{1,6})\)?$/;
const MOST_PLACES = 8;

export interface RedactedLog {
  /** One JSON object each, in the order in which they came. */
  readonly lines: readonly string[];
  /** Lines that are not of LAIT's log: what they say is not known, and not taken along. */
  readonly leftOutCount: number;
}

/**
 * Log lines with nothing in them but what is known to be harmless, field by field: each field has a shape or a closed list of
 * values; a message, a route, a job is kept where it is a constant of the program. Everything else is left out, the field's name
 * included. Who was signed in is left out too.
 */
export function redactLog(lines: readonly string[], constants: ReadonlySet<string>): RedactedLog {
  const kept: string[] = [];
  let leftOutCount = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const redacted = redactLine(line, constants);
    if (redacted === null) leftOutCount += 1;
    else kept.push(JSON.stringify(redacted));
  }
  return { lines: kept, leftOutCount };
}

function redactLine(line: string, constants: ReadonlySet<string>): Readonly<Record<string, unknown>> | null {
  const read = objectOf(line);
  if (read === null || !LEVELS.has(read.level) || !isTime(read.time)) return null;
  const constant = (value: unknown) => (typeof value === 'string' && constants.has(value) ? value : undefined);
  const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
  const id = (value: unknown) => (typeof value === 'string' && UUID.test(value) ? value : undefined);
  return defined({
    time: read.time,
    level: read.level,
    msg: constant(read.msg) ?? '(left out)',
    category: constant(read.category),
    part: constant(read.part),
    section: constant(read.section),
    job: constant(read.job),
    method: METHODS.has(read.method) ? read.method : undefined,
    route: constant(read.route),
    status: number(read.status),
    latency_ms: number(read.latency_ms),
    process_id: number(read.process_id),
    request_id: id(read.request_id),
    job_id: id(read.job_id),
    error_name: read.error_name === undefined ? undefined : errorKind(read.error_name),
    err: errorOf(read.err ?? read.error),
  });
}

function errorOf(error: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { name, sql_state: state, stack } = error as Readonly<Record<string, unknown>>;
  const places = Array.isArray(stack) ? stack.map(placeOf).filter((place) => place !== null) : [];
  return defined({
    name: errorKind(name),
    code: errorCode(state) ?? undefined,
    places: places.length === 0 ? undefined : places.slice(0, MOST_PLACES),
  });
}

function placeOf(line: unknown): string | null {
  return typeof line === 'string' ? (PLACE.exec(line)?.[1]?.replaceAll('\\', '/') ?? null) : null;
}

/** Of a container's log each line may stand behind the container's name. */
function objectOf(line: string): Readonly<Record<string, unknown>> | null {
  const begin = line.indexOf('{');
  if (begin === -1) return null;
  try {
    const value: unknown = JSON.parse(line.slice(begin));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]{8,15}Z$/.test(value);
}

function defined(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
