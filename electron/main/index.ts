import { app, protocol } from 'electron';
import { readLaunchArguments } from './launch/launch-arguments.ts';
import { readSecondStart, secondStartOf } from './launch/second-start.ts';
import { APP_SCHEME, DOCUMENT_SCHEME } from './page/own-page.ts';
import { runApplication } from './run-application.ts';

/** The desktop's main process: what must be settled before Electron is ready, and the one instance of LAIT. */

/** Also the installer's and the start menu's: notifications are lost otherwise. */
const APPLICATION_ID = 'com.lait.desktop';

// For tests and development alone: a packaged LAIT takes its folders from the system and nothing else.
const userData = app.isPackaged ? undefined : process.env.LAIT_USER_DATA;
if (userData !== undefined) app.setPath('userData', userData);
app.setAppUserModelId(APPLICATION_ID);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  { scheme: DOCUMENT_SCHEME, privileges: { standard: true, secure: true } },
]);

const args = process.argv.slice(app.isPackaged ? 1 : 2);
const folder = process.cwd();

if (app.requestSingleInstanceLock(secondStartOf(args, folder))) {
  const wishes = runApplication(readLaunchArguments(args, folder));
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const second = readSecondStart(data);
    wishes.take(readLaunchArguments(second.args, second.folder));
  });
  // macOS starts LAIT for a click on a notification of an earlier run; its id is the place it points at.
  app.once('ready', (_event, launch) => {
    const id: unknown = launch?.identifier;
    if (typeof id === 'string') wishes.take(readLaunchArguments([id], folder));
  });
  // macOS hands links and files over as events, before or after it is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    wishes.take(readLaunchArguments([url], folder));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    wishes.take(readLaunchArguments([path], folder));
  });
} else {
  app.quit();
}
