import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveWeb } from './serve-web.ts';

let server: Server;
let parent: string;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'lait-web-'));
  writeFileSync(join(parent, 'secret.txt'), 'not for the page');
  const folder = mkdtempSync(join(parent, 'web-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>LAIT</title>');
  writeFileSync(join(folder, 'app.js'), 'export {};');
  server = await serveWeb(folder, 0);
});

afterAll(() => {
  server.close();
  rmSync(parent, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function ask(path: string, options: { method?: string; host?: string } = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: options.method ?? 'GET',
        headers: { host: options.host ?? `127.0.0.1:${port}` },
      },
      (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

describe('the web application on loopback', () => {
  it('answers the page at every address of its own', async () => {
    expect((await ask('/')).body).toContain('LAIT');
    expect((await ask('/invoices/0198')).body).toContain('LAIT');
  });

  it('sends the content security policy with every answer, also with refusals', async () => {
    for (const path of ['/', '/app.js', '/none.js']) {
      expect((await ask(path)).headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
    }
  });

  it('never reads outside its folder, however the path is written', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '//../secret.txt', '/%00.txt']) {
      const { status, body } = await ask(path);
      expect([400, 404]).toContain(status);
      expect(body).not.toContain('not for the page');
    }
  });

  it('is not served under a foreign name, so that no web site can rebind to it', async () => {
    expect((await ask('/', { host: 'evil.example' })).status).toBe(403);
  });

  it('takes no writes', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
  });
});
