import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WorkspaceClient, WorkspaceEvent } from '#shared/api/workspace.ts';
import { withCalmEvents } from './calm-events.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function makeClient() {
  let say: (event: WorkspaceEvent) => void = () => {};
  const client = {
    subscribe: (listener: (event: WorkspaceEvent) => void) => {
      say = listener;
      return () => {};
    },
    command: () => new Promise((resolve) => setTimeout(() => resolve({ ok: true, value: null }), 100)),
  } as unknown as WorkspaceClient;
  const calm = withCalmEvents(client);
  const heard: WorkspaceEvent[] = [];
  calm.subscribe((event) => heard.push(event));
  return { say: (event: WorkspaceEvent) => say(event), heard, calm };
}

it('tells several changes once, with every invoice they touch', () => {
  const { say, heard } = makeClient();
  say({ type: 'changed', invoiceIds: ['a'] });
  say({ type: 'changed', invoiceIds: ['b', 'a'] });
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(heard).toEqual([{ type: 'changed', invoiceIds: ['a', 'b'] }]);
});

it('does not wait for ever while changes keep coming', () => {
  const { say, heard } = makeClient();
  for (let step = 0; step < 40; step += 1) {
    say({ type: 'changed', invoiceIds: ['a'] });
    vi.advanceTimersByTime(10);
  }
  expect(heard.length).toBe(1);
});

it('passes import progress on at once, and loses no change of status', () => {
  const { say, heard } = makeClient();
  say({ type: 'statusChanged' });
  say({ type: 'importProgress', importId: 'i', name: 'n', stage: 'reading', permille: 1 });
  expect(heard.map((event) => event.type)).toEqual(['importProgress']);
  vi.advanceTimersByTime(50);
  expect(heard.map((event) => event.type)).toEqual(['importProgress', 'statusChanged']);
});

it('tells what a command changed only after its answer', async () => {
  const { say, heard, calm } = makeClient();
  const answer = calm.command('undo', {});
  say({ type: 'changed', invoiceIds: ['a'] });
  await vi.advanceTimersByTimeAsync(90);
  expect(heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  await answer;
  expect(heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(50);
  expect(heard.length).toBe(1);
});
