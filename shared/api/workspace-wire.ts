import type { ArrivedFiles } from './shell.ts';
import type { CommandName, QueryName, Reply, WorkspaceError, WorkspaceEvent } from './workspace.ts';

/** One call of the contract on its way; `callId` is the caller's and comes back with the reply. */
export interface WorkspaceCall {
  readonly callId: number;
  readonly kind: 'query' | 'command';
  readonly name: QueryName | CommandName;
  readonly input: unknown;
}

/**
 * Lends the access token of the moment; null when nobody is signed in. Rejects when the server, which alone can give
 * a new one, is not reached: the sign-in may still hold.
 * @param isRefused the server did not take the last one: get another
 */
export type TokenSource = (isRefused: boolean) => Promise<string | null>;

/** What every home says to whoever calls it, over a worker or a port. */
export type FromHome =
  | { readonly type: 'opened' }
  | { readonly type: 'openFailed'; readonly error: WorkspaceError }
  | { readonly type: 'reply'; readonly callId: number; readonly reply: Reply<unknown> }
  | { readonly type: 'event'; readonly event: WorkspaceEvent };

/** What every home hears. */
export type ToHome = { readonly type: 'call'; readonly call: WorkspaceCall };

export type ToWorker =
  | ToHome
  | { readonly type: 'open'; readonly storage: 'durable' | 'memory' }
  /** The access token asked for with `tokenNeeded`; null when nobody is signed in. */
  | { readonly type: 'token'; readonly requestId: number; readonly token: string | null }
  /** No token could be had, because the server is not reached. */
  | { readonly type: 'tokenUnreached'; readonly requestId: number }
  | { readonly type: 'close' };

export type FromWorker =
  | FromHome
  /** The worker reaches the server itself, but only the page can get it a token. */
  | { readonly type: 'tokenNeeded'; readonly requestId: number; readonly isRefused: boolean };

/** The desktop's page, to the process that holds the workspace; a path never comes this way. */
export type FromDesktopPage =
  | ToHome
  | {
      readonly type: 'importArrived';
      readonly callId: number;
      readonly importId: string;
      /** Of the arrival (`ArrivedFiles.token`), and which of its files. */
      readonly token: string;
      readonly index: number;
    };

/** The desktop's preload, to the same process: the only place where paths of dropped files are known. */
export interface DroppedPaths {
  readonly type: 'dropped';
  readonly requestId: number;
  readonly paths: readonly string[];
}

export interface DropAnswer {
  readonly type: 'arrived';
  readonly requestId: number;
  readonly arrived: ArrivedFiles;
}
