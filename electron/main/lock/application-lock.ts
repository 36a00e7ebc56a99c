import type { FirmReply, FirmSession, SignInOutcome } from '#shared/api/firm.ts';
import type { LockState, ShellInput } from '#shared/api/shell.ts';
import type { Log } from '../log.ts';
import type { LockRecord, LockStore } from './lock-record.ts';
import { isLockedAtStart, isLockWanted, type LockLimits, MOST_FAILURES, pauseAfterMs } from './lock-rules.ts';
import { isPassword, makeVerifier, type PasswordVerifier } from './password-verifier.ts';

export interface LockParts {
  limits(): LockLimits;
  /** Whether a password may be checked here while the server is away. */
  readonly mayUnlockOffline: boolean;
  readonly store: LockStore;
  /** With the firm's server; the session becomes that of whoever signs in. */
  signIn(credentials: ShellInput<'signIn'>): Promise<FirmReply<SignInOutcome>>;
  session(): FirmSession | null;
  /**
   * Whose work lies in the workspace, as it remembers itself; null: nobody's in particular, or they have signed out.
   * Undefined: it did not answer.
   */
  workspacePerson(): Promise<Pick<FirmSession, 'userId' | 'displayName'> | null | undefined>;
  /** Pages get no line to the workspace, and those they have are cut, until `release`. */
  hold(): void;
  release(): void;
  onState(state: LockState): void;
  /** What a page still shows is another person's. */
  showAnew(): void;
  nowMs(): number;
  readonly log: Log;
}

/** Whether LAIT shows the work: enforced where the lines to the workspace are drawn, not in the page. */
export interface ApplicationLock {
  state(): LockState;
  /**
   * No page is served before this is settled, which happens once: at the start where that is enough, else when the
   * workspace has opened. To be called at both, and after each restart of it.
   */
  decide(isWorkspaceOpen: boolean): Promise<void>;
  lock(): void;
  unlock(input: ShellInput<'unlock'>): Promise<FirmReply<SignInOutcome>>;
  /** Whether there is somebody who can be asked. */
  asks(): 'person' | 'nobody';
  /** Of a cover, where there is nobody to ask. */
  uncover(): void;
  /** After each sign-in that the server has agreed to. */
  remember(person: FirmSession, email: string, password: string): Promise<void>;
  /** After a sign-out: nobody is asked any more. */
  forget(): Promise<void>;
  /** Somebody was at the machine just now. */
  touch(): void;
}

/** How often the time of the last work is written down. */
const TOUCH_EVERY_MS = 60_000;

