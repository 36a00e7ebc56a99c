import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUpFiles, checkFileBackup, restoreFiles } from './file-backup.ts';

const SECRET = '5a0e1c7d9b3f4a8866d2e0c4b1f7a935';
const DAY_MS = 24 * 3_600_000;

describe.each([
  ['encrypted', SECRET],
  ['not encrypted', null],
] as const)('files backed up, %s', (_, secret) => {
  let root: string;
  let store: string;
  let backups: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lait-file-backup-'));
    [store, backups] = [join(root, 'store'), join(root, 'backups')];
    for (const [path, text] of [
      ['files/ab/abc', 'the original of a bill'],
      ['files/cd/cde', 'x'.repeat(200_000)],
      ['releases/LAIT-1.0.0.AppImage', 'an application'],
      ['files/incoming/half', 'half of a file'],
      ['development-secrets.json', 'never backed up'],
    ] as const) {
      mkdirSync(join(store, path, '..'), { recursive: true });
      writeFileSync(join(store, path), text);
    }
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const save = (nowMs = 0) => backUpFiles({ from: store, to: backups, secret, nowMs });

  it('come back byte for byte, once each, and only what is missing', async () => {
    expect(await save()).toEqual({ copied: 3, kept: 0, forgotten: 0 });
    expect(await save()).toEqual({ copied: 0, kept: 3, forgotten: 0 });
    const restored = join(root, 'restored');
    expect(await restoreFiles({ from: backups, to: restored, secret })).toEqual({ restored: 3, kept: 0 });
    for (const path of ['files/ab/abc', 'files/cd/cde', 'releases/LAIT-1.0.0.AppImage']) {
      expect(readFileSync(join(restored, path))).toEqual(readFileSync(join(store, path)));
    }
    expect(readdirSync(restored).sort()).toEqual(['files', 'releases']);
    rmSync(join(restored, 'files/ab/abc'));
    expect(await restoreFiles({ from: backups, to: restored, secret })).toEqual({ restored: 1, kept: 2 });
  });

  it('are noticed where a copy was changed or cut off', async () => {
    await save();
    const copy = join(backups, 'files/ab/abc');
    const whole = readFileSync(copy);
    const changed = Buffer.from(whole);
    changed[20] = (changed[20] ?? 0) ^ 1;
    for (const bytes of [changed, whole.subarray(0, whole.length - 1), Buffer.alloc(0)]) {
      writeFileSync(copy, bytes);
      expect(await checkFileBackup(backups, secret)).toEqual({ checked: 3, broken: ['files/ab/abc'] });
    }
  });

  it('come back also where a file is empty', async () => {
    writeFileSync(join(store, 'files/ab/nothing'), '');
    await save();
    expect(await checkFileBackup(backups, secret)).toEqual({ checked: 4, broken: [] });
    await restoreFiles({ from: backups, to: join(root, 'restored'), secret });
    expect(readFileSync(join(root, 'restored/files/ab/nothing')).length).toBe(0);
  });

  it('are never forgotten because the store could not be read, or is not there', async () => {
    await save();
    renameSync(join(store, 'files'), join(store, 'elsewhere'));
    writeFileSync(join(store, 'files'), 'a file where a folder was');
    for (const day of [1, 36, 72]) await expect(save(day * DAY_MS)).rejects.toThrow('ENOTDIR');
    rmSync(join(store, 'files'));
    rmSync(join(store, 'releases'), { recursive: true });
    for (const day of [73, 110]) await expect(save(day * DAY_MS)).rejects.toThrow('3 of 3 files are gone');
    expect((await checkFileBackup(backups, secret)).checked).toBe(3);
  });

  it('of which many vanish in one night are forgotten only where somebody says that it is meant', async () => {
    for (let at = 0; at < 40; at += 1) writeFileSync(join(store, `files/ab/bill-${at}`), `bill ${at}`);
    await save();
    for (let at = 0; at < 20; at += 1) rmSync(join(store, `files/ab/bill-${at}`));
    writeFileSync(join(store, 'files/ab/new'), 'came meanwhile');
    await expect(save(DAY_MS)).rejects.toThrow('20 of 43 files are gone');
    // What came meanwhile is safe all the same.
    expect((await checkFileBackup(backups, secret)).checked).toBe(44);
    const meant = { from: store, to: backups, secret, isRemovalMeant: true };
    expect(await backUpFiles({ ...meant, nowMs: DAY_MS })).toMatchObject({ forgotten: 0 });
    expect(await save(37 * DAY_MS)).toMatchObject({ forgotten: 20 });
  });

  it('whose repository was begun and not finished are begun again; copies without it are no repository', async () => {
    mkdirSync(backups);
    writeFileSync(join(backups, 'key-check'), 'half');
    expect(await save()).toMatchObject({ copied: 3 });
    rmSync(join(backups, 'repository.json'));
    await expect(save()).rejects.toThrow('without their repository.json');
  });

  it('are copied once more, in place of their copies, where their key in the store was changed', async () => {
    await save();
    // The same bill under another key: other bytes under the same name.
    writeFileSync(join(store, 'files/ab/abc'), 'the original, encrypted anew');
    expect(await save()).toMatchObject({ copied: 0, kept: 3 });
    const again = { from: store, to: backups, secret, nowMs: 0, isAgain: true };
    expect(await backUpFiles(again)).toMatchObject({ copied: 3, kept: 0 });
    await restoreFiles({ from: backups, to: join(root, 'restored'), secret });
    expect(readFileSync(join(root, 'restored/files/ab/abc'), 'utf8')).toBe('the original, encrypted anew');
  });

  it('stay for 35 days after they were removed, and then no longer', async () => {
    await save();
    rmSync(join(store, 'files/ab/abc'));
    expect(await save(DAY_MS)).toMatchObject({ forgotten: 0 });
    expect(await save(35 * DAY_MS)).toMatchObject({ forgotten: 0 });
    expect(await save(36 * DAY_MS)).toMatchObject({ forgotten: 1 });
    expect((await checkFileBackup(backups, secret)).checked).toBe(2);
  });
});

