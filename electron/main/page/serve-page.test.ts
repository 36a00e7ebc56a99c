import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOwnPage } from './own-page.ts';
import { pageServer } from './serve-page.ts';

let parent: string;
let serve: ReturnType<typeof pageServer>;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'lait-page-'));
  const folder = join(parent, 'page');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(parent, 'secret.txt'), 'not for the page');
  writeFileSync(join(parent, 'secret.js'), 'not for the page');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>LAIT</title>');
  writeFileSync(join(folder, 'assets', 'main.js'), 'export {};');
  writeFileSync(join(folder, 'notes.txt'), 'no media type of ours');
  serve = pageServer(folder);
});
afterAll(() => rmSync(parent, { recursive: true }));

const ask = (url: string, method = 'GET') => serve({ url, method } as Request);

describe('lait://app', () => {
  it('answers the page at every address of its own, and its files with their type', async () => {
    expect(await (await ask('lait://app/')).text()).toContain('LAIT');
    expect(await (await ask('lait://app/invoices/0198?line=1')).text()).toContain('LAIT');
    expect((await ask('lait://app/assets/main.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('sends the policy with every answer, refusals too', async () => {
    for (const url of ['lait://app/', 'lait://app/none.js', 'lait://evil/', 'lait://app/%00']) {
      expect((await ask(url)).headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
          "connect-src 'self'; worker-src 'self'; frame-src lait-doc:; base-uri 'none'; form-action 'none'; " +
          "require-trusted-types-for 'script'",
      );
    }
  });

  it.each([
    'lait://app/../secret.js',
    'lait://app/%2e%2e/secret.js',
    'lait://app/..%2fsecret.js',
    'lait://app/%2e%2e%2fsecret.js',
    'lait://app/%252e%252e/secret.js',
    'lait://app/..%5csecret.js',
    'lait://app/assets/..%2f..%2fsecret.js',
    'lait://app//../secret.js',
    'lait://app/%00.js',
    'lait://app/C:/secret.js',
    'lait://app/%zz.js',
    'lait://app/notes.txt',
    'lait://other/index.html',
    'lait://app:80/index.html',
    'lait://user@app/index.html',
  ])('has nothing at %s', async (url) => {
    const reply = await ask(url);
    expect([400, 404]).toContain(reply.status);
    expect(await reply.text()).not.toContain('not for the page');
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('does not answer %s', async (method) => {
    expect((await ask('lait://app/', method)).status).toBe(405);
  });

  it('is told from everything that only looks like it', () => {
    expect(['lait://app/', 'lait://app/invoices/1'].every(isOwnPage)).toBe(true);
    const strangers = ['lait://app.evil/', 'lait://evil/app', 'https://app/', 'lait-doc://app/', 'lait:app', 'app', ''];
    expect(strangers.filter(isOwnPage)).toEqual([]);
  });
});
