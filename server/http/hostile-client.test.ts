import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { SYSTEM } from '../access/actor.ts';
import { changeUser, inviteUser } from '../auth/accounts.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { allRoutes } from './all-routes.ts';

const PASSWORD = 'a sentence that nobody guesses';

interface BodyRoute {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/**
 * A caller who means harm, over real sockets: what they send is refused in the envelope, nothing of it is
 * reflected, nothing is changed, and the next honest request is answered.
 */
describe('a hostile client', () => {
  let server: TestServer;
  let url: string;
  let token: string;
  let deviceToken: string;
  let userId: string;
  const bodyRoutes: BodyRoute[] = [];
  beforeAll(async () => {
    server = await testServer({
      environment: { LAIT_LIMIT_INTERACTIVE: '100000', LAIT_LIMIT_UPLOAD: '100000' },
      async routes(app, context) {
        app.addHook('onRoute', ({ method, url: path, schema }) => {
          for (const each of [method].flat()) {
            if (schema?.body !== undefined) bodyRoutes.push({ method: each, url: path, body: schema.body });
          }
        });
        await allRoutes(app, context);
      },
    });
    url = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const invited = await inviteUser(server.context, SYSTEM, {
      email: 'honest@firm.example',
      displayName: 'H. Onest',
      role: 'administrator',
    });
    userId = invited.userId;
    await post('/api/auth/setup', JSON.stringify({ token: invited.invitation.token, password: PASSWORD }));
    await server.admin.updateTable('users').set({ is_demo: true }).where('id', '=', userId).execute();
    const login = await post('/api/auth/login', credentials());
    token = (await login.json()).accessToken;
    const device = { deviceId: server.context.newId(), name: 'A laptop', platform: 'linux', arch: 'x64' };
    const enrolled = await post('/api/devices/enrol', JSON.stringify({ ...device, appVersion: '1.0.0' }), signedIn());
    deviceToken = (await enrolled.json()).deviceToken;
  });
  afterAll(() => server.close());

  const credentials = (more: object = {}) =>
    JSON.stringify({ email: 'honest@firm.example', password: PASSWORD, kind: 'desktop', ...more });
  const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  const signedIn = () => ({ authorization: `Bearer ${token}` });
  const isHonestAnswered = async () => {
    const reply = await fetch(`${url}/api/auth/me`, { headers: signedIn() });
    expect(reply.status).toBe(200);
  };
  const expectEnvelope = async (reply: Response, status: number) => {
    const { error } = (await reply.json()) as { error: Record<string, unknown> };
    expect([reply.status, Object.keys(error).sort()]).toEqual([
      status,
      expect.arrayContaining(['code', 'message', 'request_id']),
    ]);
  };

  it('with a body that is too large, broken, poisoned, too deep or of another type gets the envelope', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const cases: readonly [string, BodyInit, Record<string, string>, number][] = [
      ['too large', `"${'x'.repeat(server.context.config.http.bodyLimitBytes + 1)}"`, {}, 413],
      ['cut off', '{"email":', {}, 400],
      ['nothing', '', {}, 400],
      ['not text', new Uint8Array([0xff, 0xfe, 0x00, 0x22]), {}, 400],
      ['a prototype', '{"__proto__":{"isAdministrator":true}}', {}, 400],
      ['a constructor', '{"constructor":{"prototype":{"a":1}}}', {}, 400],
      ['an array', '[]', {}, 400],
      ['deep', deep, {}, 400],
      ['a form', 'email=a&password=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
      ['xml', '<a/>', { 'content-type': 'application/xml' }, 415],
    ];
    for (const [name, body, headers, status] of cases) {
      const reply = await post('/api/auth/login', body, headers);
      expect([name, reply.status]).toEqual([name, status]);
      await expectEnvelope(reply, status);
    }
    expect(({} as Record<string, unknown>).isAdministrator).toBeUndefined();
    await isHonestAnswered();
  });

  it('with a character in its text that the database cannot hold is told so, and nobody is alarmed', async () => {
    const cases = [
      ['/api/legal/search', { query: 'a\u0000b', sources: ['local'] }],
      ['/api/legal/verify-attorney', { name: 'A\u0000da Okafor' }],
      ['/api/legal/verify-attorney', { name: 'Half a character \ud83d' }],
    ] as const;
    for (const [path, body] of cases) {
      const reply = await post(path, JSON.stringify(body), signedIn());
      expect([path, reply.status]).toEqual([path, 400]);
      await expectEnvelope(reply, 400);
    }
    const alarms = server.admin.selectFrom('events').select('data').where('type', '=', 'system.error').execute();
    expect(await alarms).toEqual([]);
    await isHonestAnswered();
  });

  it('with a field that no route asks for is refused by every route that takes a body', async () => {
    expect(bodyRoutes.length).toBeGreaterThan(12);
    for (const { method, url: path, body } of bodyRoutes) {
      const name = `${method} ${path}`;
      expect([name, looseObjects(body)]).toEqual([name, []]);
      const reply = await fetch(`${url}${path.replaceAll(/:\w+|\*/g, server.context.newId())}`, {
        method,
        headers: {
          authorization: `Bearer ${path.startsWith('/updates/') ? deviceToken : token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ role: 'administrator', isAdministrator: true, userId }),
      });
      expect([name, reply.status]).toEqual([name, 400]);
    }
    await isHonestAnswered();
  });

  it('cannot make itself more than it is by naming more fields', async () => {
    const own = await inviteUser(server.context, SYSTEM, {
      email: 'climber@firm.example',
      displayName: 'C. Limber',
      role: 'reviewer',
    });
    const setup = { token: own.invitation.token, password: PASSWORD };
    expect((await post('/api/auth/setup', JSON.stringify({ ...setup, role: 'administrator' }))).status).toBe(400);
    expect((await post('/api/auth/setup', JSON.stringify(setup))).status).toBe(204);
    const as = { email: 'climber@firm.example', role: 'administrator' };
    expect((await post('/api/auth/login', credentials(as))).status).toBe(400);
    const login = await post('/api/auth/login', credentials({ email: 'climber@firm.example' }));
    const { accessToken } = await login.json();
    for (const body of [{ role: 'administrator' }, { state: 'active', password_hash: 'x' }]) {
      const reply = await fetch(`${url}/api/admin/users/${own.userId}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(reply.status).toBe(403);
    }
    const { role } = await server.admin
      .selectFrom('users')
      .select('role')
      .where('id', '=', own.userId)
      .executeTakeFirstOrThrow();
    expect(role).toBe('reviewer');
  });

  it('finds no other way of writing an address that lets it in', async () => {
    const paths = [
      '/api/admin/users',
      '/api/admin/users/',
      '//api/admin/users',
      '/api//admin/users',
      '/api/./admin/users',
      '/api/auth/../admin/users',
      '/api/health/..%2fadmin/users',
      '/api/health/%2e%2e/admin/users',
      '/api/%61dmin/users',
      '/API/ADMIN/USERS',
      '/api/admin/users%00',
      '/api/admin/users;a=b',
      '/api/admin\\users',
      '/updates/../../etc/passwd',
      '/api/invoices/..%2f..%2f..%2fetc%2fpasswd/original',
      `/api/invoices/${'a'.repeat(5_000)}`,
    ];
    for (const path of paths) {
      const status = statusOf(await raw(`GET ${path} HTTP/1.1\r\nHost: lait\r\nConnection: close\r\n\r\n`));
      expect([path, [400, 401, 404, 414].includes(status)]).toEqual([path, true]);
    }
    await isHonestAnswered();
  });

  it('that breaks the protocol is answered in the envelope and cut off', async () => {
    const head = 'POST /api/auth/login HTTP/1.1\r\nHost: lait\r\nContent-Type: application/json\r\n';
    const cases: readonly [string, string, number][] = [
      ['two lengths of one body', `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
      ['two different lengths', `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
      ['a length below zero', `${head}Content-Length: -1\r\n\r\n`, 400],
      ['a chunk without a size', `${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`, 400],
      ['headers without end', `GET / HTTP/1.1\r\nHost: lait\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`, 431],
      ['a word that is no request', 'hello\r\n\r\n', 400],
      ['a header that names another', 'GET / HTTP/1.1\r\nHost: lait\r\nA\x00B: c\r\n\r\n', 400],
    ];
    for (const [name, text, status] of cases) {
      const reply = await raw(text);
      expect([name, statusOf(reply)]).toEqual([name, status]);
      const body = JSON.parse(reply.slice(reply.indexOf('\r\n\r\n') + 4));
      expect([name, body]).toEqual([
        name,
        { error: { code: expect.any(String), message: expect.any(String), request_id: expect.any(String) } },
      ]);
    }
    await isHonestAnswered();
  });

  it('cannot hold a connection for ever with half a request', () => {
    expect(server.app.server.headersTimeout).toBeGreaterThan(0);
    expect(server.app.server.headersTimeout).toBeLessThanOrEqual(30_000);
    expect(server.app.server.requestTimeout).toBeGreaterThan(0);
    expect(server.app.server.requestTimeout).toBeLessThanOrEqual(600_000);
  });

  it('from another site is not let in: no cross-origin answer, no token in an address or a cookie', async () => {
    const preflight = await fetch(`${url}/api/invoices`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(404);
    const replies = [
      await fetch(`${url}/api/auth/me`, { headers: { ...signedIn(), origin: 'https://elsewhere.example' } }),
      preflight,
    ];
    for (const reply of replies) expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    expect((await fetch(`${url}/api/auth/me?access_token=${token}`)).status).toBe(401);
    for (const cookie of [`access_token=${token}`, `authorization=Bearer ${token}`]) {
      expect((await fetch(`${url}/api/auth/me`, { headers: { cookie } })).status).toBe(401);
    }
  });

  it('reads nothing of its own words in an answer, and nothing of the server but its name of the fault', async () => {
    const words = '<script>alert(1)</script>';
    const replies = [
      await fetch(`${url}/api/${encodeURIComponent(words)}`),
      await fetch(`${url}/api/invoices?state=${encodeURIComponent(words)}`, { headers: signedIn() }),
      await fetch(`${url}/api/invoices?${encodeURIComponent(words)}=1`, { headers: signedIn() }),
      await post('/api/auth/login', JSON.stringify({ email: words, password: words, kind: words })),
    ];
    for (const reply of replies) {
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
      expect(reply.headers.get('cache-control')).toBe('no-store');
      for (const name of ['x-powered-by', 'server']) expect(reply.headers.get(name)).toBeNull();
      const body = await reply.text();
      expect(body).not.toContain('<script>');
      expect(body).not.toMatch(/node_modules|\.ts:|SELECT|postgres/i);
    }
  });

  it('that sends words of SQL as an id, a search or a cursor is only told that it is not one', async () => {
    const words = "' OR 1=1; DROP TABLE invoices; --";
    const paths = [
      `/api/invoices/${encodeURIComponent(words)}`,
      `/api/invoices?after=${encodeURIComponent(words)}`,
      `/api/invoices?limit=${encodeURIComponent(words)}`,
      '/api/invoices?limit=1e9',
      '/api/invoices?limit=-1',
      `/api/admin/audit?before=${encodeURIComponent(words)}`,
    ];
    for (const path of paths) {
      expect([path, (await fetch(`${url}${path}`, { headers: signedIn() })).status]).toEqual([path, 400]);
    }
    const search = await fetch(`${url}/api/admin/matters?search=${encodeURIComponent(words)}`, { headers: signedIn() });
    expect([search.status, (await search.json()).matters]).toEqual([200, []]);
    expect((await fetch(`${url}/api/invoices`, { headers: signedIn() })).status).toBe(200);
  });

  it('cannot send two files, a field, or half a file in an upload and have a part of it taken', async () => {
    const part = (disposition: string) =>
      `--b\r\ncontent-disposition: form-data; ${disposition}\r\n\r\nLEDES1998B[]\r\n`;
    const file = 'name="file"; filename="a.txt"';
    const bodies: readonly [string, string][] = [
      ['a field only', `${part('name="matterId"')}--b--\r\n`],
      ['no end', part(file)],
      ['no part', '--b--\r\n'],
      ['two files', `${part(file)}${part(file)}--b--\r\n`],
      ['a file and a field', `${part(file)}${part('name="matterId"')}--b--\r\n`],
    ];
    for (const [name, body] of bodies) {
      const reply = await post('/api/invoices', body, {
        ...signedIn(),
        'content-type': 'multipart/form-data; boundary=b',
      });
      expect([name, reply.status >= 400 && reply.status < 500]).toEqual([name, true]);
    }
    const { count } = await server.admin
      .selectFrom('uploads')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(0);
    await isHonestAnswered();
  });

  it('whose account was disabled is out with the request after', async () => {
    const other = await inviteUser(server.context, SYSTEM, {
      email: 'leaver@firm.example',
      displayName: 'L. Eaver',
      role: 'reviewer',
    });
    await post('/api/auth/setup', JSON.stringify({ token: other.invitation.token, password: PASSWORD }));
    const login = await post('/api/auth/login', credentials({ email: 'leaver@firm.example' }));
    const { accessToken } = await login.json();
    const me = () => fetch(`${url}/api/auth/me`, { headers: { authorization: `Bearer ${accessToken}` } });
    expect((await me()).status).toBe(200);
    await changeUser(server.context, SYSTEM, other.userId, { state: 'disabled' });
    expect((await me()).status).toBe(401);
  });

  /** Bytes as they stand, no client between. @returns all that came back until the connection closed */
  function raw(text: string): Promise<string> {
    const { port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text, 'latin1'));
      let reply = '';
      socket.setEncoding('latin1').on('data', (chunk: string) => {
        reply += chunk;
      });
      socket.setTimeout(5_000, () => socket.destroy(new Error('The server kept the connection open.')));
      socket.on('error', (error) => (reply === '' ? reject(error) : resolve(reply)));
      socket.on('close', () => resolve(reply));
    });
  }
});

function statusOf(reply: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(reply)?.[1]);
}

/** Objects within a zod schema that would let an unknown field through, by their place. */
function looseObjects(schema: unknown, place = 'body'): readonly string[] {
  if (typeof schema !== 'object' || schema === null || !('def' in schema)) return [];
  const def = schema.def as z.core.$ZodTypeDef & Readonly<Record<string, unknown>>;
  const inner = ['innerType', 'element', 'in', 'out', 'left', 'right', 'valueType']
    .filter((name) => name in def)
    .flatMap((name) => looseObjects(def[name], `${place}.${name}`));
  const options = (Array.isArray(def.options) ? def.options : []).flatMap((each: unknown, index: number) =>
    looseObjects(each, `${place}|${index}`),
  );
  if (def.type !== 'object') return [...inner, ...options];
  const catchall = def.catchall as { readonly def: { readonly type: string } } | undefined;
  const fields = Object.entries(def.shape as object).flatMap(([name, each]) => looseObjects(each, `${place}.${name}`));
  return [...(catchall?.def.type === 'never' ? [] : [place]), ...fields];
}
