import { join } from 'node:path';
import { app, protocol, session } from 'electron';
import { APP_SCHEME } from '#electron/main/page/own-page.ts';
import { PAGE_PARTITION } from '#electron/main/security/guard-contents.ts';
import { createWindow } from '#electron/main/windows/create-window.ts';
import { desktopFolder } from '../desktop/build-desktop.ts';

/** A main process that shows LAIT's window with nothing in it: what the driver and Chromium take by themselves. */

const PLACE = { x: null, y: null, width: 1440, height: 900, isMaximised: false } as const;

if (process.env.LAIT_USER_DATA !== undefined) app.setPath('userData', process.env.LAIT_USER_DATA);
protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const headers = { 'Content-Type': 'text/html' };
  const page = '<!doctype html><html lang="en"><title>Empty</title><h1>Empty</h1></html>';
  session.fromPartition(PAGE_PARTITION).protocol.handle(APP_SCHEME, async () => new Response(page, { headers }));
  const preloadFile = join(desktopFolder, 'preload', 'index.cjs');
  const window = createWindow(PLACE, { preloadFile, isDevelopment: true, openOutside: () => {} });
  return window.loadURL('lait://app/');
});
