import type { CommandName, QueryName, Reply, WorkspaceError, WorkspaceEvent } from '#shared/api/workspace.ts';

/** One call of the contract on its way; `callId` is the caller's and comes back with the reply. */
export interface WorkspaceCall {
  readonly callId: number;
  readonly kind: 'query' | 'command';
  readonly name: QueryName | CommandName;
  readonly input: unknown;
}

/**
 * Lends the access token of the moment; null when nobody is signed in.
 * @param isRefused the server did not take the last one: get another
 */
export type TokenSource = (isRefused: boolean) => Promise<string | null>;

export type ToWorker =
  | { readonly type: 'open'; readonly storage: 'durable' | 'memory' }
  | { readonly type: 'call'; readonly call: WorkspaceCall }
  /** The access token asked for with `tokenNeeded`; null when nobody is signed in. */
  | { readonly type: 'token'; readonly requestId: number; readonly token: string | null }
  | { readonly type: 'close' };

export type FromWorker =
  | { readonly type: 'opened' }
  | { readonly type: 'openFailed'; readonly error: WorkspaceError }
  | { readonly type: 'reply'; readonly callId: number; readonly reply: Reply<unknown> }
  | { readonly type: 'event'; readonly event: WorkspaceEvent }
  /** The worker reaches the server itself, but only the page can get it a token. */
  | { readonly type: 'tokenNeeded'; readonly requestId: number; readonly isRefused: boolean };
