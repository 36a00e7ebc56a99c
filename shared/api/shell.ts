import { z } from 'zod';
import type { DeepLink } from './deep-link.ts';
import type { DiagnosticStep } from './diagnostics.ts';
import type { FirmReply, FirmSession, SignInOutcome } from './firm.ts';
import { BYTES_A_PIECE, FILE_MEDIA_TYPES, MOST_FILE_BYTES, takesFile } from './firm-files.ts';
import { originOf } from './server-origin.ts';
import type { ShellChannel } from './shell-channels.ts';
import type { UpdateState } from './update-state.ts';

/**
 * The one contract between a page and the desktop's main process: the few things only the shell can do. Inputs are
 * schemas, because a page is a boundary; outputs are types, because they come from our own code. Data of invoices
 * does not come this way: that is the workspace's contract (`workspace.ts`), over a port of its own.
 */

/** A path below the server's origin, as `new URL` would write it: no way out, no other host, nothing encoded twice. */
const apiPath = z
  .string()
  .max(2000)
  .regex(/^\/api\/[a-z0-9-]+(?:\/[A-Za-z0-9._~-]+)*(?:\?[A-Za-z0-9._~%&=+:,@!$'()*;/?-]*)?$/)
  .refine(
    (path) =>
      !path
        .split('?')[0]
        ?.split('/')
        .some((part) => part === '.' || part === '..'),
    'a path goes down only',
  );

/** An origin and nothing more; plain http only on this machine. */
export const serverOrigin = z
  .string()
  .max(500)
  .refine((text) => originOf(text) !== null, 'https://host, or http:// on this machine, without a path');

const LONGEST_QUESTION = 7_000_000;

const minuteOfDay = z.int().min(0).max(1_439);

export const shellInputs = {
  /** Hands the page and its preload a line each to the process that holds the workspace; also after a restart. */
  connectWorkspace: z.strictObject({}),
  getStartup: z.strictObject({}),
  signIn: z.strictObject({
    email: z.string().min(1).max(254),
    password: z.string().min(1).max(256),
    code: z.string().min(1).max(32).optional(),
  }),
  signOut: z.strictObject({}),
  getLock: z.strictObject({}),
  /** At once, whatever the settings say. */
  lock: z.strictObject({}),
  unlock: z.strictObject({
    /** Where LAIT does not know it any more (`LockState.asks` is `sign_in`). */
    email: z.string().min(1).max(254).optional(),
    password: z.string().min(1).max(256),
    code: z.string().min(1).max(32).optional(),
  }),
  /** Takes away a cover, where there is nobody to ask. */
  uncover: z.strictObject({}),
  getLockSettings: z.strictObject({}),
  setLockSettings: z.strictObject({
    /** Minutes without anybody at the machine; null: not for that. */
    afterMinutes: z.int().min(1).max(1_440).nullable(),
    withScreen: z.boolean(),
  }),
  setPassword: z.strictObject({
    token: z.string().min(1).max(128),
    password: z.string().min(1).max(256),
    email: z.string().min(1).max(254).optional(),
    displayName: z.string().min(1).max(200).optional(),
  }),
  /** A call of `firm.ts`, without its output schema: the page reads the answer. */
  callFirm: z.strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: apiPath,
    /** JSON text; null for none. The longest is a roster of five megabytes in base64 (`IMPORT_LIMITS`). */
    body: z.string().max(LONGEST_QUESTION).nullable(),
  }),
  /** A file for the firm's server: begun here, then handed over piece by piece, then its answer is fetched. */
  beginFile: z.strictObject({
    method: z.enum(['POST', 'PUT']),
    path: apiPath.refine(takesFile, 'no file is taken there'),
    mediaType: z.enum(FILE_MEDIA_TYPES),
    byteLength: z.int().min(1).max(MOST_FILE_BYTES),
  }),
  sendPiece: z.strictObject({
    sendId: z.uuid(),
    bytes: z
      .instanceof(Uint8Array)
      .refine(({ length }) => length > 0 && length <= BYTES_A_PIECE, 'a piece of the file'),
  }),
  endFile: z.strictObject({ sendId: z.uuid() }),
  /** Nothing of it is taken. */
  cancelFile: z.strictObject({ sendId: z.uuid() }),
  /** Names the firm's server once LAIT answers there; refused while a policy names it, and while somebody is signed in. */
  setServer: z.strictObject({ origin: serverOrigin.nullable() }),
  /** Opens a link in the system's browser: https only, asks unless the host is known. */
  openLink: z.strictObject({ url: z.string().min(1).max(2000) }),
  /** The system's own file dialog; what is chosen arrives as a drop does. */
  chooseFiles: z.strictObject({ what: z.enum(['files', 'folder']) }),
  /** What the recovery page has to say; null when nothing is the matter. */
  getTrouble: z.strictObject({}),
  recover: z.strictObject({ step: z.enum(['try_again', 'rebuild_working_copy', 'set_aside', 'show_folder', 'quit']) }),
  getUpdate: z.strictObject({}),
  /** Starts LAIT anew, which installs what is ready before anything else; work under way is kept as at any end. */
  installUpdate: z.strictObject({}),
  getTraySettings: z.strictObject({}),
  setTraySettings: z.strictObject({ isOn: z.boolean() }),
  getNotificationSettings: z.strictObject({}),
  setNotificationSettings: z.strictObject({
    isOn: z.boolean(),
    /** Minutes after local midnight; may run over midnight. */
    quiet: z.strictObject({ fromMinute: minuteOfDay, untilMinute: minuteOfDay }).nullable(),
    /** How many minutes from now on not to be disturbed; 0 ends it, null leaves it as it is. */
    pauseMinutes: z.int().min(0).max(1_440).nullable(),
  }),
  runDiagnostics: z.strictObject({}),
  /** Runs them again and asks where to save the archive. */
  saveDiagnostics: z.strictObject({}),
  /** On the taskbar or dock, in thousandths; null: no imports are under way. */
  showImportProgress: z.strictObject({ permille: z.int().min(0).max(1000).nullable() }),
} as const satisfies Readonly<Record<ShellChannel, z.ZodType>>;

export type ShellInput<C extends ShellChannel> = z.infer<(typeof shellInputs)[C]>;

export interface Startup {
  readonly platform: 'linux' | 'windows' | 'macos';
  readonly appVersion: string;
  /** The firm's server; null while none is named. */
  readonly serverOrigin: string | null;
  /** Why the server that was to be started with LAIT (`npm start`) is not there; null: nothing is the matter. */
  readonly serverAbsence: string | null;
  /** True: an administrator's policy names the server, and it cannot be changed here. */
  readonly isServerManaged: boolean;
  readonly session: FirmSession | null;
  readonly lock: LockState;
  /** What the person should know about this machine (no protected key store, ...), as sentences. */
  readonly notices: readonly string[];
}

/** Whether this window is served, or the person is asked first. */
export type LockState =
  | { readonly kind: 'open' }
  /** LAIT has begun a moment ago; nothing is served yet. */
  | { readonly kind: 'deciding' }
  /** Nobody is signed in to a server whom LAIT could ask: what is shown is hidden, and whoever is there shows it again. */
  | { readonly kind: 'covered' }
  /** `sign_in`: the e-mail address is asked for as well, and only the server can say whether it is right. */
  | { readonly kind: 'locked'; readonly displayName: string | null; readonly asks: 'password' | 'sign_in' };

export interface LockSettings {
  readonly afterMinutes: number | null;
  readonly withScreen: boolean;
  /** An administrator's policy: no longer than this; null: the person's own choice. */
  readonly longestMinutes: number | null;
  /** A policy locks LAIT with the screen, whatever the person chooses. */
  readonly isScreenManaged: boolean;
  /** `nobody`: without a sign-in there is only a cover. */
  readonly asks: 'person' | 'nobody';
}

/** Files that came in by path. The page knows names and sizes; the workspace alone knows where they lie. */
export interface ArrivedFiles {
  /** Names this arrival in `importArrived`; forgotten when the process ends. */
  readonly token: string;
  /** In the order of the walk; with the folder's name in front where one was dropped. */
  readonly files: readonly { readonly name: string; readonly size: number }[];
  /** What was left out and why, as sentences; empty when nothing was. */
  readonly remarks: readonly string[];
}

/** What keeps LAIT from showing its usual page. */
export interface Trouble {
  readonly kind:
    | 'page_crashed'
    | 'workspace_crashed'
    | 'workspace_not_opened'
    | 'key_not_reached'
    | 'key_store_refused';
  /** What happened, what was kept, what to do next. */
  readonly message: string;
  /** The steps that make sense, the first one first. */
  readonly steps: readonly ShellInput<'recover'>['step'][];
}

/** What the system shows of LAIT's notifications on this machine. */
export interface NotificationSettings {
  readonly isOn: boolean;
  readonly quiet: { readonly fromMinute: number; readonly untilMinute: number } | null;
  /** Until when the person does not want to be disturbed; milliseconds since 1970, null for no such wish. */
  readonly notBeforeMs: number | null;
  /** An administrator's policy has turned them off. */
  readonly isManaged: boolean;
}

/** Whether LAIT stands in the tray; while it does, closing its window leaves it running. */
export interface TraySettings {
  readonly isOn: boolean;
  /** An administrator's policy has settled it. */
  readonly isManaged: boolean;
}

export interface ShellOutputs {
  readonly connectWorkspace: null;
  readonly getStartup: Startup;
  readonly signIn: FirmReply<SignInOutcome>;
  readonly signOut: FirmReply<null>;
  readonly getLock: LockState;
  readonly lock: LockState;
  readonly unlock: FirmReply<SignInOutcome>;
  readonly uncover: LockState;
  readonly getLockSettings: LockSettings;
  readonly setLockSettings: LockSettings;
  readonly setPassword: FirmReply<null>;
  /** Parsed JSON; null where the server answered nothing. */
  readonly callFirm: FirmReply<unknown>;
  /** Its id. */
  readonly beginFile: FirmReply<string>;
  /** `answered`: the server does not want the rest; `unknown`: it was stopped meanwhile. */
  readonly sendPiece: 'more' | 'answered' | 'unknown';
  /** As of `callFirm`. */
  readonly endFile: FirmReply<unknown>;
  readonly cancelFile: null;
  /** `kept`: the person was asked whether to leave the present firm, and stays. */
  readonly setServer: 'named' | 'kept';
  readonly openLink: 'opened' | 'declined';
  /** Null: nothing was chosen. */
  readonly chooseFiles: ArrivedFiles | null;
  readonly getTrouble: Trouble | null;
  readonly recover: null;
  readonly getUpdate: UpdateState;
  readonly installUpdate: 'restarting' | 'nothing_ready';
  readonly getTraySettings: TraySettings;
  readonly setTraySettings: TraySettings;
  readonly getNotificationSettings: NotificationSettings;
  readonly setNotificationSettings: NotificationSettings;
  readonly runDiagnostics: readonly DiagnosticStep[];
  readonly saveDiagnostics: 'saved' | 'cancelled';
  readonly showImportProgress: null;
}

/**
 * What went wrong, as a closed set: `invalid` fix the call; `not_allowed` this page may not ask; `locked` nothing was done,
 * ask again once it is unlocked; `refused` show the sentence; `failed` report it.
 */
export interface ShellError {
  readonly kind: 'invalid' | 'not_allowed' | 'locked' | 'refused' | 'failed';
  readonly message: string;
}

export type ShellReply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ShellError };