export function applicationLock(parts: LockParts): ApplicationLock {
  let state: LockState = { kind: 'deciding' };
  let record: LockRecord | null = null;
  /** Whose page it was when it was locked without a record of them. */
  let strangerId: string | null = null;
  let attempt: Promise<unknown> | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  parts.hold();

  function become(next: LockState): void {
    state = next;
    parts.onState(next);
  }

  /** In order; what cannot be written holds for this run all the same. @returns whether it is on the disk */
  function keep(change: Partial<LockRecord>): Promise<boolean> {
    if (record === null) return Promise.resolve(false);
    record = { ...record, ...change };
    const next = record;
    const written = writing
      .then(() => parts.store.write(next))
      .then(
        () => true,
        () => {
          parts.log.warn('lock.not_kept');
          return false;
        },
      );
    writing = written;
    return written;
  }

  function lockFor(displayName: string | null, asks: 'password' | 'sign_in'): void {
    parts.hold();
    parts.log.info('lock.locked');
    become({ kind: 'locked', displayName, asks });
  }

  function open(): void {
    strangerId = null;
    if (state.kind === 'locked') parts.log.info('lock.opened');
    become({ kind: 'open' });
    parts.release();
  }

  async function tryHere(password: string): Promise<FirmReply<SignInOutcome>> {
    const known = record?.verifier ?? null;
    if (record === null || known === null || !parts.mayUnlockOffline) return refused(NEEDS_SERVER);
    const waitMs = record.notBeforeMs - parts.nowMs();
    if (waitMs > 0) return refused('That was wrong.', Math.ceil(waitMs / 1000));
    // Counted before it is tried: ending LAIT in the middle gives no attempt away.
    const failures = record.failures + 1;
    const verifier: PasswordVerifier | null = failures >= MOST_FAILURES ? null : known;
    const notBeforeMs = parts.nowMs() + pauseAfterMs(failures);
    if (!(await keep({ failures, notBeforeMs, verifier }))) return refused(NOT_KEPT);
    if (await isPassword(password, known)) {
      await keep({ failures: 0, notBeforeMs: 0, verifier: known, isLocked: false, activeAtMs: parts.nowMs() });
      open();
      return { ok: true, value: 'signed_in' };
    }
    parts.log.warn('lock.wrong_password', { failures });
    return verifier === null ? refused(TOO_OFTEN) : refused(WRONG, Math.ceil(pauseAfterMs(failures) / 1000));
  }

  async function tryOnce({ email, password, code }: ShellInput<'unlock'>): Promise<FirmReply<SignInOutcome>> {
    if (state.kind !== 'locked') return { ok: true, value: 'signed_in' };
    const asked = record?.email ?? email;
    if (asked === undefined) return refused('Your e-mail address is needed as well.');
    const credentials = { email: asked, password, ...(code === undefined ? {} : { code }) };
    const wasAsking = state.asks;
    const reply = await parts.signIn(credentials);
    // The server's own trouble is as good as none: a person is not kept out by it.
    if (!reply.ok) return reply.error.kind === 'offline' || reply.error.kind === 'failed' ? tryHere(password) : reply;
    if (reply.value !== 'signed_in') return reply;
    const before = strangerId;
    open();
    if (wasAsking === 'sign_in' && before !== parts.session()?.userId) parts.showAnew();
    return reply;
  }

  return {
    state: () => state,
    async decide(isWorkspaceOpen) {
      if (state.kind !== 'deciding') return;
      try {
        record = await parts.store.read();
      } catch {
        // With the same key store the workspace waits: it is asked again when that has opened.
        if (!isWorkspaceOpen) return;
        parts.log.warn('lock.not_read');
      }
      if (state.kind !== 'deciding') return;
      if (record !== null) {
        if (isLockedAtStart(record, parts.limits(), parts.nowMs())) lockFor(record.displayName, 'password');
        else open();
        return;
      }
      if (!isLockWanted(parts.limits())) return open();
      // Nothing of the lock is on this machine (its first start under the policy, or somebody took it away).
      const person = await parts.workspacePerson();
      if (person === undefined || state.kind !== 'deciding') return;
      if (person === null) return open();
      strangerId = person.userId;
      lockFor(person.displayName, 'sign_in');
    },
    lock() {
      if (state.kind !== 'open') return;
      if (record !== null) {
        void keep({ isLocked: true });
        lockFor(record.displayName, 'password');
        return;
      }
      const person = parts.session();
      if (person === null) return become({ kind: 'covered' });
      strangerId = person.userId;
      lockFor(person.displayName, 'sign_in');
    },
    unlock(input) {
      if (attempt !== null) return Promise.resolve(refused('One moment: the last attempt is still being looked at.'));
      const trying = tryOnce(input).finally(() => {
        attempt = null;
      });
      attempt = trying;
      return trying;
    },
    asks: () => (record === null && parts.session() === null ? 'nobody' : 'person'),
    uncover() {
      if (state.kind === 'covered') become({ kind: 'open' });
    },
    async remember({ userId, displayName }, email, password) {
      // Without one only the server opens LAIT again.
      const verifier = await makeVerifier(password).catch(() => null);
      const activeAtMs = parts.nowMs();
      record = { userId, email, displayName, verifier, failures: 0, notBeforeMs: 0, isLocked: false, activeAtMs };
      await keep({});
    },
    async forget() {
      record = null;
      await writing;
      await parts.store.forget().catch(() => parts.log.warn('lock.not_forgotten'));
    },
    touch() {
      if (state.kind !== 'open' || record === null) return;
      if (parts.nowMs() - record.activeAtMs >= TOUCH_EVERY_MS) void keep({ activeAtMs: parts.nowMs() });
    },
  };
}

const WRONG = 'This is not the password with which you signed in here. Nothing was changed.';
const TOO_OFTEN =
  'That was wrong too often. From now on only the server of your firm opens LAIT: try again once there is a network. Nothing is lost.';
const NEEDS_SERVER =
  'The server is not reached, and without it LAIT cannot tell that it is you. Try again once there is a network. Nothing is lost.';
const NOT_KEPT =
  'This could not be tried: the disk is full, or the key store does not answer. Nothing is lost; make room and try again.';

function refused(message: string, retryAfterSeconds: number | null = null): FirmReply<never> {
  return { ok: false, error: { kind: 'refused', code: null, message, retryAfterSeconds } };
}
