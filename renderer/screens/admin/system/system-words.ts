import type { LatencyGroupView, SystemPart, SystemProcess } from '#shared/api/system.ts';
import { countOf } from '../../../ui/format-money.ts';

const PART_NAMES: Readonly<Record<string, string>> = {
  database: 'PostgreSQL',
  redis: 'Redis',
  legal: 'Legal sources',
  models: 'Models',
  backups: 'Backups',
  opinions: 'Second opinions',
};

export function partName({ name }: Pick<SystemPart, 'name'>): string {
  return PART_NAMES[name] ?? name;
}

export const MODE_WORDS: Readonly<Record<SystemProcess['mode'], string>> = {
  all: 'Server and worker in one',
  api: 'Server',
  worker: 'Worker',
};

export const GROUP_WORDS: Readonly<Record<LatencyGroupView['group'], string>> = {
  health: 'Health',
  list: 'List of invoices',
  dashboard: 'Dashboard',
  upload: 'Upload of a file',
  sync: 'Sync of desks',
  legal: 'Legal search, to its end',
};

const JOB_WORDS: Readonly<Record<string, string>> = {
  'read-upload': 'Reading a file',
  'check-against-masters': 'Checking anew after rosters or rates changed',
  'check-by-guideline': 'Checking anew after a guideline was assigned',
  'train-models': 'Training models',
  'ask-opinions': 'Asking for second opinions',
  'legal-search': 'Legal search',
  'verify-attorney': 'Verifying an attorney',
};

export function jobName(kind: string): string {
  return JOB_WORDS[kind] ?? 'Other work';
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long, rounded down to what a person would say: `40 seconds`, `12 minutes`, `5 hours`, `3 days`. */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 2 * MINUTE) return countOf(whole, 'second');
  if (whole < 2 * HOUR) return countOf(Math.floor(whole / MINUTE), 'minute');
  if (whole < 2 * DAY) return countOf(Math.floor(whole / HOUR), 'hour');
  return countOf(Math.floor(whole / DAY), 'day');
}

/** How long ago something was when the server answered: both by the server's clock. */
export function ageWords(at: string, answeredAt: string): string {
  return durationWords((Date.parse(answeredAt) - Date.parse(at)) / 1_000);
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A size in the units of those who sell disks: `412 GB`, `1.4 GB`. */
export function sizeWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

/** `41 ms`, `1.5 s`. */
export function millisecondWords(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${Number((milliseconds / 1_000).toFixed(1))} s`;
}
