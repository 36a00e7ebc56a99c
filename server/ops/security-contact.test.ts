import { expect, it } from 'vitest';
import { testServer } from '../testing/test-server.ts';

it('says where a vulnerability is reported, if the firm has said so, and invents no address', async () => {
  const server = await testServer({ environment: { LAIT_SECURITY_CONTACT: 'mailto:security@firm.example' } });
  try {
    const reply = await server.app.inject({ url: '/.well-known/security.txt' });
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    const [contact, expires = ''] = reply.body.split('\n');
    expect(contact).toBe('Contact: mailto:security@firm.example');
    expect(Date.parse(expires.replace('Expires: ', '')) - server.clock.nowMs()).toBe(30 * 86_400_000);
  } finally {
    await server.close();
  }
  const silent = await testServer();
  try {
    const reply = await silent.app.inject({ url: '/.well-known/security.txt' });
    expect([reply.statusCode, reply.body.includes('@')]).toEqual([404, false]);
  } finally {
    await silent.close();
  }
});
