import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { asciiSha256Head } from './ascii-sha256.ts';

const head = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

test('agrees with the platform for every length around the block boundaries', () => {
  for (let length = 0; length <= 200; length += 1) {
    const text = Array.from({ length }, (_, at) => String.fromCharCode((at * 37 + length) % 128)).join('');
    expect(asciiSha256Head(text)).toBe(head(text));
  }
  const long = 'lait '.repeat(20_000);
  expect(asciiSha256Head(long)).toBe(head(long));
});

test('says so when a text is not ASCII, wherever the letter stands', () => {
  for (const text of ['é', `${'a'.repeat(63)}é`, `${'a'.repeat(130)}\u0080`]) expect(asciiSha256Head(text)).toBeNull();
  expect(asciiSha256Head(`${'a'.repeat(55)}\u007f`)).toBe(head(`${'a'.repeat(55)}\u007f`));
});
