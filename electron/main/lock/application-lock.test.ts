import { beforeEach, describe, expect, it } from 'vitest';
import type { FirmError, FirmReply, FirmSession, SignInOutcome } from '#shared/api/firm.ts';
import type { LockState } from '#shared/api/shell.ts';
import type { SecretReading, SecretStore } from '../secrets/secret-store.ts';
import { applicationLock } from './application-lock.ts';
import { lockStore } from './lock-record.ts';
import type { LockLimits } from './lock-rules.ts';

const ADA: FirmSession = {
  userId: '0198c1de-0000-7000-8000-000000000001',
  displayName: 'Ada',
  role: 'reviewer',
};
const PASSWORD = 'a long sentence of hers';
const MINUTE = 60_000;
const refusal = (kind: FirmError['kind'], message: string = kind): FirmReply<never> => ({
  ok: false,
  error: { kind, code: null, message, retryAfterSeconds: null },
});

/** The disk and the key store outlive a start of LAIT. */
let disk: Map<string, string>;
let keyStore: 'there' | 'silent' | 'full';
let nowMs: number;
beforeEach(() => {
  disk = new Map();
  keyStore = 'there';
  nowMs = 1_800_000_000_000;
});

const secrets: SecretStore = {
  pathOf: (name) => name,
  async read(name): Promise<SecretReading> {
    if (keyStore === 'silent') return { kind: 'not_now' };
    const value = disk.get(name);
    return value === undefined ? { kind: 'absent' } : { kind: 'value', value };
  },
  async write(name, value) {
    if (keyStore !== 'there') throw new Error('not written');
    disk.set(name, value);
  },
  forget: async (name) => void disk.delete(name),
};

/** LAIT as it comes up on this disk. */
function started(
  change: {
    limits?: LockLimits;
    mayUnlockOffline?: boolean;
    isKept?: boolean;
    works?: { userId: string; displayName: string } | null;
  } = {},
) {
  const state = { isHeld: false, session: null as FirmSession | null, shownAnew: 0, works: change.works ?? null };
  const told: LockState[] = [];
  const asked: unknown[] = [];
  let server: () => FirmReply<SignInOutcome> = () => refusal('offline');
  const lock = applicationLock({
    limits: () => change.limits ?? { afterMs: 10 * MINUTE, withScreen: false },
    mayUnlockOffline: change.mayUnlockOffline ?? true,
    store: lockStore(secrets, async () => (change.isKept === false ? 'refused' : 'kept')),
    async signIn(credentials) {
      asked.push(credentials);
      const reply = server();
      if (reply.ok && reply.value === 'signed_in') {
        state.session ??= ADA;
        await lock.remember(state.session, credentials.email, credentials.password);
      }
      return reply;
    },
    session: () => state.session,
    workspacePerson: async () => state.works,
    hold() {
      state.isHeld = true;
    },
    release() {
      state.isHeld = false;
    },
    onState: (next) => told.push(next),
    showAnew() {
      state.shownAnew += 1;
    },
    nowMs: () => nowMs,
    log: { info() {}, warn() {}, error() {} },
  });
  return {
    lock,
    state,
    told,
    asked,
    answer: (reply: FirmReply<SignInOutcome>) => {
      server = () => reply;
    },
  };
}

/** Ada has signed in and works. */
async function atWork(change: Parameters<typeof started>[0] = {}) {
  const desk = started(change);
  await desk.lock.decide(true);
  desk.state.session = ADA;
  await desk.lock.remember(ADA, 'ada@firm.example', PASSWORD);
  return desk;
}

