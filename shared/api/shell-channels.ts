/**
 * The closed list of what a page may ask of the desktop's main process. It stands apart from the schemas
 * (`shell.ts`), because the preload needs the names alone and stays small without them.
 */
export const SHELL_CHANNELS = [
  'connectWorkspace',
  'getStartup',
  'signIn',
  'signOut',
  'getLock',
  'lock',
  'unlock',
  'uncover',
  'getLockSettings',
  'setLockSettings',
  'getTraySettings',
  'setTraySettings',
  'setPassword',
  'callFirm',
  'beginFile',
  'sendPiece',
  'endFile',
  'cancelFile',
  'setServer',
  'openLink',
  'chooseFiles',
  'getTrouble',
  'recover',
  'getUpdate',
  'installUpdate',
  'getNotificationSettings',
  'setNotificationSettings',
  'runDiagnostics',
  'saveDiagnostics',
  'showImportProgress',
] as const;
export type ShellChannel = (typeof SHELL_CHANNELS)[number];

/** What a locked LAIT answers; all else is refused. None of these tells anything of the work. */
export const ANSWERED_WHILE_LOCKED: ReadonlySet<ShellChannel> = new Set<ShellChannel>([
  'connectWorkspace',
  'getStartup',
  'getLock',
  'unlock',
  'uncover',
  'setPassword',
  'getTrouble',
  'recover',
  'getUpdate',
  'showImportProgress',
]);

/** The one channel on which main tells a page something; `ShellEvent` says what. */
export const SHELL_EVENT_CHANNEL = 'lait:event';
/** Main hands over one end of the line to the workspace: `page` for the page, `preload` for the preload itself. */
export const WORKSPACE_PORT_CHANNEL = 'lait:workspace-port';
/** `data` of the window message with which the preload passes the page's end on. */
export const WORKSPACE_PORT_MESSAGE = 'lait:workspace-port';

export function shellChannelName(channel: ShellChannel): string {
  return `lait:shell:${channel}`;
}
