import type { AuditEntryView } from '#shared/api/admin.ts';
import type { NamedEntry } from './query-log.ts';

/** An entry as administrators read it. */
export function viewOf({ entry, actorName }: NamedEntry): AuditEntryView {
  return {
    seq: entry.seq,
    at: entry.at.toISOString(),
    actorId: entry.actorId,
    actorName,
    sessionId: entry.sessionId,
    deviceId: entry.deviceId,
    ip: entry.ip,
    action: entry.action,
    objectType: entry.objectType,
    objectId: entry.objectId,
    scopeId: entry.scopeId,
    outcome: entry.outcome,
    detail: { ...entry.detail },
    hash: Buffer.from(entry.hash).toString('hex'),
  };
}
