import { randomBytes, scryptSync } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openCopy, sealCopy, writeWhole } from './sealed-copy.ts';

const repository = z.strictObject({
  version: z.literal(1),
  /** Hexadecimal; null: not encrypted. */
  salt: z.string().nullable(),
  /** When a file was first found gone, by its path, in milliseconds. */
  goneSince: z.record(z.string(), z.number()),
});
/** What a folder of backups says of itself: `repository.json`. */
export type BackupRepository = z.infer<typeof repository>;

/** @returns null where the folder holds none. @throws where the secret is not the one that it was begun with */
export async function readRepository(folder: string, secret: string | null): Promise<BackupRepository | null> {
  const text = await readFile(join(folder, 'repository.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const held = repository.parse(JSON.parse(text));
  if ((held.salt === null) !== (secret === null)) {
    throw new Error(
      held.salt === null
        ? 'These backups were begun without BACKUP_ENCRYPTION_KEY. Begin a new folder to encrypt them.'
        : 'These backups are encrypted: BACKUP_ENCRYPTION_KEY is needed.',
    );
  }
  try {
    await openCopy(join(folder, 'key-check'), null, repositoryKey(held, secret), 'key-check');
  } catch {
    throw new Error('BACKUP_ENCRYPTION_KEY is not the one that these backups were made with.');
  }
  return held;
}

/** What proves the key is there before the repository is: one that was begun and not finished is begun again. */
export async function beginRepository(folder: string, secret: string | null): Promise<BackupRepository> {
  const salt = secret === null ? null : randomBytes(16).toString('hex');
  const begun: BackupRepository = { version: 1, salt, goneSince: {} };
  const proof = join(folder, 'key-check');
  await writeFile(`${proof}.text`, 'LAIT', { mode: 0o600 });
  await writeWhole(proof, (temporary) =>
    sealCopy(`${proof}.text`, temporary, repositoryKey(begun, secret), 'key-check'),
  );
  await rm(`${proof}.text`);
  await writeRepository(folder, begun);
  return begun;
}

export function writeRepository(folder: string, state: BackupRepository): Promise<void> {
  return writeWhole(join(folder, 'repository.json'), (temporary) =>
    writeFile(temporary, JSON.stringify(state), { mode: 0o600 }),
  );
}

export function repositoryKey({ salt }: BackupRepository, secret: string | null): Buffer | null {
  return salt === null || secret === null ? null : scryptSync(secret, Buffer.from(salt, 'hex'), 32);
}
