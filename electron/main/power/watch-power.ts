import type { PowerMonitor } from 'electron';

export interface PowerActions {
  /** After sleep the network is another one and much may have happened. */
  syncNow(): void;
  /** It slept, perhaps for days. */
  awake(): void;
  /** The screen can be seen by whoever stands there no more: it was locked, or the machine goes to sleep. */
  screenAway(): void;
  screenBack(): void;
  /** How long it slept nobody has counted: whether that was too long. */
  look(): void;
}

/** What the machine's sleep and locks mean to LAIT. */
export function watchPower(monitor: PowerMonitor, actions: PowerActions): void {
  monitor.on('resume', () => {
    actions.look();
    actions.syncNow();
    actions.awake();
  });
  monitor.on('suspend', actions.screenAway);
  monitor.on('lock-screen', actions.screenAway);
  monitor.on('unlock-screen', () => {
    actions.screenBack();
    actions.syncNow();
  });
}
