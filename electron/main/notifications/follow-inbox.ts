import type { SyncProblem, SyncStatus } from '#shared/api/sync-status.ts';
import type { Notification, Reply, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { Toaster } from './toaster.ts';

export interface InboxParts {
  readonly toaster: Toaster;
  query(name: 'getSyncStatus' | 'listNotifications', input: unknown): Promise<Reply<unknown>>;
  showBadge(count: number): void;
  /** Sync fails for a reason that lies with this version, not with the network or a server that is away. */
  onSyncFault(): void;
  after(milliseconds: number, work: () => void): void;
}

/** Faults of ours in what is sent or understood. */
const OWN_FAULTS: ReadonlySet<SyncProblem> = new Set(['failed', 'refused']);
/** A round says that something changed several times in one breath. */
const GATHER_MS = 250;
const MOST_UNREAD = 200;

/** What the workspace says of its inbox, turned into toasts and the badge. */
export interface Inbox {
  onEvent(event: WorkspaceEvent): void;
  /** The workspace has been opened, or settings were changed. */
  look(): void;
}

export function followInbox({ toaster, query, showBadge, onSyncFault, after }: InboxParts): Inbox {
  let isWaiting = false;
  let shown = -1;

  async function lookNow(): Promise<void> {
    const reply = await query('getSyncStatus', {});
    if (!reply.ok) return;
    // Sound: the workspace answers each name with that name's output.
    const { unreadCount, conflictCount, problem } = reply.value as SyncStatus;
    const count = unreadCount + conflictCount;
    if (count !== shown) {
      shown = count;
      showBadge(count);
    }
    if (problem !== null && OWN_FAULTS.has(problem)) onSyncFault();
    if (unreadCount > 0) await toaster.look();
  }

  function look(): void {
    if (isWaiting) return;
    isWaiting = true;
    after(GATHER_MS, () => {
      isWaiting = false;
      void lookNow();
    });
  }

  return {
    look,
    onEvent(event) {
      if (event.type === 'discarded') {
        const gone = new Set(event.invoiceIds);
        toaster.withdraw((link) => link.kind === 'invoice' && gone.has(link.invoiceId));
      }
      if (event.type === 'syncChanged' || event.type === 'discarded' || event.type === 'statusChanged') look();
    },
  };
}

/** Unread ones, newest first; none while no workspace answers. */
export async function unreadNotifications(query: InboxParts['query']): Promise<readonly Notification[]> {
  const reply = await query('listNotifications', { unreadOnly: true, offset: 0, limit: MOST_UNREAD });
  return reply.ok ? (reply.value as { readonly rows: readonly Notification[] }).rows : [];
}
