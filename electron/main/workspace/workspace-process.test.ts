import { describe, expect, it } from 'vitest';
import { type FromHost, REPLACED_EXIT_CODE, type ToHost } from '#electron/workspace/host-wire.ts';
import type { Trouble } from '#shared/api/shell.ts';
import type { DatabaseKey } from '../secrets/database-key.ts';
import { type ConnectedPage, workspaceProcess } from './workspace-process.ts';

const KEY = 'ab'.repeat(32);
const quiet = { info() {}, warn() {}, error() {} };

function harness(
  key: () => Promise<DatabaseKey> = async () => ({ kind: 'key', keyHex: KEY }),
  accessToken: (isRefused: boolean) => Promise<string | null> = async (isRefused) => (isRefused ? 'second' : 'first'),
) {
  const state = { nowMs: 0, opened: 0, lost: 0, lineCount: 0 };
  const troubles: Trouble[] = [];
  const timers: { ms: number; work: () => void }[] = [];
  const children: ReturnType<typeof makeChild>[] = [];
  const made = workspaceProcess<string>({
    fork() {
      const child = makeChild();
      children.push(child);
      return child.process;
    },
    makeLine() {
      state.lineCount += 1;
      return [`page-end-${state.lineCount}`, `host-end-${state.lineCount}`];
    },
    obtainKey: key,
    folder: '/data/workspace',
    appVersion: '1.2.3',
    accessToken,
    nowMs: () => state.nowMs,
    after: (ms, work) => void timers.push({ ms, work }),
    onTrouble: (trouble) => troubles.push(trouble),
    onLost: () => {
      state.lost += 1;
    },
    onOpened: () => {
      state.opened += 1;
    },
    onEvent() {},
    log: quiet,
  });
  return { made, state, troubles, timers, children };
}

function makeChild() {
  const said: { message: ToHost; ports: string[] | undefined }[] = [];
  const exits: ((code: number) => void)[] = [];
  let hear: (message: FromHost) => void = () => {};
  return {
    said,
    isKilled: false,
    say: (message: FromHost) => hear(message),
    exit: (code: number) => {
      for (const each of exits) each(code);
    },
    process: {
      postMessage: (message: ToHost, ports?: string[]) => void said.push({ message, ports }),
      onMessage: (listener: typeof hear) => {
        hear = listener;
      },
      onExit: (listener: (code: number) => void) => void exits.push(listener),
      kill() {},
    },
  };
}

