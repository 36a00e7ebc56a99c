import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '#server/config/read-config.ts';
import type { ServerConfig } from '#server/config/server-config.ts';
import { AUDIT_A_PAGE, MATTERS_A_PAGE } from '#shared/api/admin.ts';
import { INVOICES_A_PAGE } from '#shared/api/invoices.ts';
import { MOST_CITATIONS, MOST_QUERY_CHARACTERS } from '#shared/api/legal.ts';
import { MASTERS_A_PAGE } from '#shared/api/masters.ts';
import { NOTIFICATIONS_A_PAGE } from '#shared/api/notifications.ts';
import { MOST_GUIDELINE_PROSE, MOST_LINES_TO_REWRITE } from '#shared/api/opinions.ts';
import { MAXIMUM_PULL_ROWS, MAXIMUM_PUSH_BYTES, MAXIMUM_PUSH_MUTATIONS } from '#shared/api/sync.ts';
import { projectRoot } from '../process/project-root.ts';

/** One limit: what, how much, and the setting that changes it where there is one. */
export interface Limit {
  readonly what: string;
  readonly value: string;
  readonly setting: string | null;
}

/** The limits that the code has, taken from the code. */
export function limitsOfTheCode(): readonly Limit[] {
  const { http, uploads, limits, sessions, sync, events, opinions } = defaults();
  const fixed = (what: string, value: string): Limit => ({ what, value, setting: null });
  const set = (what: string, value: string, setting: string): Limit => ({ what, value, setting });
  return [
    set('the file of a bill', bytes(uploads.maximumBytes), 'LAIT_UPLOAD_LIMIT_BYTES'),
    set('any other body', bytes(http.bodyLimitBytes), 'LAIT_BODY_LIMIT_BYTES'),
    fixed('a body at the front door', frontDoor('/ ') ?? ''),
    fixed('a body for administrators at the front door (files of releases)', frontDoor('/api/admin/') ?? ''),
    fixed(
      'one push of a laptop',
      `${MAXIMUM_PUSH_MUTATIONS} actions, ${bytes(MAXIMUM_PUSH_BYTES)}; one action alone may be larger`,
    ),
    fixed('one page of a pull', `${MAXIMUM_PULL_ROWS} rows`),
    fixed(
      'one page of a list',
      `${INVOICES_A_PAGE} invoices, ${AUDIT_A_PAGE} entries of the audit log, ${MATTERS_A_PAGE} matters, ${MASTERS_A_PAGE} rows of rosters and rates, ${NOTIFICATIONS_A_PAGE} notifications`,
    ),
    fixed('a legal question', `${MOST_QUERY_CHARACTERS} characters; ${MOST_CITATIONS} citations at once`),
    fixed(
      'a question to a model',
      `${MOST_LINES_TO_REWRITE} lines to rewrite, ${MOST_GUIDELINE_PROSE} characters of a guideline's text, ${opinions.timeoutSeconds} s a try`,
    ),
    set('interactive requests', perMinute(limits.interactive), 'LAIT_LIMIT_INTERACTIVE'),
    set('sync', perMinute(limits.sync), 'LAIT_LIMIT_SYNC'),
    set('uploads', perMinute(limits.upload), 'LAIT_LIMIT_UPLOAD'),
    set('streams opened', perMinute(limits.events), 'LAIT_LIMIT_EVENTS'),
    set('streams open at once', `${events.streamsPerUser} a person and process`, 'LAIT_EVENT_STREAMS_PER_USER'),
    set('failed sign-ins from one address', `${sessions.failuresBeforeLock}`, 'LAIT_LOCK_AFTER_FAILURES'),
    set('failed sign-ins from anywhere', `${sessions.accountFailuresBeforeLock}`, 'LAIT_LOCK_ACCOUNT_AFTER_FAILURES'),
    set('a lockout, and the time in which failures count', duration(sessions.lockSeconds), 'LAIT_LOCK_SECONDS'),
    set('an access token', duration(sessions.accessTokenSeconds), 'LAIT_ACCESS_TOKEN_SECONDS'),
    set('a session', duration(sessions.refreshTokenSeconds), 'LAIT_REFRESH_TOKEN_SECONDS'),
    set('a session that nobody uses', duration(sessions.idleSeconds), 'LAIT_SESSION_IDLE_SECONDS'),
    set('a matter on a laptop without contact', duration(sync.leaseSeconds), 'LAIT_LEASE_SECONDS'),
  ];
}

function defaults(): ServerConfig {
  const reading = readConfig({
    environment: {},
    readFile: () => '',
    developmentSecrets: { jwtSecretKey: '', postgresPassword: '' },
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  return reading.config;
}

/** What nginx lets through, in its own words: of the whole site, or of one place in it. */
function frontDoor(place: string): string | undefined {
  const site = readFileSync(join(projectRoot, 'build', 'nginx', 'site.conf'), 'utf8');
  const from = place === '/ ' ? site : site.slice(site.indexOf(`location ${place} {`));
  const [, amount, unit = ''] = /client_max_body_size (\d+)([mg]);/.exec(from) ?? [];
  return amount === undefined ? undefined : `${amount} ${unit.toUpperCase()}iB`;
}

function perMinute({ points, seconds }: { readonly points: number; readonly seconds: number }): string {
  return `${points} in ${duration(seconds)} for each person, before sign-in for each address`;
}

function bytes(count: number): string {
  return count % 1_048_576 === 0 ? `${count / 1_048_576} MiB` : `${count / 1_024} KiB`;
}

function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} days`;
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
