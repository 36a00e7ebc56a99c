import { describe, expect, it } from 'vitest';
import type { DropAnswer, DroppedPaths } from '#shared/api/workspace-wire.ts';
import { dropLine } from './drop-line.ts';

function port() {
  const sent: DroppedPaths[] = [];
  const listeners: { message?: (event: { data: DropAnswer }) => void; close?: () => void } = {};
  return {
    sent,
    answer: (data: DropAnswer) => listeners.message?.({ data }),
    close: () => listeners.close?.(),
    postMessage: (message: DroppedPaths) => void sent.push(message),
    addEventListener: (type: 'message' | 'close', listener: never) =>
      void Object.assign(listeners, { [type]: listener }),
    start() {},
  };
}

const line = () => dropLine<{ path: string }>(({ path }) => path);
const ARRIVED = { token: 't', files: [{ name: 'a.led', size: 1 }], remarks: [] };

describe('dropped files', () => {
  it('go to the workspace by path, and come back to the page without one', async () => {
    const [drops, end] = [line(), port()];
    drops.follow(end);
    const dropping = drops.drop([{ path: '/bills/a.led' }, { path: '' }]);
    expect(end.sent).toEqual([{ type: 'dropped', requestId: 1, paths: ['/bills/a.led'] }]);
    end.answer({ type: 'arrived', requestId: 1, arrived: ARRIVED });
    const outcome = await dropping;
    expect(outcome).toEqual({ arrived: ARRIVED, withoutPath: [1] });
    expect(JSON.stringify(outcome)).not.toContain('/bills');
  });

  it('stay with the page when none has a path, or there is no line', async () => {
    const [drops, end] = [line(), port()];
    expect(await drops.drop([{ path: '/a.led' }])).toEqual({ arrived: null, withoutPath: [0] });
    drops.follow(end);
    expect(await drops.drop([{ path: '' }])).toEqual({ arrived: null, withoutPath: [0] });
    expect(end.sent).toEqual([]);
  });

  it('fall back to the page when the process ends meanwhile, and go over the next line afterwards', async () => {
    const [drops, first, second] = [line(), port(), port()];
    drops.follow(first);
    const dropping = drops.drop([{ path: '/a.led' }]);
    first.close();
    expect(await dropping).toEqual({ arrived: null, withoutPath: [0] });
    drops.follow(second);
    const again = drops.drop([{ path: '/a.led' }]);
    second.answer({ type: 'arrived', requestId: 2, arrived: ARRIVED });
    expect((await again).arrived).toEqual(ARRIVED);
  });
});
