import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  chooseFiles(): void;
  lock(): void;
  openQueue(): void;
  openConflicts(): void;
  openNotifications(): void;
  showFolder(): void;
}

/**
 * The application's menu. Keys of the page are not repeated here, so that none is taken away from it; text fields
 * get the system's editing commands. Reload and developer tools are for development alone.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  isDevelopment: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const quit: MenuItemConstructorOptions = { role: 'quit' };
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        {
          id: 'choose-files',
          label: 'Open Invoices\u2026',
          accelerator: 'CommandOrControl+O',
          click: () => actions.chooseFiles(),
        },
        { type: 'separator' },
        { id: 'lock', label: 'Lock LAIT', accelerator: 'CommandOrControl+Shift+L', click: () => actions.lock() },
        { type: 'separator' },
        isMac ? { role: 'close' } : quit,
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { id: 'queue', label: 'Invoices', click: () => actions.openQueue() },
        { id: 'conflicts', label: 'Conflicts', click: () => actions.openConflicts() },
        { id: 'notifications', label: 'Notifications', click: () => actions.openNotifications() },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(isDevelopment ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [{ id: 'show-folder', label: "Show LAIT's Files", click: () => actions.showFolder() }],
    },
  ];
}
