import { me, recoveryCodes, secondFactorStart } from './auth.ts';
import { type FirmCall, get, post } from './firm.ts';

/** What people ask about their own account, by name. */
export const accountCalls = {
  me: () => get('/api/auth/me', me),
  /** @param password again: an open desk must not put its own second factor on an account */
  startSecondFactor: (password: string) => post('/api/auth/totp', { password }, secondFactorStart),
  confirmSecondFactor: (code: string) => post('/api/auth/totp/confirm', { code }, recoveryCodes),
  removeSecondFactor: (password: string): FirmCall<unknown> => ({
    method: 'DELETE',
    path: '/api/auth/totp',
    body: { password },
    output: null,
  }),
} as const;

/** Whether a call that went well changes what its person may do: then the session is asked for anew. */
export function changesOwnRights({ method, path }: Pick<FirmCall<unknown>, 'method' | 'path'>): boolean {
  return path === '/api/auth/totp/confirm' || (path === '/api/auth/totp' && method === 'DELETE');
}
