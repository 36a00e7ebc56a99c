import { readFileSync } from 'node:fs';
import type { ChainFault, ChainHead, NotedHead } from '#server/audit/check-chain.ts';
import { verifyAuditLog } from '#server/audit/read-log.ts';
import { readEnvironment } from '#server/config/read-environment.ts';
import { connectPool, kyselyOn } from '#server/db/connect.ts';
import { EXIT, type UsageError, usageError } from './exit-codes.ts';

export interface AuditVerdict {
  readonly kind: 'verified';
  readonly end: ChainHead;
  readonly faults: readonly ChainFault[];
}

/** Which database: the option, `DATABASE_URL`, the file that `DATABASE_URL_FILE` names, or the server's own settings. */
export function databaseUrl(
  option: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string | UsageError {
  const file = environment.DATABASE_URL_FILE;
  try {
    const url = option ?? environment.DATABASE_URL ?? (file === undefined ? '' : readFileSync(file, 'utf8').trim());
    if (/^postgres(ql)?:\/\//.test(url)) return option === undefined ? withOwnerPassword(url, environment) : url;
  } catch {
    return usageError('DATABASE_URL_FILE names a file that cannot be read. Nothing was verified.');
  }
  const served = readEnvironment(environment, 'migrate');
  if (environment.LAIT_APP_DATABASE_URL !== undefined && served.ok && served.config.database.appUrl !== null)
    return served.config.database.appUrl;
  return usageError('Say which database: DATABASE_URL or --database-url (postgresql://…). Nothing was verified.');
}

/** An address may leave its password to POSTGRES_PASSWORD, as for the server itself. */
function withOwnerPassword(url: string, environment: Readonly<Record<string, string | undefined>>): string {
  const served = readEnvironment({ ...environment, DATABASE_URL: url, DATABASE_URL_FILE: undefined }, 'migrate');
  return served.ok ? (served.config.database.adminUrl ?? url) : url;
}

/** `SEQ:HASH`, as the server logs it once an hour (`audit_seq`, `audit_hash`); null for anything else. */
export function readNotedHead(text: string): NotedHead | null {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{16,64})$/i.exec(text) ?? [];
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash };
}

/** Reads the whole log once and changes nothing. Every role that may read it will do. */
export async function verifyAudit(url: string, noted: readonly NotedHead[]): Promise<AuditVerdict | UsageError> {
  const pool = connectPool(url, { size: 1, applicationName: 'lait-audit', onIdleError: () => {} });
  const database = kyselyOn(pool);
  try {
    return { kind: 'verified', ...(await verifyAuditLog(database, noted)) };
  } catch (error) {
    // PostgreSQL's own words: they name no secret, and tell an unreachable server from a missing table.
    const reason = error instanceof Error && error.message !== '' ? error.message : 'it does not answer';
    return usageError(`The database could not be read: ${reason}. Nothing was verified.`);
  } finally {
    await database.destroy();
  }
}

export function auditReport({ end, faults }: AuditVerdict): string {
  if (faults.length === 0) {
    const note = end.count === 0 ? '' : ` To notice a log written anew, keep this elsewhere: ${end.seq}:${hex(end)}`;
    return `The audit log is whole: ${end.count} entries, each following the one before.${note}\n`;
  }
  return `The audit log was tampered with.\n${faults.map(({ message }) => `  ${message}\n`).join('')}`;
}

export function auditToJson({ end, faults }: AuditVerdict): unknown {
  return { whole: faults.length === 0, entries: end.count, lastSeq: end.seq, lastHash: hex(end), faults };
}

export function auditExit({ faults }: AuditVerdict): number {
  return faults.length === 0 ? EXIT.done : EXIT.findings;
}

function hex({ hash }: ChainHead): string {
  return Buffer.from(hash).toString('hex');
}
