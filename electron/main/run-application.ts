import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  ipcMain,
  Menu,
  MessageChannelMain,
  type MessagePortMain,
  Notification,
  net,
  powerMonitor,
  safeStorage,
  screen,
  session,
  shell,
  type WebContents,
} from 'electron';
import type { ShellInput } from '#shared/api/shell.ts';
import { WORKSPACE_PORT_CHANNEL } from '#shared/api/shell-channels.ts';
import type { SyncStatus } from '#shared/api/sync-status.ts';
import { askAboutHang, askForFiles, askToLeaveFirm, askToOpen, askWhereToSave } from './ask-person.ts';
import { gatherFacts } from './diagnostics/gather-facts.ts';
import { runSteps } from './diagnostics/run-steps.ts';
import { jsonFile } from './files/json-file.ts';
import { askServer } from './firm/ask-server.ts';
import { changeServer } from './firm/change-server.ts';
import { serverChoice } from './firm/choose-server.ts';
import { fileSends } from './firm/file-sends.ts';
import { firmDoor } from './firm/firm-door.ts';
import { tokenKeeper } from './firm/refresh-token.ts';
import { sendStream } from './firm/send-stream.ts';
import type { LaunchWish } from './launch/launch-arguments.ts';
import { type WishBox, wishBox } from './launch/wish-box.ts';
import { applicationLock } from './lock/application-lock.ts';
import { lockStore } from './lock/lock-record.ts';
import { limitsOf, lockSettings } from './lock/lock-rules.ts';
import { IDLE_LOOK_MS, watchIdle } from './lock/watch-idle.ts';
import { fileLog } from './log.ts';
import { menuTemplate } from './menu/menu-template.ts';
import { showBadge } from './notifications/badge.ts';
import { followInbox, unreadNotifications } from './notifications/follow-inbox.ts';
import { notificationChoice } from './notifications/notification-choice.ts';
import { openShownToasts, shownToasts } from './notifications/shown-toasts.ts';
import { systemToast } from './notifications/system-toast.ts';
import { toaster } from './notifications/toaster.ts';
import { findOriginal } from './page/find-original.ts';
import { APP_SCHEME, DOCUMENT_SCHEME } from './page/own-page.ts';
import { originalServer } from './page/serve-original.ts';
import { pageServer } from './page/serve-page.ts';
import { jsonPolicySource } from './policy/json-policy-source.ts';
import { readPolicy } from './policy/policy.ts';
import { systemPolicySource } from './policy/system-policy-source.ts';
import { watchPower } from './power/watch-power.ts';
import { DEPOSIT_NOTE, depositNote, keyEscrow } from './secrets/key-escrow.ts';
import { keyKeeper } from './secrets/key-keeper.ts';
import { recoverSetAside } from './secrets/recover-set-aside.ts';
import { secretStore } from './secrets/secret-store.ts';
import { findSetAsideWork } from './secrets/set-aside-work.ts';
import { PAGE_PARTITION } from './security/guard-contents.ts';
import { guardSession } from './security/guard-session.ts';
import { type OpenOutside, safeOpen } from './security/safe-open.ts';
import { shellHandlers } from './shell/shell-handlers.ts';
import { registerShell } from './shell/shell-router.ts';
import { laitTray } from './tray/tray.ts';
import { isSelfInstalling } from './updates/installation.ts';
import { keepUpToDate } from './updates/keep-up-to-date.ts';
import { loadUpdater } from './updates/load-updater.ts';
import { openSettings, userSettings } from './user-settings.ts';
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
  app.whenReady().then(() => assemble(wishes));
  return wishes;
}

