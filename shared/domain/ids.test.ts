import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileSha256, findingIdOf, findingIdsOf, invoiceDigest, invoiceIdOf, lineIdsOf, uuidV7 } from './ids.ts';

const UUID_V8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids that must be the same everywhere', () => {
  const digest = invoiceDigest('ab'.repeat(32), 2);

  test('are version 8 and depend on the file and the place in it', () => {
    expect(invoiceIdOf(digest)).toMatch(UUID_V8);
    expect(invoiceIdOf(digest)).toBe(invoiceIdOf(invoiceDigest('ab'.repeat(32), 2)));
    expect(invoiceIdOf(digest)).not.toBe(invoiceIdOf(invoiceDigest('ab'.repeat(32), 3)));
    expect(fileSha256(new TextEncoder().encode('abc'))).toBe(createHash('sha256').update('abc').digest('hex'));
  });

  test('sort the lines of one invoice by record', () => {
    const idAt = lineIdsOf(digest);
    const ids = [1, 2, 9, 10, 255, 256, 100_000].map(idAt);
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(UUID_V8);
  });

  test('finding ids hash the UTF-8 bytes of every part under its length, whatever the text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.array(text, { maxLength: 4 }), (shared, rest) => {
        const hash = createHash('sha256');
        for (const part of [...shared, ...rest]) hash.update(`${Buffer.byteLength(part)}:`).update(part);
        const id = findingIdOf([...shared, ...rest]);
        expect(id).toMatch(UUID_V8);
        expect(id.slice(0, 8)).toBe(hash.digest('hex').slice(0, 8));
        expect(findingIdsOf(shared)(rest)).toBe(id);
      }),
      { seed: 11, numRuns: 200 },
    );
    expect(findingIdOf(['ab', 'c'])).not.toBe(findingIdOf(['a', 'bc']));
  });
});

test('a UUIDv7 begins with its time and keeps its version', () => {
  const random = Uint8Array.from({ length: 10 }, () => 255);
  expect(uuidV7(0x0123456789ab, random)).toBe('01234567-89ab-7fff-bfff-ffffffffffff');
});
