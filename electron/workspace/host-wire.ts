import type { ArrivedFiles } from '#shared/api/shell.ts';
import type { Reply, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { WorkspaceCall } from '#shared/api/workspace-wire.ts';
import type { Original } from '#shared/workspace/intake/original-of.ts';
import type { StoreCheck } from './desktop-files.ts';
import type { OpenFailure } from './open-failure.ts';

/** What main says to the process that holds the workspace. */
export type ToHost =
  | {
      readonly type: 'open';
      /** An absolute path that belongs to this workspace alone. */
      readonly folder: string;
      /** Comes from the system's key store by way of main; no page ever has it. */
      readonly keyHex: string;
      readonly appVersion: string;
      /** The person wants the working copy made anew from what they did. */
      readonly isCacheDropped: boolean;
    }
  /** With one end of a line: `page` speaks the contract, `preload` hands over paths of dropped files. */
  | { readonly type: 'line'; readonly to: 'page' | 'preload' }
  /** LAIT is locked: nobody is on any line any more. */
  | { readonly type: 'cutLines' }
  | { readonly type: 'token'; readonly requestId: number; readonly token: string | null }
  /** No token could be had, because the server is not reached. */
  | { readonly type: 'tokenUnreached'; readonly requestId: number }
  | { readonly type: 'call'; readonly call: WorkspaceCall }
  /** Files that the system wants opened, or that were chosen in its dialog. */
  | { readonly type: 'arrive'; readonly requestId: number; readonly paths: readonly string[] }
  | { readonly type: 'checkStores'; readonly requestId: number }
  | { readonly type: 'original'; readonly requestId: number; readonly invoiceId: string }
  /** Work that was set aside for want of its key, which main has again. */
  | { readonly type: 'takeOver'; readonly requestId: number; readonly folder: string; readonly keyHex: string }
  | { readonly type: 'close' };

export type FromHost =
  | { readonly type: 'opened' }
  | { readonly type: 'openFailed'; readonly failure: OpenFailure }
  | { readonly type: 'tokenNeeded'; readonly requestId: number; readonly isRefused: boolean }
  | { readonly type: 'reply'; readonly callId: number; readonly reply: Reply<unknown> }
  | { readonly type: 'arrived'; readonly requestId: number; readonly arrived: ArrivedFiles }
  /** Null: no workspace is open. */
  | { readonly type: 'storesChecked'; readonly requestId: number; readonly stores: StoreCheck | null }
  /** True: it is in the workspace's file now, and the process ends so that the next one opens it. */
  | { readonly type: 'takenOver'; readonly requestId: number; readonly isTaken: boolean }
  | { readonly type: 'original'; readonly requestId: number; readonly reply: Reply<Original> }
  | { readonly type: 'event'; readonly event: WorkspaceEvent }
  | { readonly type: 'closed' };

/** The process ends with this when a file turned out damaged: another one must start, and it will mend what it finds. */
export const DAMAGED_EXIT_CODE = 70;
/** The process ends with this when its files are others now: another one must start and open them. */
export const REPLACED_EXIT_CODE = 71;
