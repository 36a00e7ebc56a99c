import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TAKEN_OVER_MARK } from '#electron/workspace/take-over-set-aside.ts';
import { jsonFile } from '../files/json-file.ts';
import { DEPOSIT_NOTE, type DepositNote, depositNote } from './key-escrow.ts';

/** Files that were set aside for want of their key, whose key the server keeps. */
export interface SetAsideWork {
  /** In which the workspace's files lie. */
  readonly folder: string;
  readonly note: DepositNote;
}

/** @returns those whose work was not taken over yet, the latest first */
export async function findSetAsideWork(userData: string): Promise<readonly SetAsideWork[]> {
  const parent = join(userData, 'set-aside');
  const names = await readdir(parent).catch(() => []);
  const found: SetAsideWork[] = [];
  for (const name of names.toSorted().toReversed()) {
    const folder = join(parent, name, 'workspace');
    const note = await jsonFile(join(folder, DEPOSIT_NOTE), depositNote).read();
    if (note === null || existsSync(join(folder, TAKEN_OVER_MARK))) continue;
    if (existsSync(join(folder, 'outbox.db'))) found.push({ folder, note });
  }
  return found;
}
