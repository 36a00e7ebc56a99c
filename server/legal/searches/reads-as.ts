import type { PersonActor } from '../../access/actor.ts';

/**
 * Somebody for whom the worker reads: row security is theirs, as access stands now. For `readAs` alone, which looks at
 * the id only; what the worker writes it writes as the system.
 */
export function readsAs(userId: string): PersonActor {
  return {
    kind: 'person',
    userId,
    role: 'reviewer',
    displayName: '',
    sessionId: userId,
    deviceId: null,
    ip: null,
    accessVersion: 0,
  };
}
