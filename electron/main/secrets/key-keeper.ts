import type { SafeStorage } from 'electron';
import type { Trouble } from '#shared/api/shell.ts';
import { type SignInKeeping, signInKeeping } from '../firm/refresh-token.ts';
import type { Policy } from '../policy/policy.ts';
import { type DatabaseKey, obtainDatabaseKey } from './database-key.ts';
import { type KeyProtection, keyProtection, type SecretStore } from './secret-store.ts';
import { setAside } from './set-aside.ts';

export interface KeyKeeperParts {
  readonly secrets: SecretStore;
  readonly encryption: SafeStorage;
  /** What Linux chose for this session; null elsewhere. */
  backend(): string | null;
  readonly policy: Policy;
  readonly userData: string;
  /** Of the workspace. */
  readonly folder: string;
  hasFiles(): boolean;
  makeKey(): string;
  nowMs(): number;
}

/** Everything about keys on this machine that depends on how well it keeps them. */
export interface KeyKeeper {
  obtain(): Promise<DatabaseKey>;
  protection(): Promise<KeyProtection>;
  signInKeeping(): Promise<SignInKeeping>;
  /** What the person should know, as sentences. */
  notices(): Promise<readonly string[]>;
  /** Files whose key is lost are moved away with what is left of it, and a new workspace can begin. */
  setFilesAside(): Promise<void>;
}

export function keyKeeper(parts: KeyKeeperParts): KeyKeeper {
  const { secrets, encryption, policy } = parts;
  let known: Promise<KeyProtection> | null = null;
  // Asked once it matters: the first question may make the system ask the person for a password.
  const protection = (): Promise<KeyProtection> => {
    known ??= keyProtection(encryption, parts.backend()).then((found) => {
      // A store that did not answer may do so later.
      if (found === 'none') known = null;
      return found;
    });
    return known;
  };
  return {
    async obtain() {
      if ((await protection()) === 'weak' && policy.weakKeyStore === 'refuse') {
        return { kind: 'trouble', trouble: REFUSED };
      }
      return obtainDatabaseKey(secrets, parts.hasFiles(), parts.makeKey);
    },
    protection,
    signInKeeping: async () => signInKeeping(await protection(), policy),
    async notices() {
      return (await protection()) === 'weak' ? [policy.weakKeyStore === 'allow' ? WEAK : `${WEAK} ${NOT_KEPT}`] : [];
    },
    async setFilesAside() {
      const paths = [parts.folder, secrets.pathOf('database-key')];
      await setAside(parts.userData, paths, new Date(parts.nowMs()).toISOString());
    },
  };
}

const REFUSED: Trouble = {
  kind: 'key_store_refused',
  message:
    'This computer has no protected store for keys (no keyring), and your administrator does not allow LAIT without one. Nothing was opened. Set up a keyring, or ask your administrator.',
  steps: ['try_again', 'quit'],
};

const WEAK = 'This computer has no keyring: the key to your files is not protected from other programs of yours.';
const NOT_KEPT = 'You are asked to sign in each time you start LAIT.';
