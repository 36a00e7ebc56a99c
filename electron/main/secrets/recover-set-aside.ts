import type { FirmSession } from '#shared/api/firm.ts';
import type { SyncStatus } from '#shared/api/sync-status.ts';
import type { Log } from '../log.ts';
import type { KeyEscrow } from './key-escrow.ts';
import type { SetAsideWork } from './set-aside-work.ts';

export interface RecoverSetAsideParts {
  find(): Promise<readonly SetAsideWork[]>;
  origin(): string | null;
  session(): FirmSession | null;
  readonly escrow: Pick<KeyEscrow, 'recover'>;
  syncStatus(): Promise<Pick<SyncStatus, 'waitingCount' | 'conflictCount' | 'deviceId'> | null>;
  /** By the process that holds the workspace. @returns whether the work is in the workspace now */
  takeOver(folder: string, keyHex: string): Promise<boolean>;
  pause(milliseconds: number): Promise<void>;
  readonly log: Log;
}

const BETWEEN_LOOKS_MS = 5_000;
/** Half an hour: so long may it take until what was done meanwhile is sent. */
const LOOKS = 360;

/**
 * After a sign-in: work that was set aside because its key was lost comes back, where this server keeps that key for this
 * person. What was done since is sent first, for the old record takes the place of the new one; that one is set aside.
 * @returns whether work was taken over
 */
export async function recoverSetAside(parts: RecoverSetAsideParts, password: string): Promise<boolean> {
  const person = parts.session();
  const [latest] = (await parts.find()).filter(
    ({ note }) => note.userId === person?.userId && note.origin === parts.origin(),
  );
  if (person === null || latest === undefined) return false;
  const keyHex = await parts.escrow.recover(latest.note, password);
  if (keyHex === null) return false;
  for (let look = 0; look < LOOKS; look += 1) {
    if (parts.session()?.userId !== person.userId) return false;
    const status = await parts.syncStatus();
    if (status !== null && status.waitingCount === 0 && status.conflictCount === 0) {
      const isTaken = await parts.takeOver(latest.folder, keyHex);
      parts.log.info(isTaken ? 'work.taken_over' : 'work.not_taken_over');
      return isTaken;
    }
    await parts.pause(BETWEEN_LOOKS_MS);
  }
  parts.log.warn('work.waits');
  return false;
}
