import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { closeDemoAccounts } from './close-demo-accounts.ts';
import { seedDemoAccounts } from './seed-demo-accounts.ts';

describe('demo accounts', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  it('are closed with their sessions where the database goes into production', async () => {
    const password = 'one sentence for all of them';
    await seedDemoAccounts(server.context, password);
    const login = () =>
      server.app.inject({
        method: 'POST',
        url: '/api/auth/login',
        payload: { email: 'max@demo.lait.example', password, kind: 'desktop' },
      });
    const { accessToken, user } = (await login()).json();
    expect(user).toMatchObject({ role: 'administrator', hasSecondFactor: false });
    expect(await closeDemoAccounts(server.context)).toBe(4);
    const me = await server.app.inject({ url: '/api/auth/me', headers: { authorization: `Bearer ${accessToken}` } });
    expect(me.statusCode).toBe(401);
    expect((await login()).statusCode).toBe(401);
    expect(await closeDemoAccounts(server.context)).toBe(0);
  });
});
