import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkspaceEvent } from '#shared/api/workspace.ts';
import { arrivals } from './arrivals.ts';
import { DAMAGED_EXIT_CODE, type FromHost, REPLACED_EXIT_CODE } from './host-wire.ts';
import type { DesktopWorkspace } from './open-desktop-workspace.ts';
import { type HostParts, type Line, workspaceHost } from './workspace-host.ts';

const OPEN = { type: 'open', folder: '/x', keyHex: 'k', appVersion: '1', isCacheDropped: false } as const;
const ID = '0198c1de-0000-7000-8000-000000000001';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lait-host-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One end of a line, as a page holds it. */
function line() {
  const events = new EventEmitter();
  const heard: unknown[] = [];
  const state = { isCut: false };
  const port: Line = {
    postMessage: (message) => void heard.push(structuredClone(message)),
    on: (name: string, listener: (event: { readonly data: unknown }) => void) => events.on(name, listener),
    start() {},
    close() {
      state.isCut = true;
    },
  };
  return {
    port,
    heard,
    state,
    say: (data: unknown) => events.emit('message', { data }),
    close: () => events.emit('close'),
    replies: () => heard.filter((each) => (each as { type: string }).type === 'reply'),
  };
}

function host(
  openWith: (parts: Parameters<HostParts['open']>[0]) => DesktopWorkspace = () => workspace(),
  takeOver: HostParts['takeOver'] = () => true,
) {
  const told: FromHost[] = [];
  const exits: number[] = [];
  const taker = workspaceHost({
    tellMain: (message) => told.push(message),
    open: openWith,
    takeOver,
    arrivals: arrivals(1000, () => 'token'),
    exit: (code) => exits.push(code),
    later: (_milliseconds, work) => work(),
  });
  return { take: taker.take, told, exits };
}

/** Answers each call with what it was asked. */
function workspace(): DesktopWorkspace & { emit(event: WorkspaceEvent): void; closed: boolean } {
  const listeners = new Set<(event: WorkspaceEvent) => void>();
  return {
    closed: false,
    query: async (name: string, input: unknown) => ({ ok: true, value: { name, input } }) as never,
    command: async (name: string, input: unknown) => ({ ok: true, value: { name, input } }) as never,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (event) => {
      for (const each of listeners) each(event);
    },
    original: async () => ({ ok: true, value: { name: 'bill.txt', bytes: null } }),
    checkStores: () => ({ outbox: 'ok', cache: 'damaged' }),
    close() {
      this.closed = true;
    },
  };
}

const ask = (callId: number) => ({ type: 'call', call: { callId, kind: 'query', name: 'getStatus', input: {} } });