describe('the lock', () => {
  it('cuts every page off, says whom it asks, and opens for what the server says of the password', async () => {
    const { lock, state, told, asked, answer } = await atWork();
    expect([state.isHeld, lock.state()]).toEqual([false, { kind: 'open' }]);
    lock.lock();
    expect([state.isHeld, told.at(-1)]).toEqual([true, { kind: 'locked', displayName: 'Ada', asks: 'password' }]);
    answer(refusal('refused', 'E-mail or password is wrong.'));
    expect(await lock.unlock({ password: 'wrong' })).toMatchObject({
      error: { message: 'E-mail or password is wrong.' },
    });
    expect(state.isHeld).toBe(true);
    // Where the account has a second factor, the server asks for it as well.
    answer({ ok: true, value: 'code_needed' });
    expect(await lock.unlock({ password: PASSWORD })).toEqual({ ok: true, value: 'code_needed' });
    expect(state.isHeld).toBe(true);
    answer({ ok: true, value: 'signed_in' });
    expect(await lock.unlock({ password: PASSWORD, code: '123456' })).toEqual({ ok: true, value: 'signed_in' });
    expect([state.isHeld, lock.state()]).toEqual([false, { kind: 'open' }]);
    expect(asked.at(-1)).toEqual({ email: 'ada@firm.example', password: PASSWORD, code: '123456' });
  });

  it('opens without the server for the password that was right last time, and for no other', async () => {
    const { lock, state } = await atWork();
    lock.lock();
    expect(await lock.unlock({ password: 'wrong' })).toMatchObject({ ok: false, error: { retryAfterSeconds: 1 } });
    expect(state.isHeld).toBe(true);
    nowMs += 1_000;
    expect((await lock.unlock({ password: PASSWORD })).ok).toBe(true);
    expect(state.isHeld).toBe(false);
  });

  it('does not take the server\u2019s word for less than it is: what it refuses is not tried here', async () => {
    const { lock, answer } = await atWork();
    lock.lock();
    answer(refusal('refused', 'This account is disabled.'));
    expect((await lock.unlock({ password: PASSWORD })).ok).toBe(false);
    // A server in trouble is as good as none.
    answer(refusal('failed'));
    expect((await lock.unlock({ password: PASSWORD })).ok).toBe(true);
  });

  it('makes each guess without the server wait longer, and after five only the server opens it', async () => {
    const { lock, answer } = await atWork();
    lock.lock();
    const waits: (number | null)[] = [];
    for (let guess = 0; guess < 4; guess += 1) {
      const reply = await lock.unlock({ password: `guess ${guess}` });
      waits.push(reply.ok ? null : reply.error.retryAfterSeconds);
      // Too early: not even the right one is looked at.
      expect((await lock.unlock({ password: PASSWORD })).ok).toBe(false);
      nowMs += 60_000;
    }
    expect(waits).toEqual([1, 2, 4, 8]);
    expect(await lock.unlock({ password: 'guess 5' })).toMatchObject({
      error: { message: expect.stringContaining('too often') },
    });
    nowMs += 24 * 60 * MINUTE;
    expect((await lock.unlock({ password: PASSWORD })).ok).toBe(false);
    // Another start remembers it.
    const again = started();
    await again.lock.decide(true);
    expect((await again.lock.unlock({ password: PASSWORD })).ok).toBe(false);
    again.answer({ ok: true, value: 'signed_in' });
    expect((await again.lock.unlock({ password: PASSWORD })).ok).toBe(true);
    again.lock.lock();
    again.answer(refusal('offline'));
    expect((await again.lock.unlock({ password: PASSWORD })).ok).toBe(true);
    expect(answer).toBeTypeOf('function');
  }, 30_000);

  it('gives no guess away that cannot be counted, nor two at once', async () => {
    const { lock, state } = await atWork();
    lock.lock();
    keyStore = 'full';
    expect((await lock.unlock({ password: PASSWORD })).ok).toBe(false);
    keyStore = 'there';
    nowMs += 60_000;
    const [first, second] = await Promise.all([
      lock.unlock({ password: 'wrong' }),
      lock.unlock({ password: PASSWORD }),
    ]);
    expect([first.ok, second.ok, state.isHeld]).toEqual([false, false, true]);
  });

  it('checks nothing here where an administrator forbids it', async () => {
    const { lock } = await atWork({ mayUnlockOffline: false });
    lock.lock();
    expect(await lock.unlock({ password: PASSWORD })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('not reached') },
    });
  });

  it('keeps no password, in no form in which it could be read', async () => {
    await atWork();
    expect(disk.get('lock')).toContain('hashHex');
    expect(disk.get('lock')).not.toContain(PASSWORD);
  });
});

