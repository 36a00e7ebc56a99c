import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkspaceEvent } from '#shared/api/workspace.ts';
import type { FromWorker, ToWorker } from '#shared/api/workspace-wire.ts';
import { connectWorkspace } from './connect-workspace.ts';

/** Stands in for the worker: answers each call with what it was asked, and counts how often it was started. */
class EchoWorker extends EventTarget {
  static started = 0;
  static last: EchoWorker | null = null;

  constructor() {
    super();
    EchoWorker.started += 1;
    EchoWorker.last = this;
  }

  postMessage(message: ToWorker): void {
    const copy = structuredClone(message);
    if (copy.type === 'open') setTimeout(() => this.say({ type: 'opened' }), 5);
    if (copy.type !== 'call') return;
    const { callId, name, input } = copy.call;
    setTimeout(() => this.say({ type: 'reply', callId, reply: { ok: true, value: { name, input } } }), 1);
  }

  say(data: FromWorker): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

let testNumber = 0;
const PlainChannel = BroadcastChannel;

/** Tabs of an earlier test are not heard in a later one. */
class OwnChannel extends PlainChannel {
  constructor(name: string) {
    super(`${name}-${testNumber}`);
  }
}

/** Locks as the browser has them, as far as one name and one holder go; `release` ends the holder's tab. */
function lockQueue() {
  const waiting: (() => unknown)[] = [];
  let isHeld = false;
  const next = () => {
    isHeld = waiting.length > 0;
    waiting.shift()?.();
  };
  return {
    locks: {
      request: (_name: string, work: () => unknown) => {
        waiting.push(work);
        if (!isHeld) next();
      },
    },
    release: next,
  };
}

describe('tabs of one browser', () => {
  let queue: ReturnType<typeof lockQueue>;
  beforeEach(() => {
    EchoWorker.started = 0;
    queue = lockQueue();
    testNumber += 1;
    vi.stubGlobal('Worker', EchoWorker);
    vi.stubGlobal('BroadcastChannel', OwnChannel);
    vi.stubGlobal('location', { hostname: '127.0.0.1' });
    vi.stubGlobal('navigator', { locks: queue.locks });
    vi.stubGlobal('addEventListener', () => {});
  });
  afterEach(() => vi.unstubAllGlobals());

  it('share one worker: the second tab asks through the first and gets its own answers', async () => {
    const [first, second] = [await connectWorkspace(), await connectWorkspace()];
    const [a, b] = await Promise.all([first.query('getUndo', {}), second.query('getStatus', {})]);
    expect([a, b]).toEqual([
      { ok: true, value: { name: 'getUndo', input: {} } },
      { ok: true, value: { name: 'getStatus', input: {} } },
    ]);
    expect(EchoWorker.started).toBe(1);
  });

  it('all hear the events of the one workspace', async () => {
    const heard: [string, WorkspaceEvent][] = [];
    const [first, second] = [await connectWorkspace(), await connectWorkspace()];
    first.subscribe((event) => heard.push(['first', event]));
    second.subscribe((event) => heard.push(['second', event]));
    await second.query('getStatus', {});
    const event: WorkspaceEvent = { type: 'changed', invoiceIds: ['x'] };
    EchoWorker.last?.say({ type: 'event', event });
    await vi.waitFor(() =>
      expect(heard).toEqual(
        expect.arrayContaining([
          ['first', event],
          ['second', event],
        ]),
      ),
    );
    expect(heard).toHaveLength(2);
  });

  it('take over when the owner goes, say so, and go on answering', async () => {
    const [first, second] = [await connectWorkspace(), await connectWorkspace()];
    await first.query('getStatus', {});
    await second.query('getStatus', {});
    const told: string[] = [];
    second.subscribe(({ type }) => told.push(type));
    queue.release();
    await vi.waitFor(() => expect(told).toEqual(['statusChanged']));
    expect(EchoWorker.started).toBe(2);
    expect((await second.query('getUndo', {})).ok).toBe(true);
  });

  it('answer what cannot be sent at all as invalid, and never reject', async () => {
    const client = await connectWorkspace();
    const reply = await client.query('getStatus', { broken: () => {} } as never);
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });

  it('hear it when the worker dies, on every call under way and after', async () => {
    const client = await connectWorkspace();
    await client.query('getStatus', {});
    const underWay = client.command('undo', {});
    await Promise.resolve();
    EchoWorker.last?.dispatchEvent(new Event('error'));
    expect((await underWay).ok).toBe(false);
    expect(await client.query('getStatus', {})).toMatchObject({ ok: false, error: { kind: 'failed' } });
  });
});
