import type { MenuItemConstructorOptions } from 'electron';

export interface TrayActions {
  open(): void;
  syncNow(): void;
  quit(): void;
}

/** The few things worth doing without the window. It names no client and no invoice: the tray is seen by anybody. */
export function trayTemplate(needed: number, actions: TrayActions): MenuItemConstructorOptions[] {
  return [
    { id: 'tray-open', label: 'Open LAIT', click: () => actions.open() },
    { id: 'tray-needed', label: neededWords(needed), enabled: false },
    { type: 'separator' },
    { id: 'tray-sync', label: 'Sync Now', click: () => actions.syncNow() },
    { type: 'separator' },
    { id: 'tray-quit', label: 'Quit LAIT', click: () => actions.quit() },
  ];
}

export function neededWords(count: number): string {
  if (count === 0) return 'Nothing needs you';
  return count === 1 ? '1 thing needs you' : `${count} things need you`;
}
