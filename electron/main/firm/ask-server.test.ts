import { describe, expect, it } from 'vitest';
import { askServer } from './ask-server.ts';

const ORIGIN = 'https://lait.firm.example';
const answering =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

describe('an address that is named as the firm’s server', () => {
  it('is asked for its health, without anything of this machine', async () => {
    const asked: { url: string; init: RequestInit }[] = [];
    const answer = await askServer(async (url, init) => {
      asked.push({ url, init });
      return new Response('{"status":"ok"}');
    }, ORIGIN);
    expect([answer, asked[0]?.url, asked.length]).toEqual(['lait', `${ORIGIN}/api/health`, 1]);
    expect(asked[0]?.init).toMatchObject({ method: 'GET', credentials: 'omit', redirect: 'manual' });
    expect(asked[0]?.init).not.toHaveProperty('body');
  });

  it.each([
    ['a web site', answering('<!doctype html>')],
    ['something that knows no such page', answering('{"error":{}}', 404)],
    ['another program', answering('{"status":"UP"}')],
    ['one that sends elsewhere', answering('', 302)],
    ['a broken one', answering('{"status":"ok"}', 500)],
  ])('is no LAIT where %s answers', async (_who, fetch) => {
    expect(await askServer(fetch, ORIGIN)).toBe('no_lait');
  });

  it('is not reached where nothing answers, or only a gateway', async () => {
    const away = async () => {
      throw new TypeError('net::ERR_NAME_NOT_RESOLVED');
    };
    expect(await askServer(away, ORIGIN)).toBe('not_reached');
    expect(await askServer(answering('Bad Gateway', 502), ORIGIN)).toBe('not_reached');
  });
});