export type ShellEvent =
  /** A link, a notification or a menu points somewhere. */
  | { readonly type: 'open'; readonly link: DeepLink }
  /** Files came from the system: opened with LAIT, or chosen in its dialog from the menu. */
  | { readonly type: 'filesArrived'; readonly arrived: ArrivedFiles }
  | { readonly type: 'sessionChanged'; readonly session: FirmSession | null }
  /** Another server was named, or none any more. */
  | { readonly type: 'serverChanged'; readonly origin: string | null }
  /** The process that held the workspace ended; another one is being started and a new line follows. */
  | { readonly type: 'workspaceLost' }
  | { readonly type: 'updateChanged'; readonly state: UpdateState }
  | { readonly type: 'lockChanged'; readonly lock: LockState };

/** Main's side: one function a channel, and the compiler misses none. */
export type ShellHandlers<Caller> = {
  readonly [C in ShellChannel]: (input: ShellInput<C>, caller: Caller) => Promise<ShellOutputs[C]>;
};

/** The page's side. Never rejects. */
export type ShellClient = {
  readonly [C in ShellChannel]: (input: ShellInput<C>) => Promise<ShellReply<ShellOutputs[C]>>;
};

/** What a drop came to: files with a path arrived, the others (attachments dragged out of a mail) stay with the page. */
export interface DropOutcome {
  readonly arrived: ArrivedFiles | null;
  /** Places in the list that was handed in. */
  readonly withoutPath: readonly number[];
}

/** All that the preload shows a page, as `globalThis.lait`; `File` is the page's type. */
export interface LaitBridge<File = unknown> {
  readonly shell: ShellClient;
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: ShellEvent) => void): () => void;
  dropFiles(files: readonly File[]): Promise<DropOutcome>;
  /** Lines to the workspace follow as window messages, now and after each restart of its process. */
  connectWorkspace(): Promise<ShellReply<null>>;
}
