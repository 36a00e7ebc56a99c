import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChecksumRow, checksumHex, checksumOf, EMPTY_CHECKSUM, moveChecksum } from './checksum.ts';

const row: fc.Arbitrary<ChecksumRow> = fc.record({
  table: fc.constantFrom('line', 'decision', 'narrative'),
  id: fc.integer({ min: 0, max: 30 }).map(String),
  version: fc.integer({ min: 1, max: 5 }),
});
const keyOf = ({ table, id, version }: ChecksumRow) => `${table} ${id} ${version}`;

describe('a scope’s checksum', () => {
  it('is the same in any order, and moved one row at a time', () => {
    fc.assert(
      fc.property(fc.array(row), fc.func(fc.integer()), (rows, order) => {
        const shuffled = rows.map((each) => ({ each, at: order(keyOf(each)) })).sort((a, b) => a.at - b.at);
        let moved = EMPTY_CHECKSUM;
        for (const { each } of shuffled) moved = moveChecksum(moved, each, null);
        expect(moved).toBe(checksumOf(rows));
        for (const each of rows) moved = moveChecksum(moved, null, each);
        expect(moved).toBe(EMPTY_CHECKSUM);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('is equal only where the rows are', () => {
    const sets = fc.uniqueArray(row, { selector: keyOf, maxLength: 12 });
    fc.assert(
      fc.property(sets, sets, (left, right) => {
        const same = left.map(keyOf).toSorted().join() === right.map(keyOf).toSorted().join();
        expect(checksumOf(left) === checksumOf(right)).toBe(same);
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  it('tells a line from the decision or the words beside it', () => {
    const sums = ['line', 'decision', 'narrative'].map((table) => checksumOf([{ table, id: 'a', version: 1 }]));
    expect(new Set(sums).size).toBe(3);
  });

  it('tells 200,000 rows apart and travels as 16 hexadecimal digits', () => {
    const seen = new Set<string>();
    for (let id = 0; id < 100_000; id += 1) {
      for (const version of [1, 2]) seen.add(checksumHex(checksumOf([{ table: 'line', id: String(id), version }])));
    }
    expect(seen.size).toBe(200_000);
    expect([...seen].every((each) => /^[0-9a-f]{16}$/.test(each))).toBe(true);
  });
});
