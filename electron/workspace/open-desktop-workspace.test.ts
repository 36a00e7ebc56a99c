import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '#shared/workspace/open-workspace.ts';
import { CACHE_MIGRATIONS } from '#shared/workspace/store/cache-migrations.ts';
import { OUTBOX_MIGRATIONS } from '#shared/workspace/store/outbox-migrations.ts';
import {
  answerOf,
  importBytes,
  importOne,
  ledesBytes,
  manyLines,
  NOT_FILTERED,
  rowsOf,
} from '#shared/workspace/workspace.testing.ts';
import { openBetterSqlite3 } from './better-sqlite3-driver.ts';
import { openDesktopWorkspace } from './open-desktop-workspace.ts';
import { openFailureOf } from './open-failure.ts';

const KEY = randomBytes(32).toString('hex');
let parent: string;
let folder: string;
let damage: string[];
let open: Workspace | null;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'lait-desktop-'));
  folder = join(parent, 'workspace');
  damage = [];
  open = null;
});
afterEach(() => {
  open?.close();
  rmSync(parent, { recursive: true, force: true });
});

function start(changes: { isCacheDropped?: boolean; keyHex?: string } = {}): Workspace {
  open = openDesktopWorkspace({
    folder,
    keyHex: KEY,
    isCacheDropped: false,
    onDamage: (name) => damage.push(name),
    surroundings: {
      clock: { nowMs: () => Date.UTC(2026, 10, 26, 12) },
      randomBytes: (count) => randomBytes(count),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      maximumFileBytes: 200 * 1024 * 1024,
      sha256Hex: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    },
    ...changes,
  });
  return open;
}

function stop(): void {
  open?.close();
  open = null;
}

const path = (name: string) => join(folder, `${name}.db`);

/** Overwrites bytes, as a dying disk does. */
function spoil(name: string, from: number, count: number): void {
  const file = openSync(path(name), 'r+');
  writeSync(file, Buffer.alloc(count, 0xa5), 0, count, from);
}

async function work(workspace: Workspace, invoices = 1, lines = 60): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < invoices; index += 1) {
    const bytes = ledesBytes({ invoiceNumber: `INV-${index}`, lines: manyLines(lines) });
    const invoiceId = await importOne(workspace, bytes);
    ids.push(invoiceId);
    for (const { lineId } of (await rowsOf(workspace, invoiceId)).slice(0, 20)) {
      await answerOf(
        workspace.command('decideLines', { lineIds: [lineId], request: { kind: 'accept' }, reasonCode: null }),
      );
    }
  }
  return ids;
}

async function decidedCount(workspace: Workspace): Promise<number> {
  const sort = { by: 'receivedAt', direction: 'ascending' } as const;
  const page = await answerOf(workspace.query('listInvoices', { sort, offset: 0, limit: 1000 }));
  return page.money.decidedCount;
}

const statusOf = (workspace: Workspace) => answerOf(workspace.query('getStatus', {}));

describe("the desktop's files", () => {
  it('are encrypted: nothing of an invoice can be read in them, and another key opens nothing', async () => {
    await work(start());
    expect(await statusOf(open as Workspace)).toMatchObject({ isEncrypted: true, storage: 'durable', notice: null });
    stop();
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name)).includes('Okafor')).toBe(false);
    }
    expect(() => openBetterSqlite3({ path: path('outbox'), role: 'outbox', keyHex: 'cd'.repeat(32) })).toThrow();
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('come back as they were', async () => {
    await work(start());
    stop();
    expect(await decidedCount(start())).toBe(20);
  });
});

