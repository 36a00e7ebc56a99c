import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isSigned } from '#server/updates/is-signed.ts';
import { readSignedRelease } from '#shared/updates/trusted-keys.ts';
import { makeReleaseKey, signRelease } from './sign-release.ts';

const folder = mkdtempSync(join(tmpdir(), 'lait-sign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string, ...files: readonly string[]) => {
  const path = join(folder, name);
  mkdirSync(path);
  for (const file of files) writeFileSync(join(path, file), `bytes of ${file}`);
  return path;
};
const options = { version: '1.4.0', minimumServer: '1.0.0', notes: '' };

it('a release describes every installer by platform, architecture and kind, and nothing else of the folder', async () => {
  const keyFile = join(folder, 'key.pem');
  const key = await makeReleaseKey(keyFile);
  const from = inFolder(
    'all',
    'LAIT-1.4.0-win-x64.exe',
    'LAIT-1.4.0-win-x64.exe.blockmap',
    'LAIT-1.4.0-mac-arm64.zip',
    'LAIT-1.4.0-linux-x86_64.AppImage',
    'LAIT-1.4.0-linux-amd64.deb',
    'builder-debug.yml',
  );
  const outcome = await signRelease({ ...options, folder: from, keyFile });
  if (outcome.kind === 'usage') throw new Error(outcome.message);
  const reading = readSignedRelease(outcome.release, [key], isSigned);
  expect(
    reading.ok && reading.descriptor.files.map(({ platform, arch, kind }) => `${platform} ${arch} ${kind}`),
  ).toEqual(['linux x64 deb', 'linux x64 AppImage', 'darwin arm64 zip', 'win32 x64 exe', 'win32 x64 blockmap']);
});

it('nothing is signed for a folder of another version, an empty one, a wrong number or a wrong key', async () => {
  const keyFile = join(folder, 'good.pem');
  await makeReleaseKey(keyFile);
  const good = inFolder('good', 'LAIT-1.4.0-win-x64.exe');
  const other = inFolder('other', 'LAIT-1.4.0-win-x64.exe', 'LAIT-1.3.0-win-x64.msi');
  const empty = inFolder('empty', 'readme.txt');
  const rsa = join(folder, 'not-a-key.pem');
  writeFileSync(rsa, 'hello');
  const cases = [
    [{ ...options, folder: other, keyFile }, 'belong to another version'],
    [{ ...options, folder: empty, keyFile }, 'no installer'],
    [{ ...options, folder: join(folder, 'nowhere'), keyFile }, 'no installer'],
    [{ ...options, version: '1.4', folder: good, keyFile }, 'no version'],
    [{ ...options, folder: good, keyFile: rsa }, 'no Ed25519 private key'],
  ] as const;
  for (const [input, words] of cases) {
    const outcome = await signRelease(input);
    expect(outcome.kind === 'usage' && outcome.message).toContain(words);
  }
});

it('a key is never written over', async () => {
  const keyFile = join(folder, 'once.pem');
  await makeReleaseKey(keyFile);
  const before = readFileSync(keyFile, 'utf8');
  await expect(makeReleaseKey(keyFile)).rejects.toThrow('EEXIST');
  expect(readFileSync(keyFile, 'utf8')).toBe(before);
});
