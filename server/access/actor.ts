export type Role = 'reviewer' | 'approver' | 'administrator';

/** Whoever does something: a person through a session, or the server itself. */
export type Actor = PersonActor | SystemActor;

export interface PersonActor {
  readonly kind: 'person';
  readonly userId: string;
  readonly role: Role;
  readonly displayName: string;
  readonly sessionId: string;
  readonly deviceId: string | null;
  readonly ip: string | null;
  /** Changes with role, grants and walls; part of every cache key. */
  readonly accessVersion: number;
}

/** The worker, start and shutdown, scheduled work. Walls do not apply; whatever it tells people is filtered. */
export interface SystemActor {
  readonly kind: 'system';
}

export const SYSTEM: SystemActor = { kind: 'system' };
