import type { PowerMonitor } from 'electron';

export interface PowerActions {
  /** After sleep the network is another one and much may have happened. */
  syncNow(): void;
  /** It slept, perhaps for days. */
  awake(): void;
  /** Whether the screen can be seen by whoever stands there. */
  screenLock(isLocked: boolean): void;
}

/** What the machine's sleep and locks mean to LAIT. */
export function watchPower(monitor: PowerMonitor, actions: PowerActions): void {
  monitor.on('resume', () => {
    actions.syncNow();
    actions.awake();
  });
  monitor.on('suspend', () => actions.screenLock(true));
  monitor.on('lock-screen', () => actions.screenLock(true));
  monitor.on('unlock-screen', () => {
    actions.screenLock(false);
    actions.syncNow();
  });
}
