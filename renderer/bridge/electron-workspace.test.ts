import { describe, expect, it } from 'vitest';
import type { FromDesktopPage, FromHome } from '#shared/api/workspace-wire.ts';
import { electronWorkspace } from './electron-workspace.ts';

function port() {
  const sent: FromDesktopPage[] = [];
  let hear: (event: { data: FromHome }) => void = () => {};
  return {
    sent,
    isClosed: false,
    say: (data: FromHome) => hear({ data }),
    postMessage: (message: FromDesktopPage) => void sent.push(structuredClone(message)),
    addEventListener: (_type: 'message', listener: (event: { data: FromHome }) => void) => {
      hear = listener;
    },
    start() {},
    close() {
      this.isClosed = true;
    },
  };
}

const value = (callId: number, answer: unknown): FromHome => ({
  type: 'reply',
  callId,
  reply: { ok: true, value: answer },
});

describe("the desktop's workspace, seen from a page", () => {
  it('answers each call with its own reply, whatever order they come in', async () => {
    const [workspace, line] = [electronWorkspace(), port()];
    workspace.follow(line);
    const [first, second] = [workspace.client.query('getStatus', {}), workspace.client.query('getUndo', {})];
    expect(line.sent).toEqual([]);
    line.say({ type: 'opened' });
    expect(line.sent).toHaveLength(2);
    line.say(value(2, 'two'));
    line.say(value(1, 'one'));
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: 'one' },
      { ok: true, value: 'two' },
    ]);
  });

  it('asks queries again after the process was started anew, answers commands under way honestly, and says so', async () => {
    const [workspace, line, next] = [electronWorkspace(), port(), port()];
    const told: string[] = [];
    workspace.client.subscribe(({ type }) => told.push(type));
    workspace.follow(line);
    line.say({ type: 'opened' });
    const query = workspace.client.query('getStatus', {});
    const command = workspace.client.command('undo', {});
    const importing = workspace.importArrived('i', 't', 0);
    workspace.lost();
    const early = workspace.client.command('redo', {});
    expect([await command, await importing]).toMatchObject([
      { ok: false, error: { kind: 'unavailable' } },
      { ok: false, error: { kind: 'unavailable' } },
    ]);
    expect(line.isClosed).toBe(true);
    workspace.follow(next);
    next.say({ type: 'opened' });
    expect(next.sent.map((message) => (message.type === 'call' ? message.call.name : message.type))).toEqual([
      'getStatus',
      'redo',
    ]);
    line.say(value(1, 'from the dead'));
    next.say(value(1, 'alive'));
    next.say(value(4, null));
    expect([await query, await early]).toEqual([
      { ok: true, value: 'alive' },
      { ok: true, value: null },
    ]);
    expect(told).toEqual(['statusChanged']);
  });

  it('says why the workspace did not open, and that an input cannot be sent; it never rejects', async () => {
    const [workspace, line] = [electronWorkspace(), port()];
    workspace.follow(line);
    const waiting = workspace.client.query('getStatus', {});
    line.say({ type: 'openFailed', error: { kind: 'failed', message: 'The disk is full.' } });
    expect(await waiting).toEqual({ ok: false, error: { kind: 'failed', message: 'The disk is full.' } });
    line.say({ type: 'opened' });
    const reply = await workspace.client.query('getStatus', { broken: () => {} } as never);
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });

  it('names a file that arrived by token and place, without bytes or path', async () => {
    const [workspace, line] = [electronWorkspace(), port()];
    workspace.follow(line);
    line.say({ type: 'opened' });
    void workspace.importArrived('i', 't', 3);
    expect(line.sent).toEqual([{ type: 'importArrived', callId: 1, importId: 'i', token: 't', index: 3 }]);
  });
});
