import { WORKSPACE_PORT_MESSAGE } from '#shared/api/shell-channels.ts';
import type { ImportedFile, Reply, WorkspaceClient, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { FromDesktopPage, FromHome, WorkspaceCall } from '#shared/api/workspace-wire.ts';

/** One end of the line to the workspace's process: a `MessagePort`, as far as it is used. */
export interface PagePort {
  postMessage(message: FromDesktopPage): void;
  addEventListener(type: 'message', listener: (event: { readonly data: FromHome }) => void): void;
  start(): void;
  close(): void;
}

/** The desktop's workspace: the same contract as in the browser, and files that arrived by path. */
export interface ElectronWorkspace {
  readonly client: WorkspaceClient;
  /** Reads a file that came in by path; the page names it by its arrival and never knows where it lies. */
  importArrived(importId: string, token: string, index: number): Promise<Reply<ImportedFile>>;
  /** The line from now on: the first one, and again after each restart of the process. */
  follow(port: PagePort): void;
  /** The process has ended, or LAIT is locked: another line is on its way. */
  lost(): void;
}

interface OpenCall {
  readonly message: FromDesktopPage;
  readonly isQuery: boolean;
  settle(reply: Reply<unknown>): void;
  isSent: boolean;
}

/**
 * Reaches the workspace over the line that main hands over. When its process ends, queries are asked again on the
 * next line; commands under way answer `unavailable`, because they may or may not have been done.
 */
export function electronWorkspace(): ElectronWorkspace {
  const listeners = new Set<(event: WorkspaceEvent) => void>();
  const open = new Map<number, OpenCall>();
  let port: PagePort | null = null;
  let isOpened = false;
  let nextId = 1;
  let lineCount = 0;

  const emit = (event: WorkspaceEvent) => {
    for (const listener of listeners) listener(event);
  };

  return {
    client: {
      query: (name, input) => ask((callId) => callOf({ callId, kind: 'query', name, input }), true),
      command: (name, input) => ask((callId) => callOf({ callId, kind: 'command', name, input }), false),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    importArrived: (importId, token, index) =>
      ask((callId) => ({ type: 'importArrived', callId, importId, token, index }), false),
    follow(next) {
      lost();
      lineCount += 1;
      port = next;
      next.addEventListener('message', ({ data }) => {
        if (port === next) take(data);
      });
      next.start();
    },
    lost,
  };

  // The workspace answers each name with that name's output (`QueryOutputs`, `CommandOutputs`).
  function ask<Value>(message: (callId: number) => FromDesktopPage, isQuery: boolean): Promise<Reply<Value>> {
    const callId = nextId;
    nextId += 1;
    return new Promise((resolve) => {
      const settle = (reply: Reply<unknown>) => resolve(reply as Reply<Value>);
      const call: OpenCall = { message: message(callId), isQuery, settle, isSent: false };
      open.set(callId, call);
      if (isOpened) send(callId, call);
    });
  }

  function send(callId: number, call: OpenCall): void {
    call.isSent = true;
    try {
      port?.postMessage(call.message);
    } catch {
      // Something in the input cannot be sent at all (a function, a detached buffer).
      settle(callId, {
        ok: false,
        error: { kind: 'invalid', message: 'The input cannot be sent to the workspace.' },
      });
    }
  }

  function settle(callId: number, reply: Reply<unknown>): void {
    open.get(callId)?.settle(reply);
    open.delete(callId);
  }

  function take(message: FromHome): void {
    switch (message.type) {
      case 'opened':
        isOpened = true;
        for (const [callId, call] of open) if (!call.isSent) send(callId, call);
        // On a second line the workspace was started anew, and may have mended its files.
        if (lineCount > 1) emit({ type: 'statusChanged' });
        break;
      case 'openFailed':
        for (const callId of open.keys()) settle(callId, { ok: false, error: message.error });
        break;
      case 'reply':
        settle(message.callId, message.reply);
        break;
      case 'event':
        emit(message.event);
        break;
    }
  }

  function lost(): void {
    port?.close();
    port = null;
    isOpened = false;
    for (const [callId, call] of open) {
      if (!call.isSent) continue;
      if (call.isQuery) call.isSent = false;
      else settle(callId, { ok: false, error: { kind: 'unavailable', message: INTERRUPTED } });
    }
  }
}

const INTERRUPTED =
  'LAIT was locked meanwhile, or the part of it that holds your work was started anew. Look whether this was done, and repeat it if not.';

function callOf(call: WorkspaceCall): FromDesktopPage {
  return { type: 'call', call };
}

/** Hears of each line that the preload passes on to this page, and of no other window message. */
export function onWorkspacePort(listener: (port: MessagePort) => void): void {
  window.addEventListener('message', (event) => {
    const [port] = event.ports;
    if (event.source === window && event.data === WORKSPACE_PORT_MESSAGE && port !== undefined) listener(port);
  });
}
