import type { Reply, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { WorkspaceCall } from '#shared/api/workspace-wire.ts';

/** What tabs of one browser say to each other; `tab` ids are random and live as long as the page. */
export type TabMessage =
  /** A tab asks who owns the files. */
  | { readonly type: 'whoOwns' }
  | { readonly type: 'owner'; readonly tab: string }
  | { readonly type: 'call'; readonly from: string; readonly call: WorkspaceCall }
  | { readonly type: 'reply'; readonly to: string; readonly callId: number; readonly reply: Reply<unknown> }
  | { readonly type: 'event'; readonly event: WorkspaceEvent };

export const CHANNEL_NAME = 'lait-workspace';
/** Whoever holds this Web Lock owns the files; the browser passes it on when the tab goes. */
export const LOCK_NAME = 'lait-workspace';
