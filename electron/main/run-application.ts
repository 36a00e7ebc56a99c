import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  ipcMain,
  Menu,
  MessageChannelMain,
  type MessagePortMain,
  net,
  powerMonitor,
  safeStorage,
  screen,
  session,
  shell,
  type WebContents,
} from 'electron';
import { WORKSPACE_PORT_CHANNEL } from '#shared/api/shell-channels.ts';
import type { SyncStatus } from '#shared/api/workspace.ts';
import { askAboutHang, askForFiles, askToOpen } from './ask-person.ts';
import { jsonFile } from './files/json-file.ts';
import { serverChoice } from './firm/choose-server.ts';
import { firmDoor } from './firm/firm-door.ts';
import { tokenKeeper } from './firm/refresh-token.ts';
import type { LaunchWish } from './launch/launch-arguments.ts';
import { type WishBox, wishBox } from './launch/wish-box.ts';
import { fileLog } from './log.ts';
import { menuTemplate } from './menu/menu-template.ts';
import { APP_SCHEME, DOCUMENT_SCHEME } from './page/own-page.ts';
import { documentServer, pageServer } from './page/serve-page.ts';
import { jsonPolicySource } from './policy/json-policy-source.ts';
import { readPolicy } from './policy/policy.ts';
import { systemPolicySource } from './policy/system-policy-source.ts';
import { watchPower } from './power/watch-power.ts';
import { keyKeeper } from './secrets/key-keeper.ts';
import { secretStore } from './secrets/secret-store.ts';
import { PAGE_PARTITION } from './security/guard-contents.ts';
import { guardSession } from './security/guard-session.ts';
import { type OpenOutside, safeOpen } from './security/safe-open.ts';
import { shellHandlers } from './shell/shell-handlers.ts';
import { registerShell } from './shell/shell-router.ts';
import { userSettings } from './user-settings.ts';
import { createWindow } from './windows/create-window.ts';
import { keepWindowState } from './windows/keep-window-state.ts';
import { mainWindow } from './windows/main-window.ts';
import { placeOnDisplays, savedWindow } from './windows/window-state.ts';
import { forkWorkspace } from './workspace/fork-workspace.ts';
import { workspaceProcess } from './workspace/workspace-process.ts';

/** Where the built parts lie, from the built main process. */
const BUILT = {
  page: join(import.meta.dirname, '..', 'renderer'),
  preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
  workspace: join(import.meta.dirname, 'workspace.js'),
} as const;

const PLATFORMS: Readonly<Record<string, 'windows' | 'macos'>> = { win32: 'windows', darwin: 'macos' };

/** Starts LAIT once Electron is ready. @returns where later wishes (a second start, a link) are put */
export function runApplication(first: LaunchWish): Pick<WishBox, 'take'> {
  const wishes = wishBox(first);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.whenReady().then(() => assemble(wishes));
  return wishes;
}

