import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingIdOf, findingIdsOf } from './ids.ts';

const ascii = fc.string({ maxLength: 90 });
const anyText = fc.string({ unit: fc.constantFrom(...'abc09 é漢😀'), maxLength: 20 });

/** A UUID's digits without the two that its version and variant overwrite. */
const unmarked = (digits: string) => `${digits.slice(0, 12)} ${digits.slice(13, 16)} ${digits.slice(17)}`;

test('finding ids are the SHA-256 of every part’s UTF-8 bytes under its length, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(ascii, anyText), { maxLength: 4 }),
      fc.array(ascii, { maxLength: 4 }),
      (shared, rest) => {
        const hash = createHash('sha256');
        for (const part of [...shared, ...rest]) hash.update(`${Buffer.byteLength(part)}:`).update(part);
        const id = findingIdOf([...shared, ...rest]);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(unmarked(id.replaceAll('-', ''))).toBe(unmarked(hash.digest('hex').slice(0, 32)));
        expect(findingIdsOf(shared)(rest)).toBe(id);
      },
    ),
    { seed: 11, numRuns: 200 },
  );
});
