import type { SyncProblem } from '#shared/api/sync-status.ts';

/** What the sync client is at, for the status; lives as long as the workspace. */
export interface SyncActivity {
  isRunning: boolean;
  /** Whether the last attempt reached the server. */
  isOnline: boolean;
  problem: SyncProblem | null;
}

export const PROBLEM_SENTENCES: Readonly<Record<SyncProblem, string>> = {
  sign_in: 'Your sign-in has ended. Sign in again to send what waits.',
  forbidden: 'The server does not let this device sync. Everything is kept here; ask your administrator.',
  upgrade: 'The server no longer understands this version of LAIT. Everything is kept; install the new version.',
  storage_full: 'There is no room left on this device for what the server sends. Free some space; nothing was lost.',
  not_understood: 'Something between here and the server answers in its place. Sign in to the network, or try another.',
  refused: 'The server does not take what this device sends. Everything is kept; report this.',
  server_error: 'The server has trouble and is tried again. Everything is kept on this device.',
  failed: 'Syncing stopped on an unexpected fault and is tried again. Everything is kept on this device.',
};

/** Problems that only a person can end. */
export const FOR_THE_PERSON: ReadonlySet<SyncProblem> = new Set([
  'sign_in',
  'forbidden',
  'upgrade',
  'storage_full',
  'refused',
]);
