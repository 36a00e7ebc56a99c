import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileSha256, findingIdOf, invoiceDigest, invoiceIdOf, lineIdsOf, uuidV7 } from './ids.ts';

const UUID_V8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const sha = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

test('the file hash is SHA-256 in lower-case hexadecimal', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(fileSha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
    { seed: 71, numRuns: 100 },
  );
});

test('invoice and line ids are UUIDs of version 8, the same on every machine', () => {
  const digest = createHash('sha256')
    .update(`lait invoice\n${'00'.repeat(32)}\n1`)
    .digest('hex');
  const marked = `${digest.slice(0, 12)}8${digest.slice(13, 16)}`;
  const id = invoiceIdOf(invoiceDigest('00'.repeat(32), 1)).replaceAll('-', '');
  expect(id.slice(0, 16)).toBe(marked);
  expect(id.slice(17)).toBe(digest.slice(17, 32));
  fc.assert(
    fc.property(
      sha,
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 2 ** 48 - 1 }),
      (file, ordinal, record) => {
        expect(invoiceIdOf(invoiceDigest(file, ordinal))).toMatch(UUID_V8);
        expect(lineIdsOf(invoiceDigest(file, ordinal))(record)).toMatch(UUID_V8);
      },
    ),
    { seed: 72, numRuns: 200 },
  );
});

test('another file or another place in the file is another id', () => {
  fc.assert(
    fc.property(sha, sha, fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (fileA, fileB, a, b) => {
      const same = fileA === fileB && a === b;
      expect(invoiceIdOf(invoiceDigest(fileA, a)) === invoiceIdOf(invoiceDigest(fileB, b))).toBe(same);
    }),
    { seed: 73, numRuns: 200 },
  );
});

test('lines of an invoice share their first 64 bits and sort by record', () => {
  fc.assert(
    fc.property(sha, fc.integer({ min: 1, max: 2 ** 47 }), fc.integer({ min: 1, max: 2 ** 47 }), (file, a, b) => {
      const idAt = lineIdsOf(invoiceDigest(file, 1));
      expect(idAt(a).slice(0, 23)).toBe(idAt(b).slice(0, 23));
      expect(idAt(a) < idAt(a + 1)).toBe(true);
      expect(Math.sign(idAt(a) < idAt(b) ? -1 : idAt(a) > idAt(b) ? 1 : 0)).toBe(Math.sign(a - b));
    }),
    { seed: 74, numRuns: 200 },
  );
});

test('no two lists of parts meet in one finding id, wherever they are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', '1', ':', '|'), maxLength: 3 }), { maxLength: 4 }),
      fc.array(fc.string({ unit: fc.constantFrom('a', '1', ':', '|'), maxLength: 3 }), { maxLength: 4 }),
      (a, b) => {
        expect(findingIdOf(a) === findingIdOf(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      },
    ),
    { seed: 75, numRuns: 500 },
  );
  expect(findingIdOf(['ab', 'c'])).not.toBe(findingIdOf(['a', 'bc']));
  expect(findingIdOf(['x'])).toMatch(UUID_V8);
});

describe('UUIDv7', () => {
  const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  test('has version 7, the variant of RFC 9562, and its time first', () => {
    fc.assert(
      fc.property(time, random, (milliseconds, bytes) => {
        const id = uuidV7(milliseconds, bytes);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(milliseconds);
      }),
      { seed: 76, numRuns: 200 },
    );
  });
  test('ids made later sort later', () => {
    fc.assert(
      fc.property(time, time, random, random, (a, b, bytesA, bytesB) => {
        if (a < b) expect(uuidV7(a, bytesA) < uuidV7(b, bytesB)).toBe(true);
      }),
      { seed: 77, numRuns: 200 },
    );
  });
  test('keeps the random bits it is given', () => {
    const ones = new Uint8Array(10).fill(0xff);
    expect(uuidV7(0, ones)).toBe('00000000-0000-7fff-bfff-ffffffffffff');
    expect(ones.every((byte) => byte === 0xff)).toBe(true);
  });
});
