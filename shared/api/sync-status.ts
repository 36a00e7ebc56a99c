/**
 * `alone`: no server was ever joined. `signed_out`: a sign-in is needed before anything is sent. `offline`: the
 * server is not reached, work goes on. `syncing`: a round is under way. `up_to_date`: nothing waits either way.
 * `attention`: something needs the person (`conflictCount`, or `message` says what). `locked`: a matter may not be
 * read until the server is reached again.
 */
export type SyncState = 'alone' | 'signed_out' | 'offline' | 'syncing' | 'up_to_date' | 'attention' | 'locked';

/** What keeps the last round from its end; `null` in `SyncStatus` for nothing but a network that is away. */
export type SyncProblem =
  | 'sign_in'
  | 'forbidden'
  | 'upgrade'
  | 'storage_full'
  | 'not_understood'
  | 'refused'
  | 'server_error'
  | 'failed';

export interface SyncStatus {
  readonly state: SyncState;
  readonly problem: SyncProblem | null;
  /** As the server knows this copy; another one after it was taken over by another person. */
  readonly deviceId: string;
  /** What is the case and what to do, as one sentence: `Offline. 12 actions wait to be sent.` */
  readonly message: string;
  /** Whether the last attempt reached the server. */
  readonly isOnline: boolean;
  readonly session: {
    readonly baseUrl: string;
    readonly userId: string;
    readonly displayName: string;
    readonly role: 'reviewer' | 'approver' | 'administrator';
  } | null;
  /** Actions of this device that the server has not answered. */
  readonly waitingCount: number;
  /** Of them, those that wait for their own file to be read on the server. */
  readonly heldCount: number;
  readonly conflictCount: number;
  readonly unreadCount: number;
  /** The end of the last round that was not broken off; ISO 8601 UTC. */
  readonly lastSyncAt: string | null;
  /** Set while matters are fetched for the first time, or anew. */
  readonly loading: { readonly done: number; readonly total: number } | null;
  /** Matters that may not be read until the next contact. */
  readonly lockedCount: number;
  /** The version to install when this one is below what the firm allows: what waits is sent, new work is refused. */
  readonly minimumVersion: string | null;
  /** Work thrown away because access to its matter was withdrawn, until `dismissDiscarded`. */
  readonly discarded: readonly { readonly at: string; readonly count: number }[];
  /** How often a matter was fetched anew because its checksum did not agree. */
  readonly repairCount: number;
}