describe('a working copy that is damaged', () => {
  it.each([
    ['overwritten in the first page', () => spoil('cache', 0, 200)],
    ['cut in half', () => truncateSync(path('cache'), Math.floor(statSync(path('cache')).size / 8192) * 4096)],
    ['no database at all', () => writeFileSync(path('cache'), 'x'.repeat(10_000))],
    ['empty', () => writeFileSync(path('cache'), '')],
    ['gone', () => rmSync(path('cache'))],
  ])('is rebuilt when it is %s', async (_how, harm) => {
    await work(start());
    stop();
    harm();
    const workspace = start();
    expect(await decidedCount(workspace)).toBe(20);
    expect((await statusOf(workspace)).notice).toMatch(/rebuilt from your imports and decisions/);
  });

  it('is noticed while it is in use, and rebuilt at the next start', async () => {
    await work(start(), 3, 300);
    stop();
    const { size } = statSync(path('cache'));
    const workspace = start();
    for (let at = 40 * 4096; at < size - 4096; at += 4096) spoil('cache', at + 100, 64);
    for (let index = 0; index < 200 && damage.length === 0; index += 1) {
      await workspace.query('search', { text: `exhibit ${index}`, limit: 200 });
      const sort = { by: 'total', direction: 'ascending' } as const;
      const listed = await workspace.query('listInvoices', { sort, offset: 0, limit: 10 });
      // Which page is met first is SQLite's affair: the list itself may lie on a spoiled one.
      if (!listed.ok) break;
      for (const { invoiceId } of listed.value.rows) {
        await workspace.query('listLines', { invoiceId, ...NOT_FILTERED, offset: 0, limit: 1000 });
      }
    }
    expect(damage).toEqual(['cache']);
    // The next process is told, should what it reads first be whole.
    expect(existsSync(join(folder, 'cache.damaged'))).toBe(true);
    stop();
    expect(await decidedCount(start())).toBe(60);
  });

  it('is made anew when the person asks for it', async () => {
    await work(start());
    stop();
    const workspace = start({ isCacheDropped: true });
    expect(await decidedCount(workspace)).toBe(20);
    expect((await statusOf(workspace)).notice).toMatch(/rebuilt from your imports and decisions/);
  });
});

describe('a record of work that is damaged', () => {
  it('is set aside, not deleted, and everything readable of it is taken over', async () => {
    const ids = await work(start(), 6, 200);
    stop();
    const { size } = statSync(path('outbox'));
    const original = readFileSync(path('outbox'));
    // A page in the middle: it holds parts of some rows, and every other row is still there.
    const middle = Math.floor(size / 2 / 4096) * 4096;
    spoil('outbox', middle + 50, 100);
    const harmed = readFileSync(path('outbox'));
    expect(harmed.equals(original)).toBe(false);
    const workspace = await startUntilMended();
    const { notice, invoiceCount } = await statusOf(workspace);
    expect(notice).toMatch(/record of your work was damaged/);
    expect(invoiceCount).toBeGreaterThanOrEqual(ids.length - 2);
    expect(invoiceCount).toBeLessThanOrEqual(ids.length);
    expect(await decidedCount(workspace)).toBeGreaterThanOrEqual(20 * (ids.length - 2));
    const [kept = ''] = readdirSync(join(folder, 'set-aside'));
    expect(readFileSync(join(folder, 'set-aside', kept, 'outbox.db')).equals(harmed)).toBe(true);
    expect(notice).toContain(kept);
    // And it goes on: what is done from here on is kept as ever.
    await importOne(workspace, ledesBytes({ invoiceNumber: 'AFTER', lines: manyLines(5) }));
    stop();
    expect((await statusOf(start())).invoiceCount).toBe(invoiceCount + 1);
  });

  it.each([
    ['overwritten at its beginning', () => spoil('outbox', 0, 4096)],
    ['no database', () => writeFileSync(path('outbox'), 'x'.repeat(50_000))],
  ])('leaves LAIT usable and the file kept when it is %s', async (_how, harm) => {
    await work(start());
    stop();
    harm();
    const harmed = readFileSync(path('outbox'));
    const workspace = start();
    expect((await statusOf(workspace)).notice).toMatch(/0 imported files and 0 of your actions were recovered/);
    const [kept = ''] = readdirSync(join(folder, 'set-aside'));
    expect(readFileSync(join(folder, 'set-aside', kept, 'outbox.db')).equals(harmed)).toBe(true);
    // The working copy of the lost work is kept beside it: it may be all that is left.
    expect(existsSync(join(folder, 'set-aside', kept, 'cache.db'))).toBe(true);
    await importBytes(workspace, ledesBytes({ lines: manyLines(5) }));
  });

  it('loses only what was on the missing pages when it was cut short', async () => {
    await work(start(), 6, 200);
    stop();
    truncateSync(path('outbox'), Math.floor(statSync(path('outbox')).size / 4096 - 3) * 4096);
    const workspace = await startUntilMended();
    const { notice, invoiceCount } = await statusOf(workspace);
    expect(notice).toMatch(/record of your work was damaged/);
    expect(invoiceCount).toBeGreaterThanOrEqual(4);
  });

  /** Damage may only show in use; the process then ends and the next one mends it. */
  async function startUntilMended(): Promise<Workspace> {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const workspace = start();
      if (damage.length === 0 && (await statusOf(workspace)).notice !== null) return workspace;
      await decidedCount(workspace);
      stop();
      damage = [];
      // Read what a sync would read: every imported file.
      const next = openBetterSqlite3({ path: path('outbox'), role: 'outbox', keyHex: KEY });
      try {
        next.prepare('SELECT sum(length(hex(bytes))) FROM blob_part').all();
        next.prepare('SELECT count(args) FROM mutation').all();
      } catch {
        writeFileSync(join(folder, 'outbox.damaged'), '');
      } finally {
        next.close();
      }
    }
    throw new Error('Nothing was mended.');
  }
});

