import { get, post } from './firm.ts';
import { supportBundle, systemStatus } from './system.ts';

/** What administrators ask about the running system, by name. */
export const systemCalls = {
  status: () => get('/api/admin/system', systemStatus),
  /** Made anew each time, and audited. */
  makeBundle: () => post('/api/admin/support-bundle', {}, supportBundle),
} as const;
