import { openFailureOf } from '#electron/workspace/open-failure.ts';
import type { Trouble } from '#shared/api/shell.ts';
import type { SecretStore } from './secret-store.ts';

const KEY_HEX = /^[0-9a-f]{64}$/;

export type DatabaseKey =
  | { readonly kind: 'key'; readonly keyHex: string }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/**
 * The key of this machine's files. It is made once, and never while there are files: a new key would make them
 * unreadable for good. Nothing here deletes anything.
 * @param hasFiles whether a workspace lies on the disk already
 * @param makeKey 64 hexadecimal digits of fresh randomness
 */
export async function obtainDatabaseKey(
  secrets: SecretStore,
  hasFiles: boolean,
  makeKey: () => string,
): Promise<DatabaseKey> {
  const reading = await secrets.read('database-key');
  switch (reading.kind) {
    case 'value':
      return KEY_HEX.test(reading.value) ? { kind: 'key', keyHex: reading.value } : trouble(LOST);
    case 'unreadable':
      return trouble(LOST);
    case 'not_now':
      return trouble(LOCKED);
    case 'absent':
      break;
  }
  if (hasFiles) return trouble(LOST);
  const keyHex = makeKey();
  try {
    await secrets.write('database-key', keyHex);
    return { kind: 'key', keyHex };
  } catch (error) {
    const { kind, message } = openFailureOf(error);
    if (kind !== 'read_only' && kind !== 'storage_full') return trouble(LOCKED);
    // Not the key store's fault: there is nowhere to write what it gave.
    return trouble({ kind: 'workspace_not_opened', message, steps: ['try_again', 'show_folder', 'quit'] });
  }
}

const LOCKED: Trouble = {
  kind: 'key_not_reached',
  message:
    "This computer's key store did not answer, so your encrypted files were not opened. They are untouched. Unlock the key store (keyring, keychain) and try again.",
  steps: ['try_again', 'show_folder', 'quit'],
};

const LOST: Trouble = {
  kind: 'key_not_reached',
  message:
    "The key to your encrypted files is not in this computer's key store any more. The files are untouched, with everything that was not yet sent. If the key store can be restored, do that and try again. Otherwise LAIT can set the files aside, where they stay, and begin with an empty workspace; what the firm's server has comes back after you sign in, and where it keeps the key, what was not yet sent as well.",
  steps: ['try_again', 'set_aside', 'show_folder', 'quit'],
};

function trouble(found: Trouble): DatabaseKey {
  return { kind: 'trouble', trouble: found };
}
