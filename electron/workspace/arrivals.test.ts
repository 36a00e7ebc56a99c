import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrivals } from './arrivals.ts';
import { walkPaths } from './walk-paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lait-arrivals-'));
  mkdirSync(join(folder, 'Bills', 'March'), { recursive: true });
  writeFileSync(join(folder, 'Bills', 'b.led'), 'b');
  writeFileSync(join(folder, 'Bills', 'March', 'a.led'), 'aa');
  writeFileSync(join(folder, 'Bills', '.DS_Store'), 'hidden');
  writeFileSync(join(folder, 'outside.led'), 'outside');
  symlinkSync(folder, join(folder, 'Bills', 'loop'));
  symlinkSync(join(folder, 'outside.led'), join(folder, 'Bills', 'way-out.led'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const desk = (maximum = 1000) => {
  let next = 0;
  return arrivals(maximum, () => {
    next += 1;
    return `token-${next}`;
  });
};

describe('a folder that is dropped', () => {
  it('gives its files by name, without hidden ones and without anything links lead to', async () => {
    const { files, unreadableCount } = await walkPaths([join(folder, 'Bills')]);
    expect(files.map(({ name, size }) => [name, size])).toEqual([
      ['Bills/March/a.led', 2],
      ['Bills/b.led', 1],
    ]);
    expect(unreadableCount).toBe(2);
  });

  it('stops at a limit and says so', async () => {
    for (let index = 0; index < 20; index += 1) writeFileSync(join(folder, 'Bills', `x${index}.led`), '');
    const { files, isCapped } = await walkPaths([join(folder, 'Bills')], { files: 5, entries: 100, depth: 16 });
    expect([files.length, isCapped]).toEqual([5, true]);
    let deep = join(folder, 'deep');
    for (let depth = 0; depth < 30; depth += 1) deep = join(deep, 'd');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'a.led'), '');
    expect(await walkPaths([join(folder, 'deep')])).toEqual({ files: [], isCapped: true, unreadableCount: 0 });
  });

  it('is followed when it is a link itself, since the person dropped that', async () => {
    const { files } = await walkPaths([join(folder, 'Bills', 'way-out.led')]);
    expect(files.map(({ name }) => name)).toEqual(['way-out.led']);
  });
});

describe('files that arrived', () => {
  it('are told to the page by name and size, never by path, and read by token alone', async () => {
    const arrived = desk();
    const told = await arrived.arrive([join(folder, 'Bills', 'b.led'), join(folder, 'absent')]);
    expect(told).toEqual({
      token: 'token-1',
      files: [{ name: 'b.led', size: 1 }],
      remarks: [expect.stringMatching(/^One thing in it could not be looked at/)],
    });
    expect(JSON.stringify(told)).not.toContain(folder);
    expect(await arrived.read('token-1', 0)).toEqual({ kind: 'read', name: 'b.led', bytes: new Uint8Array([98]) });
    for (const [token, index] of [
      ['token-1', 1],
      ['token-1', -1],
      ['token-2', 0],
      [join(folder, 'outside.led'), 0],
    ] as const) {
      expect(await arrived.read(token, index)).toEqual({ kind: 'unknown' });
    }
  });

  it('are not read when they are too large or gone meanwhile', async () => {
    const arrived = desk(10);
    await arrived.arrive([join(folder, 'Bills', 'b.led'), join(folder, 'outside.led')]);
    truncateSync(join(folder, 'Bills', 'b.led'), 11);
    rmSync(join(folder, 'outside.led'));
    expect(await arrived.read('token-1', 0)).toEqual({ kind: 'too_large' });
    expect(await arrived.read('token-1', 1)).toEqual({ kind: 'gone' });
  });

  it('are forgotten after many others', async () => {
    const arrived = desk();
    for (let index = 0; index < 51; index += 1) await arrived.arrive([join(folder, 'outside.led')]);
    expect((await arrived.read('token-1', 0)).kind).toBe('unknown');
    expect((await arrived.read('token-2', 0)).kind).toBe('read');
  });
});
