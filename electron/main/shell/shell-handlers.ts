import type { WebContents } from 'electron';
import type { DiagnosticStep } from '#shared/api/diagnostics.ts';
import { originOf } from '#shared/api/server-origin.ts';
import type {
  ArrivedFiles,
  LockSettings,
  ShellHandlers,
  ShellInput,
  Startup,
  TraySettings,
  Trouble,
} from '#shared/api/shell.ts';
import type { ServerChange } from '../firm/change-server.ts';
import type { FileSends } from '../firm/file-sends.ts';
import type { FirmDoor } from '../firm/firm-door.ts';
import type { ApplicationLock } from '../lock/application-lock.ts';
import type { NotificationChoice } from '../notifications/notification-choice.ts';
import { type OpenOutside, safeOpen } from '../security/safe-open.ts';
import type { Updates } from '../updates/updates.ts';
import { ShellRefusal } from './shell-router.ts';

export interface ShellParts {
  readonly firm: FirmDoor;
  readonly files: FileSends;
  readonly lock: Pick<ApplicationLock, 'state' | 'lock' | 'unlock' | 'uncover'>;
  lockSettings(): LockSettings;
  /** Rejects when they cannot be kept. */
  changeLockSettings(wish: ShellInput<'setLockSettings'>): Promise<void>;
  readonly outside: OpenOutside;
  startup(): Promise<Startup>;
  connectWorkspace(contents: WebContents): void;
  setServer(origin: string | null): Promise<ServerChange>;
  chooseFiles(what: 'files' | 'folder'): Promise<ArrivedFiles | null>;
  trouble(): Trouble | null;
  recover(step: ShellInput<'recover'>['step']): Promise<void>;
  readonly updates: Pick<Updates, 'state' | 'installNow'>;
  readonly notifications: NotificationChoice;
  traySettings(): TraySettings;
  /** Rejects when it cannot be kept. */
  changeTray(isOn: boolean): Promise<void>;
  runDiagnostics(): Promise<readonly DiagnosticStep[]>;
  /** `failed`: it could not be written there. */
  saveDiagnostics(): Promise<'saved' | 'cancelled' | 'failed'>;
  showImportProgress(permille: number | null): void;
}

/** What main does for a page, one function a channel. */
export function shellHandlers(parts: ShellParts): ShellHandlers<WebContents> {
  return {
    async connectWorkspace(_input, contents) {
      parts.connectWorkspace(contents);
      return null;
    },
    getStartup: () => parts.startup(),
    signIn: (credentials) => parts.firm.signIn(credentials),
    signOut: () => parts.firm.signOut(),
    getLock: async () => parts.lock.state(),
    async lock() {
      parts.lock.lock();
      return parts.lock.state();
    },
    unlock: (input) => parts.lock.unlock(input),
    async uncover() {
      parts.lock.uncover();
      return parts.lock.state();
    },
    getLockSettings: async () => parts.lockSettings(),
    async setLockSettings(wish) {
      const { longestMinutes, isScreenManaged } = parts.lockSettings();
      const isTooLong = longestMinutes !== null && (wish.afterMinutes === null || wish.afterMinutes > longestMinutes);
      if (isTooLong || (isScreenManaged && !wish.withScreen)) throw new ShellRefusal(LOCK_STAYS);
      await parts.changeLockSettings(wish);
      return parts.lockSettings();
    },
    setPassword: (input) => parts.firm.setPassword(input),
    callFirm: (input) => parts.firm.call(input),
    beginFile: async (wish, contents) => parts.files.begin(contents, wish),
    sendPiece: (piece, contents) => parts.files.take(contents, piece),
    endFile: ({ sendId }, contents) => parts.files.end(contents, sendId),
    async cancelFile({ sendId }, contents) {
      parts.files.cancel(contents, sendId);
      return null;
    },
    async setServer({ origin }) {
      const outcome = await parts.setServer(origin === null ? null : originOf(origin));
      if (outcome === 'done' || outcome === 'kept') return outcome === 'done' ? 'named' : 'kept';
      throw new ShellRefusal(SERVER_STAYS[outcome]);
    },
    async openLink({ url }) {
      const outcome = await safeOpen(url, parts.outside);
      if (outcome === 'refused')
        throw new ShellRefusal('LAIT opens only secure web addresses (https). This one stays closed.');
      return outcome;
    },
    chooseFiles: ({ what }) => parts.chooseFiles(what),
    getTrouble: async () => parts.trouble(),
    async recover({ step }) {
      // Only what the recovery page offers: no page may throw away a working copy that nothing is the matter with.
      if (parts.trouble()?.steps.includes(step) !== true) throw new ShellRefusal('There is nothing to recover from.');
      await parts.recover(step);
      return null;
    },
    getUpdate: async () => parts.updates.state(),
    installUpdate: async () => ((await parts.updates.installNow()) ? 'restarting' : 'nothing_ready'),
    getTraySettings: async () => parts.traySettings(),
    async setTraySettings({ isOn }) {
      if (parts.traySettings().isManaged) throw new ShellRefusal(TRAY_STAYS);
      await parts.changeTray(isOn);
      return parts.traySettings();
    },
    getNotificationSettings: async () => parts.notifications.current(),
    async setNotificationSettings(change) {
      if (parts.notifications.current().isManaged) throw new ShellRefusal(NOTIFICATIONS_STAY_OFF);
      return parts.notifications.change(change);
    },
    runDiagnostics: () => parts.runDiagnostics(),
    async saveDiagnostics() {
      const outcome = await parts.saveDiagnostics();
      if (outcome === 'failed')
        throw new ShellRefusal('The report could not be written there. Choose another folder, or make room.');
      return outcome;
    },
    async showImportProgress({ permille }) {
      parts.showImportProgress(permille);
      return null;
    },
  };
}

const SERVER_STAYS = {
  managed: 'Your administrator has set the server for this computer. It stays as it is.',
  signed_in: 'Sign out of the present server first. It stays as it is.',
  not_reached:
    'Nothing answers at this address. Nothing was changed. Look whether it is written right and this computer has a network, then try again.',
  no_lait:
    'Something answers at this address, but it is no LAIT server. Nothing was changed. Ask your administrator for the address.',
} as const;

const LOCK_STAYS = 'Your administrator has set how LAIT locks itself on this computer. It may be stricter, not laxer.';

const TRAY_STAYS = 'Your administrator has settled this for this computer. It stays as it is.';

const NOTIFICATIONS_STAY_OFF = 'Your administrator has turned notifications off on this computer. They stay off.';
