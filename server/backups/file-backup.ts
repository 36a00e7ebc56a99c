import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beginRepository, readRepository, repositoryKey, writeRepository } from './backup-repository.ts';
import { openCopy, sealCopy, writeWhole } from './sealed-copy.ts';

const DAY_MS = 24 * 3_600_000;
/** As long as the oldest record that can be restored may name a file that is gone since. */
const KEPT_AFTER_REMOVAL_MS = 35 * DAY_MS;
/** Files that are gone all at once are rather a disk that is not there than so many disposals. */
const SUSPICIOUS_REMOVALS = { count: 20, percent: 10 };
/** What of the data directory is backed up: originals of bills, and files of releases. */
const FOLDERS = ['files', 'releases'];

export interface FileBackupOutcome {
  readonly copied: number;
  readonly kept: number;
  readonly forgotten: number;
}

/**
 * Copies what is new in the file store into a folder of backups, each file sealed (`sealed-copy.ts`) under a key that follows
 * from `secret` (scrypt); files never change once they are stored, so what is there stays. A file that is gone from the store
 * stays for 35 days.
 * @param isAgain every file is copied once more in place of its copy, after its key in the store was changed
 * @param isRemovalMeant somebody says that so many files are gone on purpose
 * @throws where the secret is not the one that the folder was made with; and where the store is empty, or much of it is gone
 *   since the last time: what is new was copied, and nothing is forgotten
 */
export async function backUpFiles(given: {
  readonly from: string;
  readonly to: string;
  readonly secret: string | null;
  readonly nowMs: number;
  readonly isAgain?: boolean;
  readonly isRemovalMeant?: boolean;
}): Promise<FileBackupOutcome> {
  const { from, to, secret, nowMs, isAgain = false, isRemovalMeant = false } = given;
  await mkdir(to, { recursive: true, mode: 0o700 });
  const saved = new Set(await filesBelow(to));
  const held = (await readRepository(to, secret)) ?? (saved.size === 0 ? await beginRepository(to, secret) : null);
  if (held === null) {
    throw new Error(
      `${to} holds copies without their repository.json, which opens them. Put it back, or begin a new folder.`,
    );
  }
  const key = repositoryKey(held, secret);
  const stored = await filesBelow(from);
  const outcome = { copied: 0, kept: 0, forgotten: 0 };
  for (const path of stored) {
    if (saved.has(path) && !isAgain) outcome.kept += 1;
    else {
      await writeWhole(join(to, path), (temporary) => sealCopy(join(from, path), temporary, key, path));
      outcome.copied += 1;
    }
  }
  const present = new Set(stored);
  const gone = [...saved].filter((path) => !present.has(path));
  const newlyGone = gone.filter((path) => held.goneSince[path] === undefined);
  if (!isRemovalMeant && isSuspicious(stored.length, saved.size, newlyGone.length)) {
    throw new Error(
      `${newlyGone.length} of ${saved.size} files are gone from ${from} since the last backup. Their copies stay. Look whether the disk of the files is there; where they were removed on purpose, say so with --removed-on-purpose.`,
    );
  }
  const goneSince: Record<string, number> = {};
  for (const path of gone) {
    const since = held.goneSince[path] ?? nowMs;
    if (nowMs - since < KEPT_AFTER_REMOVAL_MS) goneSince[path] = since;
    else {
      await rm(join(to, path));
      outcome.forgotten += 1;
    }
  }
  await writeRepository(to, { ...held, goneSince });
  return outcome;
}

/** An empty store is no reason to begin forgetting, nor is one that lost many files in a night. */
function isSuspicious(storedCount: number, savedCount: number, newlyGone: number): boolean {
  if (storedCount === 0) return savedCount > 0;
  const { count, percent } = SUSPICIOUS_REMOVALS;
  return newlyGone >= count && newlyGone * 100 > savedCount * percent;
}

/** Puts back what the store lacks; what is there is left as it is. @throws where a copy was changed, naming it */
export async function restoreFiles(given: {
  readonly from: string;
  readonly to: string;
  readonly secret: string | null;
}): Promise<{ readonly restored: number; readonly kept: number }> {
  const { from, to, secret } = given;
  const key = await keyOfFolder(from, secret);
  const present = new Set(await filesBelow(to));
  const outcome = { restored: 0, kept: 0 };
  for (const path of await filesBelow(from)) {
    if (present.has(path)) outcome.kept += 1;
    else {
      await writeWhole(join(to, path), (temporary) => openCopy(join(from, path), temporary, key, path));
      outcome.restored += 1;
    }
  }
  return outcome;
}

/** Reads every copy to its end. @returns the paths of those that are not what was written */
export async function checkFileBackup(
  folder: string,
  secret: string | null,
): Promise<{ readonly checked: number; readonly broken: readonly string[] }> {
  const key = await keyOfFolder(folder, secret);
  const paths = await filesBelow(folder);
  const broken: string[] = [];
  for (const path of paths) {
    try {
      await openCopy(join(folder, path), null, key, path);
    } catch {
      broken.push(path);
    }
  }
  return { checked: paths.length, broken };
}

async function keyOfFolder(folder: string, secret: string | null): Promise<Buffer | null> {
  const held = await readRepository(folder, secret);
  if (held === null) throw new Error(`There is no backup of files in ${folder}.`);
  return repositoryKey(held, secret);
}

/** Paths below a folder, of stored files alone. @throws where it cannot be read: that is not the same as empty */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const name of FOLDERS) {
    const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      },
    );
    for (const entry of entries) {
      const path = relative(folder, join(entry.parentPath, entry.name));
      // What is just coming in is not stored yet.
      if (entry.isFile() && !path.includes('incoming') && !path.endsWith('.part')) paths.push(path);
    }
  }
  return paths.sort();
}
