import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountCalls } from '#shared/api/account-calls.ts';
import type { SyncState } from '#shared/api/sync-status.ts';
import type { CommandName, Reply, WorkspaceClient } from '#shared/api/workspace.ts';
import { connectFirm } from './connect-firm.ts';

const ROSA = { userId: '00000000-0000-4000-8000-000000000001', displayName: 'Rosa', role: 'reviewer' } as const;
const GRANT = {
  accessToken: 'access-1',
  expiresAt: '2026-10-01T01:00:00.000Z',
  refreshToken: null,
  refreshExpiresAt: '2026-10-08T00:00:00.000Z',
  user: { ...ROSA, email: 'rosa@firm.test', needsSecondFactor: false, hasSecondFactor: false },
};

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A server by path; a path that is not named is not reached. */
function serverThatAnswers(answers: Readonly<Record<string, () => Response>>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const answer = answers[path];
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return answer();
  });
  return asked;
}

function workspaceIn(state: SyncState, refusal: string | null = null) {
  const commands: CommandName[] = [];
  const client = {
    query: async () => ({ ok: true, value: { state } }),
    command: async (name: CommandName): Promise<Reply<unknown>> => {
      commands.push(name);
      if (name === 'signIn' && refusal !== null) {
        return { ok: false, error: { kind: 'refused', message: refusal } } as Reply<unknown>;
      }
      return { ok: true, value: {} };
    },
    subscribe: () => () => {},
  } as unknown as WorkspaceClient;
  return { client, commands };
}

const HEALTHY = { '/api/health': () => json(200, { status: 'ok' }) };
const CREDENTIALS = { email: 'rosa@firm.test', password: 'a long sentence' };

describe('the firm behind the page', () => {
  const heard = new Map<string, () => void>();
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-10-01T00:00:00.000Z') });
    vi.stubGlobal('location', { origin: 'https://lait.test' });
    vi.stubGlobal('addEventListener', (type: string, listener: () => void) => heard.set(type, listener));
  });
  afterEach(() => {
    heard.clear();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is not there where the page itself answers in its place', async () => {
    serverThatAnswers({ '/api/health': () => new Response('<!doctype html>', { status: 200 }) });
    expect((await connectFirm()).client.isPresent).toBe(false);
  });

  it('is there, but away, where nothing answers or a proxy says that nothing does', async () => {
    serverThatAnswers({});
    expect((await connectFirm()).client.isPresent).toBe(true);
    serverThatAnswers({ '/api/health': () => json(502, { error: {} }) });
    expect((await connectFirm()).client.isPresent).toBe(true);
  });

  it('is not there where it could not be started, and says why: there is nothing to sign in to', async () => {
    const message = 'The demo server did not start: the disk is full.';
    serverThatAnswers({ '/api/health': () => json(503, { error: { code: 'NOT_STARTED', message } }) });
    expect((await connectFirm()).client).toMatchObject({ isPresent: false, absence: message });
    serverThatAnswers({ '/api/health': () => json(503, { error: { code: 'UNAVAILABLE', message: '' } }) });
    expect((await connectFirm()).client).toMatchObject({ isPresent: true, absence: null });
  });

  it('lends the token of a sign-in without asking for another, and is told to nobody before the workspace agrees', async () => {
    const asked = serverThatAnswers({ ...HEALTHY, '/api/auth/login': () => json(200, GRANT) });
    const { client, accessToken, attach } = await connectFirm();
    await attach(workspaceIn('alone').client);
    expect(await client.signIn(CREDENTIALS)).toEqual({ ok: true, value: 'signed_in' });
    expect(await accessToken(false)).toBe('access-1');
    expect(client.session()).toEqual(ROSA);
    expect(asked).toEqual(['/api/health', '/api/auth/login']);
  });

  it('closes the door again on whom the workspace refuses, and shows its sentence', async () => {
    const asked = serverThatAnswers({
      ...HEALTHY,
      '/api/auth/login': () => json(200, GRANT),
      '/api/auth/logout': () => json(200, {}),
      '/api/auth/refresh': () => json(401, { error: { code: 'UNAUTHENTICATED', message: '' } }),
    });
    const { client, accessToken, attach } = await connectFirm();
    await attach(workspaceIn('alone', 'This workspace holds 3 unsent actions of Remy.').client);
    const reply = await client.signIn(CREDENTIALS);
    expect(reply).toMatchObject({ ok: false, error: { message: 'This workspace holds 3 unsent actions of Remy.' } });
    expect(client.session()).toBeNull();
    expect(await accessToken(false)).toBeNull();
    expect(asked).toContain('/api/auth/logout');
  });

  it('does not bring back somebody who has signed out here, even while the server was away', async () => {
    const asked = serverThatAnswers({ ...HEALTHY, '/api/auth/refresh': () => json(200, GRANT) });
    const { client, attach } = await connectFirm();
    await attach(workspaceIn('signed_out').client);
    expect(client.session()).toBeNull();
    expect(asked).toEqual(['/api/health']);
  });

  it('says that no token can be had now, rather than that nobody is signed in, while it is away', async () => {
    serverThatAnswers({});
    const { accessToken } = await connectFirm();
    await expect(accessToken(false)).rejects.toThrow();
    serverThatAnswers({ '/api/auth/refresh': () => json(200, GRANT) });
    expect(await accessToken(false)).toBe('access-1');
  });

  it('asks for the session anew once somebody has set up their second factor: they may do more from then on', async () => {
    const more = { ...GRANT, user: { ...GRANT.user, role: 'administrator' } };
    const asked = serverThatAnswers({
      ...HEALTHY,
      '/api/auth/login': () => json(200, GRANT),
      '/api/auth/totp/confirm': () => json(200, { recoveryCodes: ['AAAA-BBBB'] }),
      '/api/auth/refresh': () => json(200, more),
    });
    const { client, attach } = await connectFirm();
    await attach(workspaceIn('alone').client);
    await client.signIn(CREDENTIALS);
    const told: (string | undefined)[] = [];
    client.subscribe(() => told.push(client.session()?.role));
    expect(await client.call(accountCalls.confirmSecondFactor('123456'))).toMatchObject({ ok: true });
    expect([told, asked.at(-1)]).toEqual([['administrator'], '/api/auth/refresh']);
  });

  it('has the workspace look for itself when the network goes or comes back', async () => {
    serverThatAnswers({ ...HEALTHY, '/api/auth/refresh': () => json(200, GRANT) });
    const { attach } = await connectFirm();
    const { client, commands } = workspaceIn('up_to_date');
    await attach(client);
    expect(commands).toEqual(['signIn']);
    heard.get('offline')?.();
    heard.get('online')?.();
    expect(commands).toEqual(['signIn', 'syncNow', 'syncNow']);
  });
});
