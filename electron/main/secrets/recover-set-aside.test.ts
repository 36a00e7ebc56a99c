import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBetterSqlite3 } from '#electron/workspace/better-sqlite3-driver.ts';
import { openDesktopWorkspace } from '#electron/workspace/open-desktop-workspace.ts';
import { takeOverSetAside } from '#electron/workspace/take-over-set-aside.ts';
import type { FirmReply, FirmSession } from '#shared/api/firm.ts';
import type { ShellInput } from '#shared/api/shell.ts';
import type { Workspace } from '#shared/workspace/open-workspace.ts';
import { answerOf, importOne, ledesBytes, manyLines, rowsOf } from '#shared/workspace/workspace.testing.ts';
import { jsonFile } from '../files/json-file.ts';
import { DEPOSIT_NOTE, depositNote, keyEscrow } from './key-escrow.ts';
import { recoverSetAside } from './recover-set-aside.ts';
import { setAside } from './set-aside.ts';
import { findSetAsideWork } from './set-aside-work.ts';

const ORIGIN = 'https://lait.firm.example';
const PASSWORD = 'a sentence that nobody guesses';
const ROSA: FirmSession = { userId: '019d4845-6280-739a-b9a4-062a1d7f9527', displayName: 'Rosa', role: 'reviewer' };
const OMAR: FirmSession = { ...ROSA, userId: '019d4845-6280-739a-b9a4-062a1d7f9528', displayName: 'Omar' };
const SURROUNDINGS = {
  clock: { nowMs: () => Date.UTC(2026, 10, 26, 12) },
  randomBytes: (count: number) => randomBytes(count),
};
let userData: string;
let open: Workspace | null;

beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'lait-lost-key-'));
  open = null;
});
afterEach(() => {
  open?.close();
  rmSync(userData, { recursive: true, force: true });
});

const folder = () => join(userData, 'workspace');

/** A laptop with real, encrypted files, and a server that keeps keys as the firm's does. */
function laptop() {
  const kept = new Map<string, string>();
  const asked: string[] = [];
  const state = {
    keyHex: randomBytes(32).toString('hex'),
    session: ROSA as FirmSession | null,
    unknownFor: 0,
    pauses: 0,
  };
  const call = async ({ method, path, body }: ShellInput<'callFirm'>): Promise<FirmReply<unknown>> => {
    asked.push(`${method} ${path}`);
    const id = path.split('/')[3] ?? '';
    const sent = JSON.parse(body ?? '{}');
    if (method === 'PUT') {
      if (state.unknownFor > 0) {
        state.unknownFor -= 1;
        return refused('NOT_FOUND');
      }
      kept.set(id, sent.keyHex);
      return { ok: true, value: null };
    }
    if (sent.password !== PASSWORD) return refused('FORBIDDEN');
    const keyHex = kept.get(id);
    return keyHex === undefined ? refused('NOT_FOUND') : { ok: true, value: { keyHex } };
  };
  const pause = async () => {
    state.pauses += 1;
  };
  const said: unknown[] = [];
  const say = (...words: unknown[]) => void said.push(words);
  const log = { info: say, warn: say, error: say };
  const status = async () => answerOf((open as Workspace).query('getSyncStatus', {}));
  const escrow = keyEscrow({
    origin: () => ORIGIN,
    deviceId: async () => (await status()).deviceId,
    keyHex: async () => state.keyHex,
    call,
    keepNote: (note) => jsonFile(join(folder(), DEPOSIT_NOTE), depositNote).write(note),
    pause,
    log,
  });
  return {
    kept,
    asked,
    state,
    said,
    escrow,
    status,
    start(): Workspace {
      const { keyHex } = state;
      open = openDesktopWorkspace({
        folder: folder(),
        keyHex,
        isCacheDropped: false,
        onDamage() {},
        surroundings: {
          ...SURROUNDINGS,
          pause: () => new Promise((resolve) => setImmediate(resolve)),
          maximumFileBytes: 200 * 1024 * 1024,
          sha256Hex: (bytes) => createHash('sha256').update(bytes).digest('hex'),
        },
      });
      return open;
    },
    stop() {
      open?.close();
      open = null;
    },
    /** The key store is reset: the files are set aside, and LAIT begins empty under a new key. */
    async loseKey(): Promise<string> {
      this.stop();
      const aside = await setAside(userData, [folder()], '2026-11-26T12:00:00.000Z');
      state.keyHex = randomBytes(32).toString('hex');
      this.start();
      return join(aside, 'workspace');
    },
    recover(password = PASSWORD, waiting: readonly number[] = []) {
      const counts = [...waiting];
      return recoverSetAside(
        {
          find: () => findSetAsideWork(userData),
          origin: () => ORIGIN,
          session: () => state.session,
          escrow,
          syncStatus: async () => ({ ...(await status()), waitingCount: counts.shift() ?? 0 }),
          takeOver: async (from, keyHex) => {
            this.stop();
            const workspace = { folder: folder(), keyHex: state.keyHex };
            const taken = takeOverSetAside(workspace, { folder: from, keyHex }, SURROUNDINGS);
            this.start();
            return taken !== null;
          },
          pause,
          log,
        },
        password,
      );
    },
  };
}

function refused(code: string): FirmReply<never> {
  return { ok: false, error: { kind: 'refused', code, message: code, retryAfterSeconds: null } };
}

