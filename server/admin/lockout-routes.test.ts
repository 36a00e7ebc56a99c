import { afterAll, beforeAll, expect, it } from 'vitest';
import { testFirm } from '../access/firm.testing.ts';
import { type AdminServer, adminServer } from './admin-server.testing.ts';

let server: AdminServer;
beforeAll(async () => {
  server = await adminServer();
});
afterAll(() => server.close());

it('shows who is locked out, our own accounts only, and lets them try again', async () => {
  const firm = testFirm(server);
  const [chief, ann] = [await firm.user('administrator'), await firm.user()];
  const { email } = await server.admin
    .selectFrom('users')
    .select('email')
    .where('id', '=', ann.userId)
    .executeTakeFirstOrThrow();
  const signIn = (address: string) =>
    server.call(null, 'POST', '/api/auth/login', { email: address, password: 'a wrong phrase', kind: 'browser' });
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await signIn(email);
    await signIn('nobody@elsewhere.test');
  }
  expect((await signIn(email)).status).toBe(429);
  const listed = await server.call(chief, 'GET', '/api/admin/lockouts');
  expect(listed.body).toMatchObject({ lockouts: [{ userId: ann.userId, email, displayName: ann.displayName }] });
  expect(listed.at('lockouts', 'length')).toBe('1');

  expect((await server.call(chief, 'DELETE', `/api/admin/lockouts/${ann.userId}`)).status).toBe(204);
  expect((await server.call(chief, 'GET', '/api/admin/lockouts')).body).toEqual({ lockouts: [] });
  expect((await signIn(email)).status).toBe(401);
  expect((await signIn('nobody@elsewhere.test')).status).toBe(429);
  expect((await server.call(chief, 'DELETE', `/api/admin/lockouts/${server.context.newId()}`)).status).toBe(404);
});
