import { openWorkspace, type Workspace } from '#shared/workspace/open-workspace.ts';
import { openOutbox } from '#shared/workspace/store/outbox.ts';
import type { DatabaseName, WorkspaceEnvironment } from '#shared/workspace/workspace-environment.ts';
import { type DesktopFiles, desktopFiles, type StoreCheck } from './desktop-files.ts';
import { takenOverNotice } from './take-over-set-aside.ts';

/** What the desktop lends the engine besides its files. */
export type DesktopSurroundings = Omit<
  WorkspaceEnvironment,
  'openDatabase' | 'deleteDatabase' | 'storage' | 'isEncrypted' | 'notice'
>;

export interface DesktopWorkspaceOptions {
  readonly folder: string;
  readonly keyHex: string;
  readonly isCacheDropped: boolean;
  readonly surroundings: DesktopSurroundings;
  /** A file turned out damaged while open: the process should end, so that the next one mends it. */
  onDamage(name: DatabaseName): void;
}

/** The engine on this machine's files, which can be looked over while it is open. */
export interface DesktopWorkspace extends Workspace {
  checkStores(): StoreCheck;
}

/**
 * Opens the encrypted workspace of this machine and mends what it finds: a damaged cache is rebuilt, a damaged outbox
 * is set aside and everything that can be read of it taken over.
 * @throws when the folder cannot be written, the disk is full, the files are of a later version (`openFailureOf` says)
 */
export function openDesktopWorkspace(options: DesktopWorkspaceOptions): DesktopWorkspace {
  let isOpen = false;
  const files = desktopFiles(options.folder, options.keyHex, (name) => {
    if (!isOpen) return;
    files.noteDamage(name);
    options.onDamage(name);
  });
  if (options.isCacheDropped || files.wasDamaged('cache')) files.dropCache();
  let notice = takenOverNotice(options.folder);
  if (files.wasDamaged('outbox')) notice = beginAgain(files, options.surroundings);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const workspace = openWorkspace({
        ...options.surroundings,
        openDatabase: files.openDatabase,
        deleteDatabase: files.deleteDatabase,
        storage: 'durable',
        isEncrypted: true,
        notice,
      });
      isOpen = true;
      return { ...workspace, checkStores: () => files.check() };
    } catch (error) {
      files.closeAll();
      // Each file is mended at most once: what is still wrong then is no damage.
      if (attempt > 2 || files.damaged.size === 0) throw error;
      if (files.damaged.has('outbox')) notice = beginAgain(files, options.surroundings);
      else files.dropCache();
    }
  }
}

/** @returns what to tell the person */
function beginAgain(files: DesktopFiles, { clock, randomBytes }: DesktopSurroundings): string {
  const at = new Date(clock.nowMs()).toISOString();
  const { actionCount, fileCount, isComplete, keptIn } = files.beginAgain(at);
  const where = `The damaged file is kept in ${keptIn}.`;
  const found = `${fileCount} imported ${fileCount === 1 ? 'file' : 'files'} and ${actionCount} of your actions`;
  if (isComplete) return `The record of your work was damaged on the disk. All of it was recovered: ${found}. ${where}`;
  // The server knows numbers of this device that are lost here: to it, what was recovered comes from another device.
  const database = files.openDatabase('outbox');
  openOutbox(database, { ...NO_FILES, clock, randomBytes }).queue.beginAsNewDevice();
  files.closeAll();
  return `The record of your work was damaged on the disk. ${found} were recovered; what could not be read is missing here. Look through your invoices, and sign in to fetch what the server has. ${where}`;
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
