import type { ServerContext } from '../context.ts';
import type { ChangeBatch, NewAuditEntry } from '../sync/change-batch.ts';

/** Where a request of authentication comes from. */
export interface Caller {
  readonly ip: string;
  readonly userAgent: string;
}

export interface AuthEvent {
  readonly action: `auth.${string}`;
  readonly outcome: NewAuditEntry['outcome'];
  /** Null for an account that is not known: its name is never kept. */
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly caller: Caller;
  readonly detail?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** Every authentication event, in the audit log and, once it is certain, on the log and in the figures. */
export function auditAuth(batch: Pick<ChangeBatch, 'audit'>, event: AuthEvent): void {
  batch.audit({
    action: event.action,
    objectType: event.userId === null ? null : 'user',
    objectId: event.userId,
    scopeId: null,
    outcome: event.outcome,
    detail: event.detail ?? {},
    by: { actorId: event.userId, sessionId: event.sessionId, deviceId: null, ip: event.caller.ip },
  });
}

export function logAuth({ log, metrics }: Pick<ServerContext, 'log' | 'metrics'>, event: AuthEvent): void {
  metrics?.countAuthentication(event.action, event.outcome);
  const line = {
    category: 'auth',
    action: event.action,
    outcome: event.outcome,
    user_id: event.userId,
    session_id: event.sessionId,
    ip: event.caller.ip,
  };
  if (event.outcome === 'done') log.info(line, 'authentication');
  else log.warn(line, 'authentication');
}
