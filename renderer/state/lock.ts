import { create } from 'zustand';
import type { LockState } from '#shared/api/shell.ts';

/** Whether this window is served, as the desktop last said; always open in a browser. */
export const useLock = create<{ readonly lock: LockState }>(() => ({ lock: { kind: 'open' } }));

export function setLock(lock: LockState): void {
  useLock.setState({ lock });
}

/** Then nothing is done in this window but to unlock it, whatever key is pressed or file is dropped. */
export function isLocked(): boolean {
  return useLock.getState().lock.kind !== 'open';
}

/** Resolves at once while it is open. */
export function onceOpen(): Promise<void> {
  if (!isLocked()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = useLock.subscribe(() => {
      if (isLocked()) return;
      stop();
      resolve();
    });
  });
}
