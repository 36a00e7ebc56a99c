import type { Policy } from '../policy/policy.ts';
import type { KeyProtection, SecretStore } from '../secrets/secret-store.ts';
import type { TokenKeeper } from './firm-door.ts';

/** Whether a sign-in may outlive the process on this machine; `not_now` while the key store does not answer. */
export type SignInKeeping = 'kept' | 'refused' | 'not_now';

export function signInKeeping(
  protection: KeyProtection,
  { weakKeyStore }: Pick<Policy, 'weakKeyStore'>,
): SignInKeeping {
  if (protection === 'none') return 'not_now';
  return protection === 'protected' || weakKeyStore === 'allow' ? 'kept' : 'refused';
}

/** The refresh token, in the system's key store or, where that may not be, in nothing but the memory of `FirmDoor`. */
export function tokenKeeper(secrets: SecretStore, keeping: () => Promise<SignInKeeping>): TokenKeeper {
  return {
    async read() {
      // What an earlier, laxer policy let through is not kept any longer; a locked store loses nothing.
      if ((await keeping()) === 'refused') await secrets.forget('refresh-token');
      const reading = await secrets.read('refresh-token');
      // A key store that does not answer now is no sign-out: whoever asks tries again.
      if (reading.kind === 'not_now') throw new Error('The key store does not answer just now.');
      return reading.kind === 'value' ? reading.value : null;
    },
    async keep(token) {
      if ((await keeping()) === 'kept') await secrets.write('refresh-token', token);
    },
    forget: () => secrets.forget('refresh-token'),
  };
}