function page(id = 1) {
  const taken: [string, string][] = [];
  const connected: ConnectedPage<string> & { isOver: boolean } = {
    id,
    isOver: false,
    take: (to, port) => void taken.push([to, port]),
    isGone() {
      return this.isOver;
    },
  };
  return { taken, connected };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the process of the workspace', () => {
  it('is given the key by main, and pages a line each to it', async () => {
    const { made, children, state } = harness();
    const first = page();
    made.connect(first.connected);
    made.start();
    await settled();
    expect(children[0]?.said.at(-1)?.message).toEqual({
      type: 'open',
      folder: '/data/workspace',
      keyHex: KEY,
      appVersion: '1.2.3',
      isCacheDropped: false,
    });
    children[0]?.say({ type: 'opened' });
    const second = page(2);
    made.connect(second.connected);
    expect(first.taken.map(([to]) => to)).toEqual(['page', 'preload']);
    expect(second.taken.map(([, port]) => port)).toEqual(['page-end-3', 'page-end-4']);
    expect(children[0]?.said.filter(({ message }) => message.type === 'line').map(({ ports }) => ports?.[0])).toEqual([
      'host-end-1',
      'host-end-2',
      'host-end-3',
      'host-end-4',
    ]);
    expect(state.opened).toBe(1);
  });

  it('ends and comes back at once after it took over what was set aside, which is no fall', async () => {
    const { made, children, troubles, state, timers } = harness();
    made.start();
    for (let round = 0; round < 4; round += 1) {
      await settled();
      const child = children.at(-1);
      child?.say({ type: 'opened' });
      const taking = made.takeOver('/aside', KEY);
      await settled();
      const message = child?.said.at(-1)?.message;
      if (message?.type !== 'takeOver') throw new Error('Nothing was asked of it.');
      expect(message).toMatchObject({ folder: '/aside', keyHex: KEY });
      child?.say({ type: 'takenOver', requestId: message.requestId, isTaken: true });
      expect(await taking).toBe(true);
      child?.exit(REPLACED_EXIT_CODE);
    }
    expect([children.length, state.lost, troubles, timers]).toEqual([5, 4, [], []]);
    const lost = made.takeOver('/aside', KEY);
    children.at(-1)?.say({ type: 'opened' });
    await settled();
    children.at(-1)?.exit(1);
    expect(await lost).toBe(false);
  });

  it('is started again when it ends, with a pause the second time; the third time the person is asked', async () => {
    const { made, children, timers, troubles, state } = harness();
    const shown = page();
    made.connect(shown.connected);
    made.start();
    for (const expectedPause of [200, 3_000]) {
      children.at(-1)?.exit(11);
      expect(timers.at(-1)?.ms).toBe(expectedPause);
      timers.at(-1)?.work();
      await settled();
    }
    expect([children.length, shown.taken.length, state.lost]).toEqual([3, 6, 2]);
    children.at(-1)?.exit(11);
    expect([children.length, timers.length]).toEqual([3, 2]);
    expect(troubles).toMatchObject([
      { kind: 'workspace_crashed', steps: ['try_again', 'rebuild_working_copy', 'show_folder', 'quit'] },
    ]);
    made.start({ isCacheDropped: true });
    await settled();
    expect(children[3]?.said.at(-1)?.message).toMatchObject({ type: 'open', isCacheDropped: true });
    children.at(-1)?.exit(11);
    expect(timers).toHaveLength(3);
  });

  it('forgets ends of long ago', () => {
    const { made, children, timers, troubles, state } = harness();
    made.start();
    for (let fall = 0; fall < 6; fall += 1) {
      children.at(-1)?.exit(1);
      timers.at(-1)?.work();
      state.nowMs += 6 * 60_000;
    }
    expect([children.length, troubles]).toEqual([7, []]);
  });

  it('does not start again by itself when it said why it cannot open', async () => {
    const { made, children, timers, troubles } = harness();
    made.start();
    await settled();
    children[0]?.say({
      type: 'openFailed',
      failure: { kind: 'storage_full', message: 'The disk is full.', code: 'ENOSPC' },
    });
    children[0]?.exit(0);
    expect([timers, troubles]).toEqual([
      [],
      [{ kind: 'workspace_not_opened', message: 'The disk is full.', steps: ['try_again', 'show_folder', 'quit'] }],
    ]);
  });

  it('is not given any key when there is none', async () => {
    const trouble: Trouble = { kind: 'key_not_reached', message: 'Locked.', steps: ['try_again'] };
    const { made, children, troubles } = harness(async () => ({ kind: 'trouble', trouble }));
    made.start();
    await settled();
    expect([children[0]?.said, troubles]).toEqual([[], [trouble]]);
  });

  it('is lent tokens, and answers what main asks of it', async () => {
    const { made, children } = harness();
    made.start();
    await settled();
    children[0]?.say({ type: 'tokenNeeded', requestId: 4, isRefused: true });
    await settled();
    expect(children[0]?.said.at(-1)?.message).toEqual({ type: 'token', requestId: 4, token: 'second' });
    const asked = made.query('getSyncStatus', {});
    children[0]?.say({ type: 'opened' });
    await settled();
    const sent = children[0]?.said.at(-1)?.message;
    expect(sent).toMatchObject({ type: 'call', call: { kind: 'query', name: 'getSyncStatus' } });
    children[0]?.say({
      type: 'reply',
      callId: sent?.type === 'call' ? sent.call.callId : 0,
      reply: { ok: true, value: 5 },
    });
    expect(await asked).toEqual({ ok: true, value: 5 });
  });

  it('is told that a token could not be had, which is another thing than that nobody is signed in', async () => {
    const answers: (() => Promise<string | null>)[] = [
      async () => 'first',
      async () => null,
      () => Promise.reject(new Error('offline')),
    ];
    const { made, children } = harness(undefined, () => answers.shift()?.() ?? Promise.resolve(null));
    made.start();
    for (const requestId of [1, 2, 3]) children[0]?.say({ type: 'tokenNeeded', requestId, isRefused: false });
    await settled();
    const said = children[0]?.said.map(({ message }) => message).filter(({ type }) => type.startsWith('token'));
    expect(said).toEqual([
      { type: 'token', requestId: 1, token: 'first' },
      { type: 'token', requestId: 2, token: null },
      { type: 'tokenUnreached', requestId: 3 },
    ]);
  });

  it('is on no line to a page while it is held, not after a restart either, and on new ones afterwards', async () => {
    const { made, children, timers } = harness();
    const [first, second] = [page(1), page(2)];
    made.start();
    await settled();
    children[0]?.say({ type: 'opened' });
    made.connect(first.connected);
    made.hold();
    expect(children[0]?.said.at(-1)?.message).toEqual({ type: 'cutLines' });
    made.connect(first.connected);
    made.connect(second.connected);
    children[0]?.exit(1);
    timers[0]?.work();
    expect([first.taken.length, second.taken.length]).toEqual([2, 0]);
    // Main itself is answered all the while: sync and notifications go on.
    children[1]?.say({ type: 'opened' });
    void made.command('syncNow', {});
    await settled();
    expect(children[1]?.said.at(-1)?.message).toMatchObject({ type: 'call' });
    made.release();
    expect([first.taken.length, second.taken.length]).toEqual([4, 2]);
    made.release();
    expect(first.taken.length).toBe(4);
  });

  it('leaves nobody waiting when it ends', async () => {
    const { made, children } = harness();
    made.start();
    await settled();
    children[0]?.say({ type: 'opened' });
    const [asked, arriving] = [made.command('syncNow', {}), made.arrive(['/a.led'])];
    await settled();
    children[0]?.exit(9);
    expect(await asked).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(await arriving).toBeNull();
    const early = harness();
    early.made.start();
    const waiting = early.made.query('getStatus', {});
    early.children[0]?.exit(1);
    expect(await waiting).toMatchObject({ ok: false });
  });

  it('draws no lines to a page that is gone, or that another one in the same window has replaced', async () => {
    const { made, children, timers } = harness();
    const [old, next, other] = [page(1), page(1), page(2)];
    made.start();
    for (const each of [old, next, other]) made.connect(each.connected);
    other.connected.isOver = true;
    children[0]?.exit(1);
    timers[0]?.work();
    expect([old.taken.length, next.taken.length, other.taken.length]).toEqual([2, 4, 2]);
  });

  it('ends in order, and is not started again then', async () => {
    const { made, children, timers } = harness();
    made.start();
    const closing = made.close();
    expect(children[0]?.said.at(-1)?.message).toEqual({ type: 'close' });
    children[0]?.exit(0);
    await closing;
    made.start();
    expect([children.length, timers.length]).toEqual([1, 1]);
  });
});