describe('the process that holds the workspace', () => {
  it('looks its stores over when main asks, and says so when none are open', () => {
    const { take, told } = host();
    take({ type: 'checkStores', requestId: 1 }, null);
    take({ type: 'open', folder: '/x', keyHex: '', appVersion: '1', isCacheDropped: false }, null);
    take({ type: 'checkStores', requestId: 2 }, null);
    expect(told.filter(({ type }) => type === 'storesChecked')).toEqual([
      { type: 'storesChecked', requestId: 1, stores: null },
      { type: 'storesChecked', requestId: 2, stores: { outbox: 'ok', cache: 'damaged' } },
    ]);
  });

  it('closes what it holds before it takes over what was set aside, and ends so that another one opens it', () => {
    const asked: unknown[] = [];
    const held = workspace();
    const { take, told, exits } = host(
      () => held,
      (...folders) => {
        asked.push([held.closed, ...folders]);
        return true;
      },
    );
    take({ type: 'takeOver', requestId: 1, folder: '/aside', keyHex: 'lost' }, null);
    expect([told, exits]).toEqual([[{ type: 'takenOver', requestId: 1, isTaken: false }], []]);
    take(OPEN, null);
    take({ type: 'takeOver', requestId: 2, folder: '/aside', keyHex: 'lost' }, null);
    expect(asked).toEqual([[true, { folder: '/x', keyHex: 'k' }, { folder: '/aside', keyHex: 'lost' }]]);
    expect([told.at(-1), exits]).toEqual([{ type: 'takenOver', requestId: 2, isTaken: true }, [REPLACED_EXIT_CODE]]);
  });

  it('opens the same files again where the taking over fails', () => {
    const { take, told, exits } = host(undefined, () => {
      throw new Error('disk full');
    });
    take(OPEN, null);
    take({ type: 'takeOver', requestId: 1, folder: '/aside', keyHex: 'lost' }, null);
    expect([told.at(-1), exits]).toEqual([{ type: 'takenOver', requestId: 1, isTaken: false }, [REPLACED_EXIT_CODE]]);
  });

  it('answers each page on its own line, and tells all of them, and main, what happens', async () => {
    const held = workspace();
    const { take, told } = host(() => held);
    const [first, second] = [line(), line()];
    take({ type: 'line', to: 'page' }, first.port);
    take(OPEN, null);
    take({ type: 'line', to: 'page' }, second.port);
    first.say(ask(7));
    await vi.waitFor(() => expect(first.replies()).toHaveLength(1));
    expect([first.heard[0], second.heard[0], told[0]]).toEqual([
      { type: 'opened' },
      { type: 'opened' },
      { type: 'opened' },
    ]);
    expect(first.replies()).toEqual([
      { type: 'reply', callId: 7, reply: { ok: true, value: { name: 'getStatus', input: {} } } },
    ]);
    expect(second.replies()).toEqual([]);
    second.close();
    held.emit({ type: 'syncChanged' });
    expect([first.heard.length, second.heard.length, told.at(-1)]).toEqual([
      3,
      1,
      { type: 'event', event: { type: 'syncChanged' } },
    ]);
  });

  it('says nothing more to anybody once the lines are cut, whoever still holds an end, until there are new ones', async () => {
    const held = workspace();
    const { take, told } = host(() => held);
    const [page, preload] = [line(), line()];
    take(OPEN, null);
    take({ type: 'line', to: 'page' }, page.port);
    take({ type: 'line', to: 'preload' }, preload.port);
    // Asked a moment before, and answered a moment after.
    page.say(ask(1));
    take({ type: 'cutLines' }, null);
    page.say(ask(2));
    preload.say({ type: 'dropped', requestId: 1, paths: [folder] });
    held.emit({ type: 'syncChanged' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([page.heard, preload.heard]).toEqual([[{ type: 'opened' }], []]);
    expect([page.state.isCut, preload.state.isCut]).toEqual([true, true]);
    expect(told.at(-1)).toEqual({ type: 'event', event: { type: 'syncChanged' } });
    const next = line();
    take({ type: 'line', to: 'page' }, next.port);
    next.say(ask(3));
    await vi.waitFor(() => expect(next.replies()).toHaveLength(1));
    expect(page.replies()).toEqual([]);
  });

  it('says that it is not open, rather than nothing', async () => {
    const { take } = host();
    const page = line();
    take({ type: 'line', to: 'page' }, page.port);
    page.say(ask(1));
    await vi.waitFor(() =>
      expect(page.replies()).toMatchObject([{ callId: 1, reply: { ok: false, error: { kind: 'unavailable' } } }]),
    );
  });

  it('answers no junk, and goes on', async () => {
    const { take } = host();
    const page = line();
    take(OPEN, null);
    take({ type: 'line', to: 'page' }, page.port);
    const junk = [
      null,
      1,
      'x',
      [],
      {},
      { type: 'call' },
      OPEN,
      { type: 'close' },
      { type: 'token' },
      { type: 'dropped', requestId: 1, paths: ['/etc/passwd'] },
      { ...ask(1), extra: 1 },
    ];
    for (const each of junk) page.say(each);
    page.say(ask(2));
    await vi.waitFor(() => expect(page.replies()).toHaveLength(1));
    expect(page.heard).toHaveLength(2);
  });

  it('reads a file by the token of its arrival, under the name it arrived with, and by nothing a page could make up', async () => {
    writeFileSync(join(folder, 'bill.led'), 'LEDES');
    const { take } = host();
    const [page, preload] = [line(), line()];
    take(OPEN, null);
    take({ type: 'line', to: 'page' }, page.port);
    take({ type: 'line', to: 'preload' }, preload.port);
    preload.say({ type: 'dropped', requestId: 3, paths: [join(folder, 'bill.led')] });
    await vi.waitFor(() => expect(preload.heard).toHaveLength(1));
    expect(preload.heard[0]).toEqual({
      type: 'arrived',
      requestId: 3,
      arrived: { token: 'token', files: [{ name: 'bill.led', size: 5 }], remarks: [] },
    });
    const asked = { type: 'importArrived', importId: ID, token: 'token', index: 0 };
    page.say({ ...asked, callId: 1 });
    page.say({ ...asked, callId: 2, token: join(folder, 'bill.led') });
    page.say({ ...asked, callId: 3, path: '/etc/passwd' });
    await vi.waitFor(() => expect(page.replies()).toHaveLength(2));
    expect(page.replies()).toEqual(
      expect.arrayContaining([
        {
          type: 'reply',
          callId: 1,
          reply: {
            ok: true,
            value: {
              name: 'importFile',
              input: { importId: ID, name: 'bill.led', bytes: new TextEncoder().encode('LEDES') },
            },
          },
        },
        { type: 'reply', callId: 2, reply: { ok: false, error: expect.objectContaining({ kind: 'not_found' }) } },
      ]),
    );
  });

  it('tells main and every page why it did not open', () => {
    const { take, told } = host(() => {
      throw Object.assign(new Error('x'), { code: 'ENOSPC' });
    });
    const page = line();
    take({ type: 'line', to: 'page' }, page.port);
    take(OPEN, null);
    expect(told).toMatchObject([{ type: 'openFailed', failure: { kind: 'storage_full' } }]);
    expect(page.heard).toMatchObject([
      { type: 'openFailed', error: { message: expect.stringMatching(/disk is full/) } },
    ]);
  });

  it('borrows access tokens of main, one answer for each question', async () => {
    let borrow: (isRefused: boolean) => Promise<string | null> = async () => null;
    const { take, told } = host((parts) => {
      borrow = parts.accessToken;
      return workspace();
    });
    take(OPEN, null);
    const [first, second] = [borrow(false), borrow(true)];
    expect(told.slice(1)).toEqual([
      { type: 'tokenNeeded', requestId: 1, isRefused: false },
      { type: 'tokenNeeded', requestId: 2, isRefused: true },
    ]);
    take({ type: 'token', requestId: 2, token: 'b' }, null);
    take({ type: 'token', requestId: 1, token: null }, null);
    expect(await Promise.all([first, second])).toEqual([null, 'b']);
    const third = borrow(false);
    take({ type: 'tokenUnreached', requestId: 3 }, null);
    await expect(third).rejects.toThrow('not reached');
  });

  it('ends when a file turns out damaged, for the next process to mend it, and when it is told to', () => {
    const held = workspace();
    const { take, told, exits } = host((parts) => {
      parts.onDamage();
      return held;
    });
    take(OPEN, null);
    expect(exits).toEqual([DAMAGED_EXIT_CODE]);
    take({ type: 'close' }, null);
    expect([exits.at(-1), told.at(-1), held.closed]).toEqual([0, { type: 'closed' }, true]);
  });
});
