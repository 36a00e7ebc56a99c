import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SqliteDatabase } from '#shared/workspace/sqlite-driver.ts';
import { openOutbox } from '#shared/workspace/store/outbox.ts';
import type { WorkspaceEnvironment } from '#shared/workspace/workspace-environment.ts';
import { openBetterSqlite3 } from './better-sqlite3-driver.ts';
import { moveAside } from './move-aside.ts';
import { type Salvage, salvageOutbox } from './salvage-outbox.ts';

/** Files under one key. */
export interface KeyedFolder {
  readonly folder: string;
  readonly keyHex: string;
}

/** In a folder of set-aside files: their work is in the workspace again. */
export const TAKEN_OVER_MARK = 'taken-over';
const NOTICE_FILE = 'taken-over.json';
const notice = z.strictObject({ actionCount: z.int(), fileCount: z.int(), isComplete: z.boolean() });

type Surroundings = Pick<WorkspaceEnvironment, 'clock' | 'randomBytes'>;

/**
 * Takes the work of files that were set aside into the workspace, under the workspace's own key. The workspace is closed,
 * and nothing of it waits to be sent: its record is moved aside, and the old one goes on in its place as the device it
 * was, so that nothing is sent twice. The files that were set aside stay as they are. A crash on the way leaves both
 * records on the disk, and it is done again at the next sign-in.
 * @returns null, and nothing was changed, where the key does not open the old record
 * @throws where the disk does not take it
 */
export function takeOverSetAside(
  workspace: KeyedFolder,
  from: KeyedFolder,
  surroundings: Surroundings,
): Salvage | null {
  const pathOf = (name: string) => join(workspace.folder, `${name}.db`);
  const [copy, draft] = [pathOf('set-aside-copy'), pathOf('set-aside-draft')];
  const removeDrafts = () => {
    for (const path of [copy, draft]) {
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
    }
  };
  removeDrafts();
  try {
    // A copy is read, because opening a database writes to it.
    for (const suffix of ['', '-wal', '-journal']) {
      const old = join(from.folder, `outbox.db${suffix}`);
      if (existsSync(old)) copyFileSync(old, `${copy}${suffix}`);
    }
    const source = tryOpen(copy, from.keyHex);
    if (source === null) return null;
    const salvage = salvageInto(draft, workspace.keyHex, source, surroundings);
    moveAside(workspace.folder, new Date(surroundings.clock.nowMs()).toISOString());
    renameSync(draft, pathOf('outbox'));
    writeFileSync(join(workspace.folder, NOTICE_FILE), JSON.stringify(salvage), { mode: 0o600 });
    writeFileSync(join(from.folder, TAKEN_OVER_MARK), '', { mode: 0o600 });
    return salvage;
  } finally {
    removeDrafts();
  }
}

/** What to tell the person at the first opening after it; null otherwise. Told once. */
export function takenOverNotice(folder: string): string | null {
  const path = join(folder, NOTICE_FILE);
  if (!existsSync(path)) return null;
  const read = notice.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  rmSync(path, { force: true });
  if (!read.success) return null;
  const { actionCount, fileCount, isComplete } = read.data;
  const found = `${fileCount} imported ${fileCount === 1 ? 'file' : 'files'} and ${actionCount} of your actions`;
  return `The firm's server had kept the key to the files that were set aside: ${found} are back, and what was not sent is sent now.${isComplete ? '' : ' Some of it could not be read and is missing here; look through your invoices.'}`;
}

function salvageInto(path: string, keyHex: string, source: SqliteDatabase, surroundings: Surroundings): Salvage {
  const target = openBetterSqlite3({ path, role: 'outbox', keyHex });
  try {
    const salvage = salvageOutbox(source, target);
    // The server knows numbers of that device that are lost here: to it, what was recovered comes from another one.
    if (!salvage.isComplete) openOutbox(target, { ...NO_FILES, ...surroundings }).queue.beginAsNewDevice();
    // Whole in one file before it is renamed.
    target.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return salvage;
  } finally {
    source.close();
    target.close();
  }
}

function tryOpen(path: string, keyHex: string): SqliteDatabase | null {
  try {
    return existsSync(path) ? openBetterSqlite3({ path, role: 'outbox', keyHex }) : null;
  } catch {
    return null;
  }
}

/** `openOutbox` is given its database; it asks for no other. */
const NO_FILES: Omit<WorkspaceEnvironment, 'clock' | 'randomBytes'> = {
  openDatabase() {
    throw new Error('The outbox opens no files of its own.');
  },
  deleteDatabase() {},
  pause: async () => {},
  maximumFileBytes: 0,
  storage: 'durable',
  isEncrypted: true,
};
