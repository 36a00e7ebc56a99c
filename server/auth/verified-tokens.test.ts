import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { signAccessToken } from './access-tokens.ts';
import { verifiedTokens } from './verified-tokens.ts';

let server: TestContext;
beforeAll(async () => {
  server = await testContext();
});
afterAll(() => server.close());

const SECOND_MS = 1_000;

it('says the same of a token each time, to the second in which it expires', async () => {
  const { context, clock } = server;
  const ids = { userId: context.newId(), sessionId: context.newId() };
  const { token, expiresAt } = await signAccessToken(context, ids);
  const read = verifiedTokens(context);
  const first = await read(token);
  expect(first).toEqual({ ...ids, expiresAtMs: expiresAt.getTime() });
  expect(await read(token)).toEqual(first);
  clock.advance(expiresAt.getTime() - clock.nowMs() - SECOND_MS);
  expect(await read(token)).toEqual(first);
  clock.advance(SECOND_MS);
  expect(await read(token)).toBeNull();
  expect(await read(token)).toBeNull();
});

it('knows no token by a part of it, and keeps none that is forged', async () => {
  const { context } = server;
  const { token } = await signAccessToken(context, { userId: context.newId(), sessionId: context.newId() });
  const read = verifiedTokens(context);
  expect(await read(token)).not.toBeNull();
  const [header = '', body = '', signature = ''] = token.split('.');
  const forged = `${header}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  for (const each of [forged, forged, `${header}.${body}.`, token.slice(0, -1)]) expect(await read(each)).toBeNull();
});
