import type { StoreCheck } from '#electron/workspace/desktop-files.ts';
import { DAMAGED_EXIT_CODE, type FromHost, REPLACED_EXIT_CODE, type ToHost } from '#electron/workspace/host-wire.ts';
import type { OpenFailure } from '#electron/workspace/open-failure.ts';
import type { ArrivedFiles, Trouble } from '#shared/api/shell.ts';
import type { CommandName, QueryName, Reply, WorkspaceEvent } from '#shared/api/workspace.ts';
import type { Original } from '#shared/workspace/intake/original-of.ts';
import type { Log } from '../log.ts';
import type { DatabaseKey } from '../secrets/database-key.ts';
import { ladder, WORKSPACE_PAUSES_MS } from './restart-ladder.ts';

/** A started process, as far as it is used: Electron's `UtilityProcess`. `Port` is one end of a line. */
export interface ChildProcess<Port> {
  postMessage(message: ToHost, ports?: Port[]): void;
  onMessage(listener: (message: FromHost) => void): void;
  /** Once, however it ended. */
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

/** A page that has asked for the workspace, and gets its end of a line again after each restart. */
export interface ConnectedPage<Port> {
  /** Of its window: a page that was loaded anew takes the place of the one before. */
  readonly id: number;
  take(to: 'page' | 'preload', port: Port): void;
  /** Goes from the list by itself once it can no longer be reached. */
  isGone(): boolean;
}

export interface WorkspaceProcessParts<Port> {
  fork(): ChildProcess<Port>;
  /** Two ends of a new line. */
  makeLine(): readonly [Port, Port];
  obtainKey(): Promise<DatabaseKey>;
  readonly folder: string;
  readonly appVersion: string;
  accessToken(isRefused: boolean): Promise<string | null>;
  nowMs(): number;
  after(milliseconds: number, work: () => void): void;
  /** LAIT cannot go on by itself; the person is shown why and what to choose from. */
  onTrouble(trouble: Trouble): void;
  /** The process ended and another one is on its way. */
  onLost(): void;
  onOpened(): void;
  onEvent(event: WorkspaceEvent): void;
  readonly log: Log;
}

export interface WorkspaceProcess<Port> {
  start(options?: { readonly isCacheDropped: boolean }): void;
  connect(page: ConnectedPage<Port>): void;
  /** No page has a line until `release`: those that are drawn are cut at the workspace's end, and no new ones are drawn. */
  hold(): void;
  release(): void;
  query(name: QueryName, input: unknown): Promise<Reply<unknown>>;
  command(name: CommandName, input: unknown): Promise<Reply<unknown>>;
  /** Files by path, from the system; null while no workspace is running. */
  arrive(paths: readonly string[]): Promise<ArrivedFiles | null>;
  /** The file that an invoice was read from. */
  original(invoiceId: string): Promise<Reply<Original>>;
  /** Reads every page of both files; null while no workspace is running. */
  checkStores(): Promise<StoreCheck | null>;
  /** Takes work that was set aside into the workspace; its process then ends and another one starts. False: nothing changed. */
  takeOver(folder: string, keyHex: string): Promise<boolean>;
  /** Ends the process in order; resolves when it is gone, or was killed for taking too long. */
  close(): Promise<void>;
}

const LONGEST_CLOSE_MS = 5_000;

/** Starts and keeps the one process that holds the workspace, and brings pages and it together. */
export function workspaceProcess<Port>(parts: WorkspaceProcessParts<Port>): WorkspaceProcess<Port> {
  const falls = ladder(WORKSPACE_PAUSES_MS);
  const pages = new Map<number, ConnectedPage<Port>>();
  const replies = new Map<number, (reply: Reply<unknown>) => void>();
  const arriving = new Map<number, (arrived: ArrivedFiles | null) => void>();
  const checking = new Map<number, (stores: StoreCheck | null) => void>();
  const originals = new Map<number, (reply: Reply<Original>) => void>();
  const takingOver = new Map<number, (isTaken: boolean) => void>();
  let child: ChildProcess<Port> | null = null;
  let isOpened = false;
  let isClosing = false;
  let isHeld = false;
  let nextId = 1;
  let whenOpened: (() => void)[] = [];

  function start(isCacheDropped: boolean): void {
    if (child !== null || isClosing) return;
    // The process comes up while the key store is asked; neither waits for the other.
    const started = parts.fork();
    child = started;
    started.onMessage((message) => {
      if (child === started) take(message);
    });
    started.onExit((code) => {
      if (child === started) ended(code);
    });
    for (const page of pages.values()) drawLines(page);
    parts.obtainKey().then(
      (key) => {
        if (child !== started) return;
        if (key.kind === 'key') {
          const { folder, appVersion } = parts;
          started.postMessage({ type: 'open', folder, keyHex: key.keyHex, appVersion, isCacheDropped });
        } else stopWith(key.trouble);
      },
      () => {
        parts.log.error('key.failed');
        if (child === started) stopWith(KEY_FAILED);
      },
    );
  }

  function take(message: FromHost): void {
    switch (message.type) {
      case 'opened':
        isOpened = true;
        parts.log.info('workspace.opened');
        for (const each of whenOpened) each();
        whenOpened = [];
        parts.onOpened();
        break;
      case 'openFailed':
        parts.log.error('workspace.not_opened', { kind: message.failure.kind, code: message.failure.code });
        stopWith(troubleOf(message.failure));
        break;
      case 'tokenNeeded': {
        const to = child;
        const { requestId } = message;
        parts.accessToken(message.isRefused).then(
          (token) => to?.postMessage({ type: 'token', requestId, token }),
          () => to?.postMessage({ type: 'tokenUnreached', requestId }),
        );
        break;
      }
      case 'reply':
        replies.get(message.callId)?.(message.reply);
        replies.delete(message.callId);
        break;
      case 'arrived':
        arriving.get(message.requestId)?.(message.arrived);
        arriving.delete(message.requestId);
        break;
      case 'storesChecked':
        checking.get(message.requestId)?.(message.stores);
        checking.delete(message.requestId);
        break;
      case 'original':
        originals.get(message.requestId)?.(message.reply);
        originals.delete(message.requestId);
        break;
      case 'takenOver':
        takingOver.get(message.requestId)?.(message.isTaken);
        takingOver.delete(message.requestId);
        break;
      case 'event':
        parts.onEvent(message.event);
        break;
      case 'closed':
        break;
    }
  }

  function ended(code: number): void {
    forgetChild();
    if (isClosing) return;
    if (code === REPLACED_EXIT_CODE) {
      // In order: it is no fall.
      parts.onLost();
      start(false);
      return;
    }
    parts.log.error('workspace.ended', { code, isDamage: code === DAMAGED_EXIT_CODE });
    const step = falls.fell(parts.nowMs());
    if (step.kind === 'give_up') {
      parts.onTrouble(CRASHED);
      return;
    }
    parts.onLost();
    parts.after(step.afterMs, () => start(false));
  }

  /** The process is of no use without a key or files; it is started again when the person says so. */
  function stopWith(trouble: Trouble): void {
    const stopped = child;
    forgetChild();
    stopped?.kill();
    parts.onTrouble(trouble);
  }

  function forgetChild(): void {
    child = null;
    isOpened = false;
    for (const settle of replies.values()) settle(NOT_RUNNING);
    replies.clear();
    for (const settle of arriving.values()) settle(null);
    arriving.clear();
    for (const settle of checking.values()) settle(null);
    checking.clear();
    for (const settle of originals.values()) settle(NOT_RUNNING);
    originals.clear();
    for (const settle of takingOver.values()) settle(false);
    takingOver.clear();
    for (const each of whenOpened) each();
    whenOpened = [];
  }

  function drawLines(page: ConnectedPage<Port>): void {
    if (isHeld) return;
    if (page.isGone()) {
      pages.delete(page.id);
      return;
    }
    for (const to of ['page', 'preload'] as const) {
      const [theirs, ours] = parts.makeLine();
      child?.postMessage({ type: 'line', to }, [ours]);
      page.take(to, theirs);
    }
  }

  async function opened(): Promise<boolean> {
    if (child === null) return false;
    if (!isOpened) await new Promise<void>((resolve) => whenOpened.push(resolve));
    return child !== null;
  }

  async function call(
    kind: 'query' | 'command',
    name: QueryName | CommandName,
    input: unknown,
  ): Promise<Reply<unknown>> {
    if (!(await opened()) || child === null) return NOT_RUNNING;
    const callId = nextId;
    nextId += 1;
    const to = child;
    return new Promise((resolve) => {
      replies.set(callId, resolve);
      to.postMessage({ type: 'call', call: { callId, kind, name, input } });
    });
  }

  return {
    start(options) {
      if (options !== undefined) falls.reset();
      start(options?.isCacheDropped ?? false);
    },
    connect(page) {
      pages.set(page.id, page);
      if (child !== null) drawLines(page);
    },
    hold() {
      isHeld = true;
      child?.postMessage({ type: 'cutLines' });
    },
    release() {
      if (!isHeld) return;
      isHeld = false;
      if (child !== null) for (const page of pages.values()) drawLines(page);
    },
    query: (name, input) => call('query', name, input),
    command: (name, input) => call('command', name, input),
    async arrive(paths) {
      if (!(await opened()) || child === null) return null;
      const requestId = nextId;
      nextId += 1;
      const to = child;
      return new Promise((resolve) => {
        arriving.set(requestId, resolve);
        to.postMessage({ type: 'arrive', requestId, paths });
      });
    },
    async checkStores() {
      if (!(await opened()) || child === null) return null;
      const requestId = nextId;
      nextId += 1;
      const to = child;
      return new Promise((resolve) => {
        checking.set(requestId, resolve);
        to.postMessage({ type: 'checkStores', requestId });
      });
    },
    async original(invoiceId) {
      if (!(await opened()) || child === null) return NOT_RUNNING;
      const requestId = nextId;
      nextId += 1;
      const to = child;
      return new Promise((resolve) => {
        originals.set(requestId, resolve);
        to.postMessage({ type: 'original', requestId, invoiceId });
      });
    },
    async takeOver(folder, keyHex) {
      if (!(await opened()) || child === null) return false;
      const requestId = nextId;
      nextId += 1;
      const to = child;
      return new Promise((resolve) => {
        takingOver.set(requestId, resolve);
        to.postMessage({ type: 'takeOver', requestId, folder, keyHex });
      });
    },
    close() {
      isClosing = true;
      const closing = child;
      if (closing === null) return Promise.resolve();
      return new Promise((resolve) => {
        closing.onExit(() => resolve());
        closing.postMessage({ type: 'close' });
        parts.after(LONGEST_CLOSE_MS, () => {
          closing.kill();
          resolve();
        });
      });
    },
  };
}

const NOT_RUNNING: Reply<never> = {
  ok: false,
  error: {
    kind: 'unavailable',
    message: 'The workspace is not running at this moment. Nothing was changed; try again.',
  },
};

const CRASHED: Trouble = {
  kind: 'workspace_crashed',
  message:
    'The part of LAIT that holds your work stopped three times in a row. Everything you confirmed is kept in its own file. Try again, or let LAIT make its working copy anew from what you did, which takes a moment and loses nothing.',
  steps: ['try_again', 'rebuild_working_copy', 'show_folder', 'quit'],
};

const KEY_FAILED: Trouble = {
  kind: 'key_not_reached',
  message: "The key to your files could not be read from this computer's disk. Your files are untouched. Try again.",
  steps: ['try_again', 'show_folder', 'quit'],
};

function troubleOf({ message }: OpenFailure): Trouble {
  return { kind: 'workspace_not_opened', message, steps: ['try_again', 'show_folder', 'quit'] };
}
