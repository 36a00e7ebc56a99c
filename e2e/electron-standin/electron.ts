import { app } from './app.ts';
import { ExposedBrowserWindow } from './browser-window.ts';
import { listenToTest } from './control.ts';
import { ipcMain } from './ipc-main.ts';
import { MessageChannelMain } from './ports.ts';
import {
  autoUpdater,
  dialog,
  Menu,
  Notification,
  nativeImage,
  net,
  powerMonitor,
  screen,
  shell,
  Tray,
} from './recorded.ts';
import { safeStorage } from './safe-storage.ts';
import { type StandinSession, sessionOf } from './session.ts';
import { strict } from './strict.ts';
import { utilityProcess } from './utility-process.ts';

/** The module `electron` of the main process, as far as LAIT calls it. */

const schemes: { readonly scheme: string; readonly privileges: Readonly<Record<string, boolean>> }[] = [];

const protocol = strict('protocol', {
  /** For tests: what was registered, before the application was ready. */
  registered: schemes,
  registerSchemesAsPrivileged(list: typeof schemes) {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    schemes.push(...list);
  },
});

const session = strict('session', {
  fromPartition: (partition: string): StandinSession => sessionOf(partition),
});

const api = strict('electron', {
  app,
  autoUpdater,
  BrowserWindow: ExposedBrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  nativeImage,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
});

listenToTest(api);

// Named, default and required: one and the same, whichever way the bundle or a dependency asks.
export {
  // biome-ignore lint/style/noDefaultExport: the shape of Electron's own module
  api as default,
  api as 'module.exports',
  app,
  autoUpdater,
  dialog,
  ExposedBrowserWindow as BrowserWindow,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  nativeImage,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};
