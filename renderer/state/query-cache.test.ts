import { describe, expect, it } from 'vitest';
import type { Reply, WorkspaceClient } from '#shared/api/workspace.ts';
import { createQueryCache } from './query-cache.ts';

interface Asked {
  readonly name: string;
  readonly input: unknown;
  answer(reply: Reply<unknown>): Promise<void>;
}

function makeClient() {
  const asked: Asked[] = [];
  const client = {
    query: (name: string, input: unknown) =>
      new Promise((resolve) => {
        asked.push({
          name,
          input,
          async answer(reply) {
            resolve(reply);
            await new Promise((done) => setTimeout(done, 0));
          },
        });
      }),
    command: () => Promise.reject(new Error('not asked here')),
    subscribe: () => () => {},
  } as unknown as WorkspaceClient;
  return { client, asked };
}

const ok = (value: unknown): Reply<unknown> => ({ ok: true, value });

describe('live queries', () => {
  it('keep the last value while a newer one is on its way', async () => {
    const { client, asked } = makeClient();
    const cache = createQueryCache(client);
    cache.subscribe('getInvoice', { invoiceId: 'a' }, () => {});
    await asked[0]?.answer(ok('first'));
    cache.onEvent({ type: 'changed', invoiceIds: ['a'] });
    expect(cache.read('getInvoice', { invoiceId: 'a' }).value).toBe('first');
    await asked[1]?.answer(ok('second'));
    expect(cache.read('getInvoice', { invoiceId: 'a' }).value).toBe('second');
  });

  it('are asked again only for their own invoice', async () => {
    const { client, asked } = makeClient();
    const cache = createQueryCache(client);
    cache.subscribe('getInvoice', { invoiceId: 'a' }, () => {});
    cache.subscribe('getLine', { lineId: 'l' }, () => {});
    cache.subscribe('getStatus', {}, () => {});
    await asked[0]?.answer(ok('a'));
    await asked[1]?.answer(ok({ invoiceId: 'a' }));
    await asked[2]?.answer(ok({}));
    cache.onEvent({ type: 'changed', invoiceIds: ['b'] });
    expect(asked.slice(3).map((each) => each.name)).toEqual(['getStatus']);
    await asked[3]?.answer(ok({}));
    cache.onEvent({ type: 'changed', invoiceIds: ['a'] });
    expect(asked.slice(4).map((each) => each.name)).toEqual(['getInvoice', 'getLine', 'getStatus']);
  });

  it('never show an answer from before the last change', async () => {
    const { client, asked } = makeClient();
    const cache = createQueryCache(client);
    const seen: unknown[] = [];
    cache.subscribe('getUndo', {}, () => seen.push(cache.read('getUndo', {}).value));
    cache.onEvent({ type: 'changed', invoiceIds: ['a'] });
    await asked[0]?.answer(ok('before'));
    await asked[1]?.answer(ok('after'));
    expect(seen).toEqual(['after']);
  });

  it('keep what was known when a question fails', async () => {
    const { client, asked } = makeClient();
    const cache = createQueryCache(client);
    cache.subscribe('getStatus', {}, () => {});
    await asked[0]?.answer(ok('known'));
    cache.onEvent({ type: 'statusChanged' });
    await asked[1]?.answer({ ok: false, error: { kind: 'unavailable', message: 'Try again.' } });
    const state = cache.read('getStatus', {});
    expect(state.value).toBe('known');
    expect(state.error?.kind).toBe('unavailable');
  });
});