describe('a workspace that cannot be opened', () => {
  function failure(): ReturnType<typeof openFailureOf> {
    try {
      start();
    } catch (error) {
      return openFailureOf(error);
    }
    throw new Error('It opened.');
  }

  it('says that the folder cannot be written', () => {
    writeFileSync(folder, 'a file in the way');
    expect(failure()).toMatchObject({ kind: 'read_only' });
    expect(failure().message).toMatch(/may not write.*What was kept before is untouched/);
  });

  it.each([
    ['EROFS', 'read_only'],
    ['EACCES', 'read_only'],
    ['SQLITE_READONLY_DIRECTORY', 'read_only'],
    ['SQLITE_CANTOPEN', 'read_only'],
    ['ENOSPC', 'storage_full'],
    ['SQLITE_FULL', 'storage_full'],
    ['SQLITE_BUSY', 'in_use'],
    ['SQLITE_IOERR', 'failed'],
  ])('tells what %s calls for', (code, kind) => {
    expect(openFailureOf(Object.assign(new Error('x'), { code }))).toMatchObject({ kind, code });
  });

  it.each([['outbox', OUTBOX_MIGRATIONS.length]])('leaves an %s of a later version alone', async (name, known) => {
    await work(start());
    stop();
    const database = openBetterSqlite3({ path: path(name), role: 'outbox', keyHex: KEY });
    database.exec(`PRAGMA user_version = ${known + 1}`);
    database.close();
    expect(failure()).toMatchObject({ kind: 'newer' });
    expect(readdirSync(folder)).not.toContain('set-aside');
  });

  it('rebuilds a working copy of a later version, as it can', async () => {
    await work(start());
    stop();
    const database = openBetterSqlite3({ path: path('cache'), role: 'cache', keyHex: KEY });
    database.exec(`PRAGMA user_version = ${CACHE_MIGRATIONS.length + 1}`);
    database.close();
    expect(await decidedCount(start())).toBe(20);
  });

  it('does not take a folder in the place of the file for damage', async () => {
    mkdirSync(join(folder, 'outbox.db'), { recursive: true });
    expect(failure()).toMatchObject({ kind: 'read_only' });
  });
});
