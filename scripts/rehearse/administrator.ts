import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { created, invitedUser } from '#shared/api/admin.ts';
import { secondFactorStart, sessionGrant } from '#shared/api/auth.ts';
import { uploadAccepted, uploadStatus } from '#shared/api/invoices.ts';
import { multipartOf } from '#shared/workspace/sync/multipart.ts';

/** Somebody who signs in over HTTP, as the screens do. */
export interface Administrator {
  /** @returns the new person's address and password */
  addReviewer(email: string): Promise<Account>;
  addMatter(clientNumber: string, matterNumber: string): Promise<string>;
  grantAll(userId: string): Promise<void>;
}

export interface Account {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
}

export interface Session {
  readonly token: string;
  readonly userId: string;
  readonly displayName: string;
}

const nothing = z.unknown();
/** A job that was under way in a killed worker is given out again after a minute and a half. */
const UNTIL_READ_MS = 240_000;

/** The first administrator: sets a password with the one-time token, signs in and puts a second factor on the account. */
export async function firstAdministrator(origin: string, token: string): Promise<Administrator> {
  const account = { email: 'first@firm.example', password: password() };
  await ask(origin, 'POST', '/api/auth/setup', nothing, {
    body: { token, password: account.password, email: account.email, displayName: 'First' },
  });
  const session = await signIn(origin, account);
  const headers = { token: session.token };
  const started = await ask(origin, 'POST', '/api/auth/totp', secondFactorStart, {
    ...headers,
    body: { password: account.password },
  });
  const code = new TOTP({ secret: Secret.fromBase32(started.secret) }).generate();
  await ask(origin, 'POST', '/api/auth/totp/confirm', nothing, { ...headers, body: { code } });
  return {
    async addReviewer(email) {
      const body = { email, displayName: 'Reviewer', role: 'reviewer' };
      const { userId, invitation } = await ask(origin, 'POST', '/api/admin/users', invitedUser, { ...headers, body });
      const chosen = password();
      await ask(origin, 'POST', '/api/auth/setup', nothing, { body: { token: invitation.token, password: chosen } });
      return { userId, email, password: chosen };
    },
    async addMatter(clientNumber, matterNumber) {
      const client = { number: clientNumber, name: 'Client of the rehearsal' };
      const { id: clientId } = await ask(origin, 'POST', '/api/admin/clients', created, { ...headers, body: client });
      const matter = { clientId, number: matterNumber, name: 'Matter of the rehearsal' };
      const { id } = await ask(origin, 'POST', '/api/admin/matters', created, { ...headers, body: matter });
      return id;
    },
    async grantAll(userId) {
      await ask(origin, 'POST', '/api/admin/grants', nothing, { ...headers, body: { userId, matterId: null } });
    },
  };
}

export async function signIn(origin: string, account: Omit<Account, 'userId'>): Promise<Session> {
  const { email, password } = account;
  const { accessToken, user } = await ask(origin, 'POST', '/api/auth/login', sessionGrant, {
    body: { email, password, kind: 'desktop' },
  });
  return { token: accessToken, userId: user.userId, displayName: user.displayName };
}

/** @returns its id, once the server has said that it keeps the file */
export async function uploadBill(
  origin: string,
  token: string,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<string> {
  const { contentType, body } = multipartOf(name, bytes, randomBytes(16));
  const { uploadId } = await ask(origin, 'POST', '/api/invoices', uploadAccepted, { token, bytes: body, contentType });
  return uploadId;
}

/** @returns how long it took. @throws where it does not come to that within four minutes */
export async function untilProcessed(origin: string, token: string, uploadId: string): Promise<number> {
  const beganAt = performance.now();
  while (performance.now() - beganAt < UNTIL_READ_MS) {
    const path = `/api/invoices/uploads/${uploadId}`;
    const status = await ask(origin, 'GET', path, uploadStatus, { token }).catch(() => null);
    if (status?.state === 'processed') return performance.now() - beganAt;
    if (status !== null && status.state !== 'received') throw new Error(`The bill became ${status.state}.`);
    await setTimeout(500);
  }
  throw new Error('The bill was not read within four minutes.');
}

interface Asked {
  readonly token?: string;
  readonly body?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly contentType?: string;
}

async function ask<Schema extends z.ZodType>(
  origin: string,
  method: 'GET' | 'POST',
  path: string,
  schema: Schema,
  { token, body, bytes, contentType = 'application/json' }: Asked,
): Promise<z.infer<Schema>> {
  const answer = await fetch(origin + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'content-type': contentType }),
    },
    body: bytes ?? (body === undefined ? null : JSON.stringify(body)),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status} ${text.slice(0, 300)}`);
  return schema.parse(text === '' ? null : JSON.parse(text));
}

const password = () => randomBytes(18).toString('base64url');
