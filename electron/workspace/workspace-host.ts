import { z } from 'zod';
import type { CommandName, QueryName, Reply } from '#shared/api/workspace.ts';
import type { DropAnswer, FromHome, WorkspaceCall } from '#shared/api/workspace-wire.ts';
import { workspaceErrorOf } from '#shared/workspace/workspace-error.ts';
import type { Arrivals } from './arrivals.ts';
import { DAMAGED_EXIT_CODE, type FromHost, REPLACED_EXIT_CODE, type ToHost } from './host-wire.ts';
import type { DesktopWorkspace } from './open-desktop-workspace.ts';
import { openFailureOf } from './open-failure.ts';
import type { KeyedFolder } from './take-over-set-aside.ts';

/** One end of a line to a page or its preload: Electron's `MessagePortMain`, as far as it is used. */
export interface Line {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

export interface HostParts {
  tellMain(message: FromHost): void;
  open(
    options: Extract<ToHost, { type: 'open' }> & {
      accessToken(isRefused: boolean): Promise<string | null>;
      onDamage(): void;
    },
  ): DesktopWorkspace;
  readonly arrivals: Arrivals;
  /** @returns whether the work is in the workspace's file now; if not, nothing was changed */
  takeOver(workspace: KeyedFolder, from: KeyedFolder): boolean;
  /** Ends the process. */
  exit(code: number): void;
  /** So many milliseconds later. */
  later(milliseconds: number, work: () => void): void;
}

/** A moment for the reply that tells of the damage to reach the page. */
const BEFORE_EXIT_MS = 200;

const call = z.strictObject({
  type: z.literal('call'),
  call: z.strictObject({
    callId: z.int(),
    kind: z.enum(['query', 'command']),
    name: z.string().max(64),
    input: z.unknown(),
  }),
});
const importArrived = z.strictObject({
  type: z.literal('importArrived'),
  callId: z.int(),
  importId: z.uuid(),
  token: z.string().max(64),
  index: z.int().min(0),
});
const fromPage = z.discriminatedUnion('type', [call, importArrived]);
const fromPreload = z.strictObject({
  type: z.literal('dropped'),
  requestId: z.int(),
  paths: z.array(z.string().min(1).max(32_768)).min(1).max(5_000),
});

/** The process that holds the workspace: main tells it what to open, pages talk to it over lines of their own. */
export function workspaceHost(parts: HostParts): { take(message: ToHost, line: Line | null): void } {
  const pages = new Set<Line>();
  const preloads = new Set<Line>();
  const waitingTokens = new Map<number, PromiseWithResolvers<string | null>>();
  let workspace: DesktopWorkspace | null = null;
  let opening: FromHome | null = null;
  let opened: KeyedFolder | null = null;
  let nextRequest = 1;

  const accessToken = (isRefused: boolean): Promise<string | null> => {
    const requestId = nextRequest;
    nextRequest += 1;
    const waiting = Promise.withResolvers<string | null>();
    waitingTokens.set(requestId, waiting);
    parts.tellMain({ type: 'tokenNeeded', requestId, isRefused });
    return waiting.promise;
  };

  return {
    take(message, line) {
      switch (message.type) {
        case 'open':
          open(message);
          break;
        case 'line':
          if (line !== null) addLine(line, message.to);
          break;
        case 'cutLines':
          cutLines();
          break;
        case 'token':
          waitingTokens.get(message.requestId)?.resolve(message.token);
          waitingTokens.delete(message.requestId);
          break;
        case 'tokenUnreached':
          waitingTokens.get(message.requestId)?.reject(new Error('The server is not reached.'));
          waitingTokens.delete(message.requestId);
          break;
        case 'call':
          answer(message.call).then((reply) => {
            parts.tellMain({ type: 'reply', callId: message.call.callId, reply });
          });
          break;
        case 'arrive':
          parts.arrivals.arrive(message.paths).then((arrived) => {
            parts.tellMain({ type: 'arrived', requestId: message.requestId, arrived });
          });
          break;
        case 'checkStores':
          parts.tellMain({
            type: 'storesChecked',
            requestId: message.requestId,
            stores: workspace?.checkStores() ?? null,
          });
          break;
        case 'original':
          originalOf(message.invoiceId).then((reply) => {
            parts.tellMain({ type: 'original', requestId: message.requestId, reply });
          });
          break;
        case 'takeOver':
          takeOver(message);
          break;
        case 'close':
          workspace?.close();
          workspace = null;
          parts.tellMain({ type: 'closed' });
          parts.exit(0);
          break;
      }
    },
  };

  function open(options: Extract<ToHost, { type: 'open' }>): void {
    if (workspace !== null) return;
    try {
      workspace = parts.open({
        ...options,
        accessToken,
        onDamage: () => parts.later(BEFORE_EXIT_MS, () => parts.exit(DAMAGED_EXIT_CODE)),
      });
    } catch (error) {
      const failure = openFailureOf(error);
      opening = { type: 'openFailed', error: { kind: 'failed', message: failure.message } };
      parts.tellMain({ type: 'openFailed', failure });
      for (const page of pages) page.postMessage(opening);
      return;
    }
    workspace.subscribe((event) => {
      for (const page of pages) page.postMessage({ type: 'event', event } satisfies FromHome);
      parts.tellMain({ type: 'event', event });
    });
    opening = { type: 'opened' };
    opened = { folder: options.folder, keyHex: options.keyHex };
    parts.tellMain({ type: 'opened' });
    for (const page of pages) page.postMessage(opening);
  }

  /** The workspace is closed for it, so this process ends either way: the next one opens what is there then. */
  function takeOver({ requestId, folder, keyHex }: Extract<ToHost, { type: 'takeOver' }>): void {
    if (workspace === null || opened === null) {
      parts.tellMain({ type: 'takenOver', requestId, isTaken: false });
      return;
    }
    workspace.close();
    workspace = null;
    let isTaken = false;
    try {
      isTaken = parts.takeOver(opened, { folder, keyHex });
    } catch {
      // A full disk: what was set aside is untouched, and the next sign-in tries again.
    }
    parts.tellMain({ type: 'takenOver', requestId, isTaken });
    parts.later(BEFORE_EXIT_MS, () => parts.exit(REPLACED_EXIT_CODE));
  }

  function addLine(line: Line, to: 'page' | 'preload'): void {
    if (to === 'preload') {
      preloads.add(line);
      line.on('close', () => preloads.delete(line));
      line.on('message', ({ data }) => void takeDrop(line, data));
    } else {
      pages.add(line);
      line.on('close', () => pages.delete(line));
      line.on('message', ({ data }) => void takeFromPage(line, data));
      if (opening !== null) line.postMessage(opening);
    }
    line.start();
  }

  /** Whoever still holds the other end is not listened to, and hears nothing more. */
  function cutLines(): void {
    for (const line of [...pages, ...preloads]) line.close();
    pages.clear();
    preloads.clear();
  }

  async function takeFromPage(line: Line, data: unknown): Promise<void> {
    if (!pages.has(line)) return;
    const read = fromPage.safeParse(data);
    // Not even a number to answer under: nobody of ours has sent this.
    if (!read.success) return;
    const { callId } = read.data.type === 'call' ? read.data.call : read.data;
    const reply =
      read.data.type === 'call'
        ? // Names and inputs are checked by the workspace itself.
          await answer(read.data.call as WorkspaceCall)
        : await importFromPath(read.data);
    // What was asked before the lines were cut is done, and told to nobody.
    if (pages.has(line)) line.postMessage({ type: 'reply', callId, reply } satisfies FromHome);
  }

  async function takeDrop(line: Line, data: unknown): Promise<void> {
    if (!preloads.has(line)) return;
    const read = fromPreload.safeParse(data);
    if (!read.success) return;
    const arrived = await parts.arrivals.arrive(read.data.paths);
    if (preloads.has(line)) {
      line.postMessage({ type: 'arrived', requestId: read.data.requestId, arrived } satisfies DropAnswer);
    }
  }

  async function importFromPath(asked: z.infer<typeof importArrived>): Promise<Reply<unknown>> {
    const { importId, token, index } = asked;
    const file = await parts.arrivals.read(token, index);
    switch (file.kind) {
      case 'read':
        return answer({ callId: 0, kind: 'command', name: 'importFile', input: { importId, ...named(file) } });
      case 'unknown':
        return refused('not_found', 'LAIT no longer knows where this file lies. Nothing was imported; drop it again.');
      case 'too_large':
        return refused('too_large', 'This file is larger than LAIT takes. Nothing was imported; split the file.');
      case 'gone':
        return refused(
          'unavailable',
          'This file could not be read: it was moved, is still being written, or is locked. Nothing was imported; drop it again.',
        );
    }
  }

  async function originalOf(invoiceId: string): Promise<Extract<FromHost, { type: 'original' }>['reply']> {
    return workspace?.original(invoiceId) ?? refused('unavailable', 'The workspace is not open. Nothing was changed.');
  }

  async function answer({ kind, name, input }: WorkspaceCall): Promise<Reply<unknown>> {
    if (workspace === null) return refused('unavailable', 'The workspace is not open. Nothing was changed.');
    try {
      return kind === 'query'
        ? await workspace.query(name as QueryName, input as never)
        : await workspace.command(name as CommandName, input as never);
    } catch (error) {
      return { ok: false, error: workspaceErrorOf(error) };
    }
  }
}

function named({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }) {
  return { name, bytes };
}

function refused(kind: 'not_found' | 'too_large' | 'unavailable', message: string): Reply<never> {
  return { ok: false, error: { kind, message } };
}