/** One bill and twenty decisions on it, none of which has gone anywhere. */
async function work(workspace: Workspace, invoiceNumber = 'INV-1'): Promise<void> {
  const invoiceId = await importOne(workspace, ledesBytes({ invoiceNumber, lines: manyLines(40) }));
  for (const { lineId } of (await rowsOf(workspace, invoiceId)).slice(0, 20)) {
    const request = { kind: 'accept' } as const;
    await answerOf(workspace.command('decideLines', { lineIds: [lineId], request, reasonCode: null }));
  }
}

async function figures(workspace: Workspace): Promise<{ invoices: number; decisions: number }> {
  const sort = { by: 'receivedAt', direction: 'ascending' } as const;
  const { total, money } = await answerOf(workspace.query('listInvoices', { sort, offset: 0, limit: 100 }));
  return { invoices: total, decisions: money.decidedCount };
}

describe('a laptop whose key store lost the key', () => {
  it('gets the key back from the server after the sign-in, and with it all work that was not sent', async () => {
    const machine = laptop();
    await work(machine.start());
    const { deviceId } = await machine.status();
    expect(await machine.escrow.deposit(ROSA)).toBe(true);
    const lostKey = machine.state.keyHex;
    const aside = await machine.loseKey();
    expect(await figures(open as Workspace)).toEqual({ invoices: 0, decisions: 0 });
    const before = readFileSync(join(aside, 'outbox.db'));

    expect(await machine.recover()).toBe(true);

    expect(await figures(open as Workspace)).toEqual({ invoices: 1, decisions: 20 });
    const status = await machine.status();
    // The same device as before: what it had sent already is not sent a second time.
    expect(status.deviceId).toBe(deviceId);
    expect((await answerOf((open as Workspace).query('getStatus', {}))).pendingCount).toBe(21);
    expect((await answerOf((open as Workspace).query('getStatus', {}))).notice).toMatch(
      /1 imported file and 21 of your actions are back/,
    );
    // Under the new key, and the files that were set aside are as they were.
    const path = join(folder(), 'outbox.db');
    expect(() => openBetterSqlite3({ path, role: 'outbox', keyHex: lostKey })).toThrow();
    expect(readFileSync(join(aside, 'outbox.db')).equals(before)).toBe(true);
    expect(JSON.stringify(machine.said)).not.toContain(lostKey);
    // Told once, and done once.
    machine.stop();
    machine.start();
    expect((await answerOf((open as Workspace).query('getStatus', {}))).notice).toBeNull();
    expect(await machine.recover()).toBe(false);
  });

  it('sends what was done since first, and then sets that record aside too', async () => {
    const machine = laptop();
    await work(machine.start());
    await machine.escrow.deposit(ROSA);
    await machine.loseKey();
    await work(open as Workspace, 'INV-2');
    expect(await machine.recover(PASSWORD, [21, 3])).toBe(true);
    expect(machine.state.pauses).toBe(1 + 2);
    const [kept = ''] = readdirSync(join(folder(), 'set-aside'));
    expect(existsSync(join(folder(), 'set-aside', kept, 'outbox.db'))).toBe(true);
  });

  it.each([
    ['the password is wrong', (machine: ReturnType<typeof laptop>) => machine.recover('a guess')],
    [
      'another person signed in',
      (machine: ReturnType<typeof laptop>) => {
        machine.state.session = OMAR;
        return machine.recover();
      },
    ],
    [
      'the server has no key of it',
      (machine: ReturnType<typeof laptop>) => {
        machine.kept.clear();
        return machine.recover();
      },
    ],
    [
      'the key is another one',
      (machine: ReturnType<typeof laptop>) => {
        for (const id of machine.kept.keys()) machine.kept.set(id, 'cd'.repeat(32));
        return machine.recover();
      },
    ],
    [
      'the person signed out meanwhile',
      (machine: ReturnType<typeof laptop>) => {
        const recovering = machine.recover(PASSWORD, [1, 1, 1]);
        machine.state.session = null;
        return recovering;
      },
    ],
  ])('stays as it is, and loses nothing, where %s', async (_why, recover) => {
    const machine = laptop();
    await work(machine.start());
    await machine.escrow.deposit(ROSA);
    const aside = await machine.loseKey();
    await work(open as Workspace, 'INV-2');
    expect(await recover(machine)).toBe(false);
    expect(await figures(open as Workspace)).toEqual({ invoices: 1, decisions: 20 });
    expect(existsSync(join(aside, 'outbox.db'))).toBe(true);
    expect(readdirSync(folder()).filter((name) => name.includes('set-aside'))).toEqual([]);
    machine.state.session = ROSA;
  });
});

describe('leaving the key with the server', () => {
  it('waits until the server knows the device, and happens once for it', async () => {
    const machine = laptop();
    machine.start();
    machine.state.unknownFor = 1;
    expect(await machine.escrow.deposit(ROSA)).toBe(true);
    expect(await machine.escrow.deposit(ROSA)).toBe(true);
    const { deviceId } = await machine.status();
    expect(machine.asked).toEqual(Array(2).fill(`PUT /api/devices/${deviceId}/key`));
    expect([...machine.kept]).toEqual([[deviceId, machine.state.keyHex]]);
    expect(JSON.parse(readFileSync(join(folder(), DEPOSIT_NOTE), 'utf8'))).toEqual({
      origin: ORIGIN,
      userId: ROSA.userId,
      deviceId,
    });
  });

  it('is tried again where it did not work, and notes nothing before', async () => {
    const machine = laptop();
    machine.start();
    machine.state.unknownFor = 3;
    expect(await machine.escrow.deposit(ROSA)).toBe(false);
    expect(existsSync(join(folder(), DEPOSIT_NOTE))).toBe(false);
    expect(await machine.escrow.deposit(ROSA)).toBe(true);
  });
});
