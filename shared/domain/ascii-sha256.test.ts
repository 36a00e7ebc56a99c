import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { asciiSha256 } from './ascii-sha256.ts';

const platform = (text: string) => createHash('sha256').update(text).digest('hex');

function digest(text: string): string | null {
  const words = asciiSha256(text);
  return words === null ? null : [...words].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

test('agrees with the platform for every length around the block boundaries', () => {
  for (let length = 0; length <= 200; length += 1) {
    const text = Array.from({ length }, (_, at) => String.fromCharCode((at * 37 + length) % 128)).join('');
    expect(digest(text)).toBe(platform(text));
  }
  const long = 'lait '.repeat(20_000);
  expect(digest(long)).toBe(platform(long));
});

test('says so when a text is not ASCII, wherever the letter stands', () => {
  for (const text of ['é', `${'a'.repeat(63)}é`, `${'a'.repeat(130)}\u0080`]) expect(digest(text)).toBeNull();
  expect(digest(`${'a'.repeat(55)}\u007f`)).toBe(platform(`${'a'.repeat(55)}\u007f`));
});