describe('encrypted backups of files', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lait-file-backup-'));
    mkdirSync(join(root, 'store/files/ab'), { recursive: true });
    writeFileSync(join(root, 'store/files/ab/one'), 'the original of a bill');
    writeFileSync(join(root, 'store/files/ab/two'), 'the original of another');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const [from, to] = ['store', 'backups'];
  const save = (secret: string | null) => backUpFiles({ from: join(root, from), to: join(root, to), secret, nowMs: 0 });

  it('hold no word of what they are of', async () => {
    await save(SECRET);
    const copy = readFileSync(join(root, to, 'files/ab/one'));
    expect(copy.includes('original')).toBe(false);
  });

  it('open with their own key alone, and say so', async () => {
    await save(SECRET);
    await expect(save('another key that is long enough')).rejects.toThrow('is not the one');
    await expect(save(null)).rejects.toThrow('BACKUP_ENCRYPTION_KEY is needed');
  });

  it('are noticed where one was changed, cut off or put in the place of another', async () => {
    await save(SECRET);
    const [one, two] = ['files/ab/one', 'files/ab/two'].map((path) => join(root, to, path));
    if (one === undefined || two === undefined) throw new Error('There are two.');
    const whole = readFileSync(one);
    const changed = Buffer.from(whole);
    changed[30] = (changed[30] ?? 0) ^ 1;
    for (const bytes of [changed, whole.subarray(0, whole.length - 1), readFileSync(two)]) {
      writeFileSync(one, bytes);
      expect(await checkFileBackup(join(root, to), SECRET)).toEqual({ checked: 2, broken: ['files/ab/one'] });
      await expect(restoreFiles({ from: join(root, to), to: join(root, 'back'), secret: SECRET })).rejects.toThrow();
      // Nothing that is not whole is left under the name of a file.
      expect(readdirSync(join(root, 'back/files/ab'))).not.toContain('one');
    }
  });
});