describe('another start of LAIT', () => {
  it('is locked if the last one was, and serves nobody before that is known', async () => {
    (await atWork()).lock.lock();
    await new Promise((resolve) => setImmediate(resolve));
    const { lock, state } = started({ limits: { afterMs: null, withScreen: false } });
    expect([state.isHeld, lock.state().kind]).toEqual([true, 'deciding']);
    await lock.decide(false);
    expect([state.isHeld, lock.state().kind]).toEqual([true, 'locked']);
  });

  it('is locked after too long a time without anybody, or when the clock was set back; else it is not', async () => {
    await atWork();
    for (const [passedMs, kind] of [
      [MINUTE, 'open'],
      [11 * MINUTE, 'locked'],
      [-60 * MINUTE, 'locked'],
    ] as const) {
      const before = nowMs;
      nowMs += passedMs;
      const { lock } = started();
      await lock.decide(false);
      expect(lock.state().kind).toBe(kind);
      nowMs = before;
    }
  });

  it('counts as work what was done, so that a long day does not end in a lock', async () => {
    const { lock } = await atWork();
    nowMs += 9 * MINUTE;
    lock.touch();
    await new Promise((resolve) => setImmediate(resolve));
    nowMs += 9 * MINUTE;
    const next = started();
    await next.lock.decide(false);
    expect(next.lock.state()).toEqual({ kind: 'open' });
  });

  it('asks for a whole sign-in where what the lock knew was taken away, and shows the page anew for somebody else', async () => {
    const bea = { ...ADA, userId: '0198c1de-0000-7000-8000-000000000002', displayName: 'Bea' };
    for (const [person, anew] of [
      [ADA, 0],
      [bea, 1],
    ] as const) {
      disk.clear();
      const { lock, state, answer } = started({ works: ADA });
      await lock.decide(false);
      expect(lock.state()).toEqual({ kind: 'locked', displayName: 'Ada', asks: 'sign_in' });
      expect((await lock.unlock({ password: PASSWORD })).ok).toBe(false);
      state.session = person;
      answer({ ok: true, value: 'signed_in' });
      expect((await lock.unlock({ email: 'x@firm.example', password: PASSWORD })).ok).toBe(true);
      expect([state.isHeld, state.shownAnew]).toEqual([false, anew]);
    }
  });

  it('waits for a key store that does not answer, instead of opening', async () => {
    (await atWork()).lock.lock();
    await new Promise((resolve) => setImmediate(resolve));
    keyStore = 'silent';
    const { lock, state } = started();
    await lock.decide(false);
    expect([state.isHeld, lock.state().kind]).toEqual([true, 'deciding']);
    keyStore = 'there';
    await lock.decide(true);
    expect(lock.state().kind).toBe('locked');
  });

  it('is not opened by a workspace that does not answer', async () => {
    const { lock, state } = started();
    Object.assign(state, { works: undefined });
    await lock.decide(true);
    expect([state.isHeld, lock.state().kind]).toEqual([true, 'deciding']);
  });

  it('asks the server where this machine may keep nothing', async () => {
    await atWork({ isKept: false });
    expect(disk.size).toBe(0);
    const { lock } = started({ isKept: false, works: ADA });
    await lock.decide(false);
    expect(lock.state()).toMatchObject({ kind: 'locked', asks: 'sign_in' });
  });

  it('opens at once where no lock is wanted and nobody is locked out', async () => {
    const { lock, state } = started({ limits: { afterMs: null, withScreen: false }, works: ADA });
    await lock.decide(false);
    expect([state.isHeld, lock.state()]).toEqual([false, { kind: 'open' }]);
  });
});

describe('without a server\u2019s account', () => {
  it('there is nobody to ask: what is shown is covered, and anybody shows it again', async () => {
    const { lock, state, told } = started();
    await lock.decide(true);
    lock.lock();
    expect([lock.asks(), state.isHeld, told.at(-1)]).toEqual(['nobody', false, { kind: 'covered' }]);
    lock.uncover();
    expect(lock.state()).toEqual({ kind: 'open' });
  });

  it('a sign-out leaves nothing of the lock behind', async () => {
    const { lock, state } = await atWork();
    state.session = null;
    await lock.forget();
    expect(disk.size).toBe(0);
    lock.lock();
    expect(lock.state()).toEqual({ kind: 'covered' });
  });
});
