import { readFileSync } from 'node:fs';
import pg from 'pg';
import { backUpFiles, checkFileBackup, restoreFiles } from '#server/backups/file-backup.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The key of the backups, from the variable or the file it names; null: they are not encrypted. @throws where it is weak */
export function backupKey(environment: Environment): string | null {
  const { BACKUP_ENCRYPTION_KEY: direct, BACKUP_ENCRYPTION_KEY_FILE: path } = environment;
  const key = direct || (path === undefined || path === '' ? '' : readFileSync(path, 'utf8').trim());
  if (key === '' || key === 'disabled') return null;
  if (key.length < 32) throw new Error('BACKUP_ENCRYPTION_KEY is too weak; make one with: openssl rand -hex 32');
  return key;
}

export const dataDirectory = (environment: Environment) => environment.LAIT_DATA_DIRECTORY || '.lait';

export async function saveFiles(
  environment: Environment,
  to: string,
  { again = false, removedOnPurpose = false }: { readonly again?: boolean; readonly removedOnPurpose?: boolean } = {},
): Promise<string> {
  const { copied, kept, forgotten } = await backUpFiles({
    from: dataDirectory(environment),
    to,
    secret: backupKey(environment),
    nowMs: Date.now(),
    isAgain: again,
    isRemovalMeant: removedOnPurpose,
  });
  return `${copied} files copied, ${kept} were there, ${forgotten} forgotten.`;
}

export async function bringFilesBack(environment: Environment, from: string): Promise<string> {
  const { restored, kept } = await restoreFiles({
    from,
    to: dataDirectory(environment),
    secret: backupKey(environment),
  });
  return `${restored} files restored, ${kept} were there.`;
}

/** @throws naming what is broken */
export async function checkFiles(environment: Environment, folder: string): Promise<string> {
  const { checked, broken } = await checkFileBackup(folder, backupKey(environment));
  if (broken.length > 0)
    throw new Error(`${broken.length} of ${checked} copies are broken: ${broken.slice(0, 5).join(', ')}`);
  return `${checked} copies read to their end, all whole.`;
}

/**
 * After a restore the record is one that no laptop has seen: it begins a new generation, so that each takes a fresh image
 * and hands in anew what it did since (desktop.md 2). @param ownerUrl the owner's connection
 */
export async function beginAfterRestore(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'lait-after-restore' });
  await client.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: string }>(
      'UPDATE server_generation SET id = gen_random_uuid(), began_at = now() RETURNING id',
    );
    await client.query(
      `INSERT INTO operation_marks (name, at) VALUES ('restore', now())
       ON CONFLICT (name) DO UPDATE SET at = excluded.at`,
    );
    await client.query('COMMIT');
    return `The record begins generation ${rows[0]?.id}; every laptop takes a fresh image and keeps its unsent work.`;
  } finally {
    await client.end();
  }
}
