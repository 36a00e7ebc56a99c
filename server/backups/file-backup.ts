import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

const CIPHER = 'aes-256-gcm';
const MAGIC = Buffer.from('LAITB1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = MAGIC.length + NONCE_BYTES;
const DAY_MS = 24 * 3_600_000;
/** As long as the oldest record that can be restored may name a file that is gone since. */
const KEPT_AFTER_REMOVAL_MS = 35 * DAY_MS;
/** What of the data directory is backed up: originals of bills, and files of releases. */
const FOLDERS = ['files', 'releases'];

const repository = z.strictObject({
  version: z.literal(1),
  /** Hexadecimal; null: not encrypted. */
  salt: z.string().nullable(),
  /** When a file was first found gone, by its path, in milliseconds. */
  goneSince: z.record(z.string(), z.number()),
});
type Repository = z.infer<typeof repository>;

export interface FileBackupOutcome {
  readonly copied: number;
  readonly kept: number;
  readonly forgotten: number;
}

/**
 * Copies what is new in the file store into a folder of backups, each file encrypted (AES-256-GCM) under a key that follows
 * from `secret` (scrypt) with its path as associated data; files never change once they are stored, so what is there stays.
 * A file that is gone from the store stays for 35 days. Written beside and renamed: a copy is whole, or it is not there.
 * @throws where the secret is not the one that the folder was made with
 */
export async function backUpFiles(given: {
  readonly from: string;
  readonly to: string;
  readonly secret: string | null;
  readonly nowMs: number;
}): Promise<FileBackupOutcome> {
  const { from, to, secret, nowMs } = given;
  await mkdir(to, { recursive: true, mode: 0o700 });
  const held = await openRepository(to, secret, true);
  const key = keyOf(held, secret);
  const [stored, saved] = [await filesBelow(from), new Set(await filesBelow(to))];
  const outcome = { copied: 0, kept: 0, forgotten: 0 };
  for (const path of stored) {
    if (saved.has(path)) outcome.kept += 1;
    else {
      await copyWhole(join(to, path), (temporary) => seal(join(from, path), temporary, key, path));
      outcome.copied += 1;
    }
  }
  const present = new Set(stored);
  const goneSince: Record<string, number> = {};
  for (const path of saved) {
    if (present.has(path)) continue;
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

/** Puts back what the store lacks; what is there is left as it is. @throws where a copy was changed, naming it */
export async function restoreFiles(given: {
  readonly from: string;
  readonly to: string;
  readonly secret: string | null;
}): Promise<{ readonly restored: number; readonly kept: number }> {
  const { from, to, secret } = given;
  const key = keyOf(await openRepository(from, secret, false), secret);
  const present = new Set(await filesBelow(to));
  const outcome = { restored: 0, kept: 0 };
  for (const path of await filesBelow(from)) {
    if (present.has(path)) outcome.kept += 1;
    else {
      await copyWhole(join(to, path), (temporary) => unseal(join(from, path), temporary, key, path));
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
  const key = keyOf(await openRepository(folder, secret, false), secret);
  const paths = await filesBelow(folder);
  const broken: string[] = [];
  for (const path of paths) {
    try {
      await unseal(join(folder, path), null, key, path);
    } catch {
      broken.push(path);
    }
  }
  return { checked: paths.length, broken };
}

async function openRepository(folder: string, secret: string | null, mayBegin: boolean): Promise<Repository> {
  const path = join(folder, 'repository.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) {
    if (!mayBegin) throw new Error(`There is no backup of files in ${folder}.`);
    const begun: Repository = {
      version: 1,
      salt: secret === null ? null : randomBytes(16).toString('hex'),
      goneSince: {},
    };
    await writeRepository(folder, begun);
    await seal(path, join(folder, 'key-check'), keyOf(begun, secret), 'key-check');
    return begun;
  }
  const held = repository.parse(JSON.parse(text));
  if ((held.salt === null) !== (secret === null)) {
    throw new Error(
      held.salt === null
        ? 'These backups were begun without BACKUP_ENCRYPTION_KEY. Begin a new folder to encrypt them.'
        : 'These backups are encrypted: BACKUP_ENCRYPTION_KEY is needed.',
    );
  }
  try {
    await unseal(join(folder, 'key-check'), null, keyOf(held, secret), 'key-check');
  } catch {
    throw new Error('BACKUP_ENCRYPTION_KEY is not the one that these backups were made with.');
  }
  return held;
}

function writeRepository(folder: string, state: Repository): Promise<void> {
  return copyWhole(join(folder, 'repository.json'), (temporary) =>
    writeFile(temporary, JSON.stringify(state), { mode: 0o600 }),
  );
}

function keyOf({ salt }: Repository, secret: string | null): Buffer | null {
  return salt === null || secret === null ? null : scryptSync(secret, Buffer.from(salt, 'hex'), 32);
}

/** Paths below a folder, of stored files alone. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const name of FOLDERS) {
    const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = relative(folder, join(entry.parentPath, entry.name));
      // What is just coming in is not stored yet.
      if (entry.isFile() && !path.includes('incoming') && !path.endsWith('.part')) paths.push(path);
    }
  }
  return paths.sort();
}

async function copyWhole(path: string, write: (temporary: string) => Promise<unknown>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await write(temporary);
    const file = await open(temporary, 'r');
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** `LAITB1`, nonce, text, tag; without a key the file as it is. */
async function seal(from: string, to: string, key: Buffer | null, path: string): Promise<void> {
  const target = () => createWriteStream(to, { mode: 0o600, flags: 'a' });
  if (key === null) return pipeline(createReadStream(from), target());
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(path));
  await writeFile(to, Buffer.concat([MAGIC, nonce]), { mode: 0o600 });
  await pipeline(createReadStream(from), cipher, target());
  await writeFile(to, cipher.getAuthTag(), { flag: 'a' });
}

/** @param to null: only read to the end */
async function unseal(from: string, to: string | null, key: Buffer | null, path: string): Promise<void> {
  const sink = () =>
    to === null ? new Writable({ write: (_chunk, _encoding, done) => done() }) : createWriteStream(to, { mode: 0o600 });
  if (key === null) return pipeline(createReadStream(from), sink());
  const { size } = await stat(from);
  if (size <= HEADER_BYTES + TAG_BYTES) throw new Error('A copy is too short.');
  const file = await open(from, 'r');
  const header = Buffer.alloc(HEADER_BYTES);
  const tag = Buffer.alloc(TAG_BYTES);
  try {
    await file.read(header, 0, HEADER_BYTES, 0);
    await file.read(tag, 0, TAG_BYTES, size - TAG_BYTES);
  } finally {
    await file.close();
  }
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('A copy is none of LAIT.');
  const decipher = createDecipheriv(CIPHER, key, header.subarray(MAGIC.length)).setAAD(Buffer.from(path));
  decipher.setAuthTag(tag);
  await pipeline(createReadStream(from, { start: HEADER_BYTES, end: size - TAG_BYTES - 1 }), decipher, sink());
}