/** Puts the parts together; each is made of functions and knows the others only by what it is handed here. */
async function assemble(wishes: WishBox): Promise<void> {
  const userData = app.getPath('userData');
  const nowMs = () => Date.now();
  const after = (milliseconds: number, work: () => void) => void setTimeout(work, milliseconds);
  const isDevelopment = !app.isPackaged;
  const log = fileLog(join(userData, 'logs', 'main.log'), nowMs);
  const ownPolicy = isDevelopment ? process.env.LAIT_POLICY_FILE : undefined;
  const source = ownPolicy === undefined ? systemPolicySource(process.platform) : jsonPolicySource(ownPolicy);
  const settingsFile = jsonFile(join(userData, 'settings.json'), userSettings);
  const placeFile = jsonFile(join(userData, 'window.json'), savedWindow);
  const [{ policy, problems }, settings, savedPlace] = await Promise.all([
    readPolicy(source),
    settingsFile.read(),
    placeFile.read(),
  ]);
  for (const name of problems) log.warn('policy.not_understood', { name });
  const server = serverChoice(
    policy,
    settings ?? { serverUrl: null },
    settingsFile,
    isDevelopment ? process.env.LAIT_SERVER_URL : undefined,
  );

  const pages = session.fromPartition(PAGE_PARTITION);
  guardSession(pages);
  pages.protocol.handle(APP_SCHEME, pageServer(BUILT.page));
  pages.protocol.handle(DOCUMENT_SCHEME, documentServer);

  const outside: OpenOutside = {
    open: (url) => shell.openExternal(url),
    confirm: (host) => askToOpen(window.current(), host),
    isKnownHost: (host) => policy.externalHosts.includes(host) || hostOf(server.origin()) === host,
  };
  const window = mainWindow({
    create() {
      const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
      const place = placeOnDisplays(
        savedPlace,
        displays.map(({ workArea }) => workArea),
      );
      const made = createWindow(place, {
        preloadFile: BUILT.preload,
        isDevelopment,
        openOutside: (url) => void safeOpen(url, outside).catch(() => log.warn('link.not_opened')),
      });
      keepWindowState(made, placeFile, () => log.warn('window.not_kept'));
      return made;
    },
    askAboutHang,
    nowMs,
    log,
  });

  const secrets = secretStore(safeStorage, join(userData, 'secrets'));
  const folder = join(userData, 'workspace');
  const keys = keyKeeper({
    secrets,
    encryption: safeStorage,
    backend: () => (process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null),
    policy,
    userData,
    folder,
    hasFiles: () => existsSync(join(folder, 'outbox.db')),
    makeKey: () => randomBytes(32).toString('hex'),
    nowMs,
  });
  const firm = firmDoor({
    origin: () => server.origin(),
    fetch: (url, init) => net.fetch(url, init),
    nowMs,
    tokens: tokenKeeper(secrets, () => keys.signInKeeping()),
    join: (person) => workspace.command('signIn', person),
    leave: () => workspace.command('signOut', {}),
    onSession(person) {
      window.tell({ type: 'sessionChanged', session: person });
      if (person !== null) void workspace.command('syncNow', {});
    },
  });
  const workspace = workspaceProcess<MessagePortMain>({
    fork: () => forkWorkspace(BUILT.workspace),
    makeLine() {
      const { port1, port2 } = new MessageChannelMain();
      return [port1, port2];
    },
    obtainKey: () => keys.obtain(),
    folder,
    appVersion: app.getVersion(),
    accessToken: (isRefused) => firm.accessToken(isRefused),
    nowMs,
    after,
    onTrouble: (trouble) => window.showTrouble(trouble),
    onLost: () => window.tell({ type: 'workspaceLost' }),
    onOpened: () => void comeBack(),
    onEvent() {},
    log,
  });

  const chooseFiles = async (what: 'files' | 'folder') => {
    const paths = await askForFiles(window.current(), what);
    return paths.length === 0 ? null : workspace.arrive(paths);
  };
  registerShell(
    ipcMain,
    shellHandlers({
      firm,
      outside,
      startup: async () => ({
        platform: PLATFORMS[process.platform] ?? 'linux',
        appVersion: app.getVersion(),
        serverOrigin: server.origin(),
        isServerManaged: server.isManaged,
        session: firm.session(),
        notices: await keys.notices(),
      }),
      connectWorkspace,
      async setServer(origin) {
        if (server.isManaged) return 'managed';
        if (firm.session() !== null) return 'signed_in';
        await server.choose(origin);
        return 'done';
      },
      chooseFiles,
      trouble: () => window.trouble(),
      async recover(step) {
        if (step === 'quit') return app.quit();
        if (step === 'show_folder') return void (await shell.openPath(userData));
        if (step === 'set_aside') await keys.setFilesAside();
        workspace.start({ isCacheDropped: step === 'rebuild_working_copy' });
        window.showApplication();
      },
    }),
    (contents) => window.isOurs(contents),
    (channel, error) => log.error('shell.fault', { channel, cause: error instanceof Error ? error.name : 'unknown' }),
  );

  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform, isDevelopment, {
        chooseFiles: () => void chooseFiles('files').then(tellArrived),
        openQueue: () => window.tell({ type: 'open', link: { kind: 'queue' } }),
        openConflicts: () => window.tell({ type: 'open', link: { kind: 'conflicts' } }),
        openNotifications: () => window.tell({ type: 'open', link: { kind: 'notifications' } }),
        showFolder: () => void shell.openPath(userData),
      }),
    ),
  );
  watchPower(powerMonitor, {
    syncNow: () => void workspace.command('syncNow', {}),
    screenLock(isLocked) {
      if (policy.lockWithScreen) window.tell({ type: 'screenLock', isLocked });
    },
  });
  if (app.isPackaged) app.setAsDefaultProtocolClient(APP_SCHEME);
  app.on('activate', () => window.show());
  closeBeforeQuit();

  workspace.start();
  window.show();
  let isFirst = true;
  wishes.follow((wish) => {
    if (!isFirst) window.show();
    isFirst = false;
    for (const link of wish.links) window.tell({ type: 'open', link });
    if (wish.files.length > 0) void workspace.arrive(wish.files).then(tellArrived);
  });

  function connectWorkspace(contents: WebContents): void {
    workspace.connect({
      id: contents.id,
      take: (to, port) => contents.postMessage(WORKSPACE_PORT_CHANNEL, to, [port]),
      isGone: () => contents.isDestroyed(),
    });
    window.pageListens();
  }

  function tellArrived(arrived: Awaited<ReturnType<typeof workspace.arrive>>): void {
    if (arrived !== null) window.tell({ type: 'filesArrived', arrived });
  }

  /** The workspace remembers who was signed in; main has their refresh token. */
  async function comeBack(): Promise<void> {
    if (firm.session() !== null || server.origin() === null) return;
    const status = await workspace.query('getSyncStatus', {});
    // Of somebody who has signed out, also offline, nothing is brought back.
    const state = status.ok ? (status.value as SyncStatus).state : 'alone';
    if (state !== 'alone' && state !== 'signed_out') await firm.resume();
  }

  function closeBeforeQuit(): void {
    let isClosed = false;
    app.on('before-quit', (event) => {
      if (isClosed) return;
      event.preventDefault();
      void workspace.close().then(() => {
        isClosed = true;
        app.quit();
      });
    });
  }
}

function hostOf(origin: string | null): string | null {
  return origin === null ? null : new URL(origin).hostname;
}