/** Puts the parts together; each is made of functions and knows the others only by what it is handed here. */
async function assemble(wishes: WishBox): Promise<void> {
  const userData = app.getPath('userData');
  const nowMs = () => Date.now();
  const after = (milliseconds: number, work: () => void) => void setTimeout(work, milliseconds);
  /** @returns a function that ends the waiting */
  const until = (milliseconds: number, work: () => void) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  };
  const isDevelopment = !app.isPackaged;
  const log = fileLog(join(userData, 'logs', 'main.log'), nowMs);
  const ownPolicy = isDevelopment ? process.env.LAIT_POLICY_FILE : undefined;
  const source = ownPolicy === undefined ? systemPolicySource(process.platform) : jsonPolicySource(ownPolicy);
  const placeFile = jsonFile(join(userData, 'window.json'), savedWindow);
  const [{ policy, problems }, settings, savedPlace, shown] = await Promise.all([
    readPolicy(source),
    openSettings(jsonFile(join(userData, 'settings.json'), userSettings)),
    placeFile.read(),
    openShownToasts(jsonFile(join(userData, 'notifications.json'), shownToasts)),
  ]);
  for (const name of problems) log.warn('policy.not_understood', { name });
  const server = serverChoice(policy, settings, isDevelopment ? process.env.LAIT_SERVER_URL : undefined);
  const fetch = (url: string, init: RequestInit) => net.fetch(url, init);
  const secrets = secretStore(safeStorage, join(userData, 'secrets'));

  const updates = keepUpToDate({
    userData,
    currentVersion: app.getVersion(),
    isSelfInstalling:
      policy.autoUpdate &&
      isSelfInstalling({
        platform: process.platform,
        exePath: app.getPath('exe'),
        localAppData: process.env.LOCALAPPDATA,
        appImage: process.env.APPIMAGE,
        isPackaged: app.isPackaged,
      }),
    origin: () => server.origin(),
    fetch,
    secrets,
    call: (path, body) => firm.call({ method: 'POST', path, body }),
    deviceId: async () => (await syncStatus())?.deviceId ?? null,
    loadUpdater: (folder) => loadUpdater(app.isPackaged, folder),
    handOver: () => app.releaseSingleInstanceLock(),
    takeBack: () => void app.requestSingleInstanceLock(),
    restart() {
      // Inside a running AppImage the program lies in a folder that goes away with it.
      const { APPIMAGE } = process.env;
      app.relaunch(APPIMAGE === undefined ? undefined : { execPath: APPIMAGE, args: [] });
      app.quit();
    },
    onState: (state) => window.tell({ type: 'updateChanged', state }),
    after,
    random: () => Math.random(),
    nowMs,
    log,
  });

  const pages = session.fromPartition(PAGE_PARTITION);
  guardSession(pages);
  pages.protocol.handle(APP_SCHEME, pageServer(BUILT.page));
  pages.protocol.handle(
    DOCUMENT_SCHEME,
    originalServer({
      isLocked: () => isLocked(),
      find: (invoiceId) =>
        findOriginal(
          {
            here: (id) => workspace.original(id),
            atTheFirm: (id) => firm.fetchBytes(`/api/invoices/${id}/original`),
            hasServer: () => server.origin() !== null,
          },
          invoiceId,
        ),
    }),
  );

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
    onCrash: () => updates.fares('crashed'),
    nowMs,
    log,
  });
  // Before any window and before any file is opened: what is ready is installed, and LAIT comes back as that.
  if (await updates.atStart()) return;

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
    fetch,
    sendStream: (url, request) => sendStream(net.request, url, request),
    nowMs,
    tokens: tokenKeeper(secrets, () => keys.signInKeeping()),
    join: (person) => workspace.command('signIn', person),
    leave: () => workspace.command('signOut', {}),
    onSession(person) {
      window.tell({ type: 'sessionChanged', session: person });
      if (person === null) return;
      void workspace.command('syncNow', {});
      void updates.enrol(person);
      void escrow.deposit(person);
    },
  });
  const pause = (milliseconds: number) => new Promise<void>((resolve) => after(milliseconds, resolve));
  const escrow = keyEscrow({
    origin: () => server.origin(),
    deviceId: async () => (await syncStatus())?.deviceId ?? null,
    async keyHex() {
      const reading = await secrets.read('database-key');
      return reading.kind === 'value' ? reading.value : null;
    },
    call: (input) => firm.callOwn(input),
    keepNote: (note) => jsonFile(join(folder, DEPOSIT_NOTE), depositNote).write(note),
    pause,
    log,
  });
  let isTakenOver = false;
  const bringBack = (password: string) =>
    recoverSetAside(
      {
        find: () => findSetAsideWork(userData),
        origin: () => server.origin(),
        session: () => firm.session(),
        escrow,
        syncStatus,
        async takeOver(from, keyHex) {
          isTakenOver = await workspace.takeOver(from, keyHex);
          return isTakenOver;
        },
        pause,
        log,
      },
      password,
    ).catch(() => log.warn('work.not_taken_over'));
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
    onTrouble(trouble) {
      if (trouble.kind === 'workspace_crashed') updates.fares('crashed');
      window.showTrouble(trouble);
    },
    onLost: () => window.tell({ type: 'workspaceLost' }),
    onOpened() {
      void lock.decide(true);
      inbox.look();
      void (isTakenOver ? goOnAs() : comeBack());
    },
    onEvent: (event) => inbox.onEvent(event),
    log,
  });

  const lockLimits = () => limitsOf(lockSettings(policy, settings.current()));
  const lock = applicationLock({
    limits: lockLimits,
    mayUnlockOffline: policy.unlockOffline,
    store: lockStore(secrets, () => keys.signInKeeping()),
    signIn: enter,
    session: () => firm.session(),
    async workspacePerson() {
      const status = await syncStatus();
      if (status === null) return undefined;
      return status.state === 'alone' || status.state === 'signed_out' ? null : status.session;
    },
    hold: workspace.hold,
    release: workspace.release,
    onState(state) {
      window.tell({ type: 'lockChanged', lock: state });
      if (!isLocked()) for (const work of waitingForUnlock.splice(0)) work();
    },
    showAnew: window.showApplication,
    nowMs,
    log,
  });
  const isLocked = () => lock.state().kind === 'locked' || lock.state().kind === 'deciding';
  /** What the system hands over meanwhile is taken once somebody has shown who they are. */
  const waitingForUnlock: (() => void)[] = [];
  const onceUnlocked = (work: () => void) => (isLocked() ? void waitingForUnlock.push(work) : work());
  const lookForIdle = watchIdle({
    limits: lockLimits,
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    nowMs,
    lock: lock.lock,
    touch: lock.touch,
  });
  setInterval(lookForIdle, IDLE_LOOK_MS);

  const notifications = notificationChoice(settings, policy, nowMs);
  const toasts = toaster({
    shown,
    settings: () => notifications.current(),
    unread: () => unreadNotifications(workspace.query),
    isSupported: () => Notification.isSupported(),
    make: systemToast,
    isWindowInFront: () => window.current()?.isFocused() === true && lock.state().kind === 'open',
    open(link) {
      window.show();
      window.tell({ type: 'open', link });
    },
    nowMs,
    minuteOfDay() {
      const now = new Date(nowMs());
      return now.getHours() * 60 + now.getMinutes();
    },
    after: until,
    log,
  });
  const tray = laitTray({
    open: window.show,
    syncNow: () => void workspace.command('syncNow', {}),
    quit: () => app.quit(),
  });
  const traySettings = () => ({ isOn: policy.tray ?? settings.current().tray, isManaged: policy.tray !== null });
  tray.follow(traySettings().isOn);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !tray.isShown()) app.quit();
  });
  let isSyncFaultTold = false;
  const inbox = followInbox({
    toaster: toasts,
    query: workspace.query,
    showBadge(count) {
      showBadge(window.current(), count);
      tray.need(count);
    },
    onSyncFault() {
      if (isSyncFaultTold) return;
      isSyncFaultTold = true;
      updates.fares('sync_failed');
    },
    after,
  });

  const runDiagnostics = () =>
    runSteps(
      gatherFacts({
        origin: () => server.origin(),
        fetch,
        nowMs,
        keyProtection: () => keys.protection(),
        userData,
        query: workspace.query,
        checkStores: () => workspace.checkStores(),
        appVersion: app.getVersion(),
        updateState: () => updates.state(),
        shown,
        areNotificationsOn: () => notifications.current().isOn,
      }),
      (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
    );

  const chooseFiles = async (what: 'files' | 'folder') => {
    const paths = await askForFiles(window.current(), what);
    return paths.length === 0 ? null : workspace.arrive(paths);
  };
  registerShell(
    ipcMain,
    shellHandlers({
      firm: {
        ...firm,
        signIn: enter,
        async signOut() {
          const reply = await firm.signOut();
          await lock.forget();
          return reply;
        },
      },
      files: fileSends({
        send: firm.sendFile,
        newId: randomUUID,
        after: until,
      }),
      lock,
      lockSettings: () => ({
        ...lockSettings(policy, settings.current()),
        asks: lock.asks(),
      }),
      changeLockSettings: (wish) => settings.change({ lock: wish }),
      outside,
      startup: async () => ({
        platform: PLATFORMS[process.platform] ?? 'linux',
        appVersion: app.getVersion(),
        serverOrigin: server.origin(),
        serverAbsence: (isDevelopment ? process.env.LAIT_SERVER_ABSENCE : undefined) ?? null,
        isServerManaged: server.isManaged,
        session: firm.session(),
        lock: lock.state(),
        notices: await keys.notices(),
      }),
      connectWorkspace,
      setServer: (origin) =>
        changeServer(
          {
            server,
            isSignedIn: () => firm.session() !== null,
            ask: (asked) => askServer(fetch, asked),
            hasPinnedKeys: updates.hasPinnedKeys,
            confirmLeaving: (from, to) => askToLeaveFirm(window.current(), from, to),
            async forgetFirm() {
              await firm.forget();
              await updates.forget();
              await lock.forget();
            },
            onChanged: () => window.tell({ type: 'serverChanged', origin: server.origin() }),
          },
          origin,
        ),
      chooseFiles,
      trouble: () => window.trouble(),
      async recover(step) {
        if (step === 'quit') return app.quit();
        if (step === 'show_folder') return void (await shell.openPath(userData));
        if (step === 'set_aside') await keys.setFilesAside();
        workspace.start({ isCacheDropped: step === 'rebuild_working_copy' });
        window.showApplication();
      },
      updates,
      notifications: {
        current: notifications.current,
        async change(change) {
          const changed = await notifications.change(change);
          inbox.look();
          return changed;
        },
      },
      traySettings,
      async changeTray(isOn) {
        await settings.change({ tray: isOn });
        tray.follow(traySettings().isOn);
      },
      runDiagnostics,
      async saveDiagnostics() {
        const day = new Date(nowMs()).toISOString().slice(0, 10);
        const path = await askWhereToSave(window.current(), `lait-report-${day}.zip`);
        if (path === null) return 'cancelled';
        const name = firm.session()?.displayName;
        const steps = await runDiagnostics();
        const { saveReport } = await import('./diagnostics/save-report.ts');
        const report = { steps, appVersion: app.getVersion(), userData, shown, nowMs: nowMs() };
        return saveReport(path, { ...report, ownWords: name === undefined ? [] : [name] }).then(
          () => 'saved' as const,
          () => 'failed' as const,
        );
      },
      showImportProgress: (permille) => window.current()?.setProgressBar(permille === null ? -1 : permille / 1000),
    }),
    (contents) => window.isOurs(contents),
    isLocked,
    (channel, error) => log.error('shell.fault', { channel, cause: error instanceof Error ? error.name : 'unknown' }),
  );

  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform, isDevelopment, {
        chooseFiles: () => isLocked() || void chooseFiles('files').then(tellArrived),
        lock: lock.lock,
        openQueue: () => window.tell({ type: 'open', link: { kind: 'queue' } }),
        openConflicts: () => window.tell({ type: 'open', link: { kind: 'conflicts' } }),
        openNotifications: () => window.tell({ type: 'open', link: { kind: 'notifications' } }),
        showFolder: () => void shell.openPath(userData),
      }),
    ),
  );
  watchPower(powerMonitor, {
    syncNow: () => void workspace.command('syncNow', {}),
    awake: () => void updates.look(),
    screenAway() {
      if (lockLimits().withScreen) lock.lock();
    },
    screenBack: lock.uncover,
    look: lookForIdle,
  });
  if (app.isPackaged) app.setAsDefaultProtocolClient(APP_SCHEME);
  app.on('activate', () => window.show());
  closeBeforeQuit();

  void lock.decide(false);
  workspace.start();
  window.show();
  updates.keepLooking();
  let isFirst = true;
  wishes.follow((wish) => {
    if (!isFirst) window.show();
    isFirst = false;
    for (const link of wish.links) {
      toasts.followed(link);
      window.tell({ type: 'open', link });
    }
    if (wish.files.length > 0) onceUnlocked(() => void workspace.arrive(wish.files).then(tellArrived));
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

  async function syncStatus(): Promise<SyncStatus | null> {
    const reply = await workspace.query('getSyncStatus', {});
    // Sound: the workspace answers each name with that name's output.
    return reply.ok ? (reply.value as SyncStatus) : null;
  }

  async function enter(credentials: ShellInput<'signIn'>): ReturnType<typeof firm.signIn> {
    const reply = await firm.signIn(credentials);
    const person = firm.session();
    if (reply.ok && reply.value === 'signed_in' && person !== null) {
      await lock.remember(person, credentials.email, credentials.password);
      void bringBack(credentials.password);
    }
    return reply;
  }

  /** The workspace remembers who was signed in; main has their refresh token. */
  async function comeBack(): Promise<void> {
    if (firm.session() !== null || server.origin() === null) return;
    // Of somebody who has signed out, also offline, nothing is brought back.
    const state = (await syncStatus())?.state ?? 'alone';
    if (state !== 'alone' && state !== 'signed_out') await firm.resume();
  }

  /** The record that came back may know of no session: whoever brought it back is signed in. */
  async function goOnAs(): Promise<void> {
    isTakenOver = false;
    const person = firm.session();
    if (person === null) return comeBack();
    await workspace.command('signIn', { ...person, baseUrl: server.origin() ?? '' });
    await workspace.command('syncNow', {});
    await escrow.deposit(person);
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
