import type { Policy } from '../policy/policy.ts';
import type { KeyProtection, SecretStore } from '../secrets/secret-store.ts';
import type { TokenKeeper } from './firm-door.ts';

/** Whether a sign-in may outlive the process on this machine. */
export function mayKeepSignIn(protection: KeyProtection, { weakKeyStore }: Pick<Policy, 'weakKeyStore'>): boolean {
  return protection === 'protected' || (protection === 'weak' && weakKeyStore === 'allow');
}

/** The refresh token, in the system's key store or, where that may not be, in nothing but the memory of `FirmDoor`. */
export function tokenKeeper(secrets: SecretStore, mayKeep: boolean): TokenKeeper {
  return {
    async read() {
      if (!mayKeep) {
        // What an earlier, laxer policy let through is not kept any longer.
        await secrets.forget('refresh-token');
        return null;
      }
      const reading = await secrets.read('refresh-token');
      return reading.kind === 'value' ? reading.value : null;
    },
    async keep(token) {
      if (mayKeep) await secrets.write('refresh-token', token);
    },
    forget: () => secrets.forget('refresh-token'),
  };
}
