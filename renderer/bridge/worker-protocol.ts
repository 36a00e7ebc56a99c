import type { CommandName, QueryName, Reply, WorkspaceError, WorkspaceEvent } from '#shared/api/workspace.ts';

/** One call of the contract on its way; `callId` is the caller's and comes back with the reply. */
export interface WorkspaceCall {
  readonly callId: number;
  readonly kind: 'query' | 'command';
  readonly name: QueryName | CommandName;
  readonly input: unknown;
}

export type ToWorker =
  | { readonly type: 'open'; readonly storage: 'durable' | 'memory' }
  | { readonly type: 'call'; readonly call: WorkspaceCall }
  | { readonly type: 'close' };

export type FromWorker =
  | { readonly type: 'opened' }
  | { readonly type: 'openFailed'; readonly error: WorkspaceError }
  | { readonly type: 'reply'; readonly callId: number; readonly reply: Reply<unknown> }
  | { readonly type: 'event'; readonly event: WorkspaceEvent };
