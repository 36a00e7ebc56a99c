import { describe, expect, it } from 'vitest';
import { type DbRow, KINDS } from './master-kinds.ts';
import { type Candidate, planImport, type StoredRow } from './plan-import.ts';

const rate = (changes: DbRow = {}): DbRow => ({
  vendor_id: 'v',
  timekeeper_number: 'TK1',
  classification: null,
  client_id: null,
  matter_id: null,
  rate_e4: 4_500_000,
  currency: 'USD',
  valid_from: '2026-01-01',
  valid_to: null,
  ...changes,
});
const file = (...rows: readonly DbRow[]): readonly Candidate[] =>
  rows.map((columns, index) => ({ row: index + 2, columns }));
const onFile = (...rows: readonly DbRow[]): readonly StoredRow[] =>
  rows.map((columns, index) => ({ id: `r${index}`, columns }));
const plan = (rows: readonly Candidate[], stored: readonly StoredRow[] = []) => planImport(KINDS.rates, rows, stored);
const errorsOf = (...given: Parameters<typeof plan>) => plan(...given).errors.map(({ row, code }) => [row, code]);

describe('a file of rates', () => {
  it('adds what is new, changes what differs and leaves the rest', () => {
    const { writes, unchangedCount, errors } = plan(
      file(rate(), rate({ timekeeper_number: 'tk2', rate_e4: 1 }), rate({ timekeeper_number: 'TK3' })),
      onFile(rate(), rate({ timekeeper_number: 'TK2' })),
    );
    expect([unchangedCount, errors]).toEqual([1, []]);
    expect(writes.map(({ row, before, after }) => [row, before?.id, after.timekeeper_number, after.rate_e4])).toEqual([
      [3, 'r1', 'TK2', 1],
      [4, undefined, 'TK3', 4_500_000],
    ]);
  });

  it('says nothing about columns it does not have', () => {
    const { valid_to: _, ...without } = rate();
    const stored = onFile(rate({ valid_to: '2026-06-30' }));
    expect(plan(file(without), stored)).toMatchObject({ writes: [], unchangedCount: 1 });
    expect(plan(file(rate()), stored).writes).toMatchObject([{ after: { valid_to: null } }]);
  });

  it('may not be about one row twice', () => {
    expect(errorsOf(file(rate(), rate({ timekeeper_number: 'tk1', rate_e4: 1 })))).toEqual([
      [3, 'SAME_AS_ANOTHER_ROW'],
    ]);
  });

  it('may not let two rates hold on one day, in the file or with what is on file', () => {
    const later = rate({ valid_from: '2026-07-01' });
    expect(errorsOf(file(rate(), later))).toEqual([[3, 'OVERLAP']]);
    expect(errorsOf(file(later), onFile(rate()))).toEqual([[2, 'OVERLAP']]);
    expect(errorsOf(file(rate({ valid_from: '2025-01-01' })), onFile(rate()))).toEqual([[2, 'OVERLAP']]);
    expect(errorsOf(file(rate({ valid_to: '2026-07-01' }), later))).toEqual([[3, 'OVERLAP']]);
    expect(plan(file(later), onFile(rate())).errors[0]?.message).toBe(
      'The period from 2026-07-01 on overlaps a row on file that holds from 2026-01-01 on. Give that one an end date first, or end it in this file.',
    );
  });

  it('may end a rate and begin the next in one go', () => {
    const both = file(rate({ valid_to: '2026-06-30' }), rate({ valid_from: '2026-07-01', rate_e4: 5 }));
    expect(plan(both, onFile(rate()))).toMatchObject({ writes: [{ row: 2 }, { row: 3 }], errors: [] });
  });

  it.each([
    { name: 'another person', other: { timekeeper_number: 'TK2' } },
    { name: 'a class', other: { timekeeper_number: null, classification: 'Partner' } },
    { name: 'another client', other: { client_id: 'c' } },
    { name: 'one matter', other: { client_id: 'c', matter_id: 'm' } },
    { name: 'another vendor', other: { vendor_id: 'w' } },
    { name: 'another currency', other: { currency: 'EUR' } },
  ])('may hold a rate for $name on the same days', ({ other }) => {
    expect(errorsOf(file(rate(), rate({ ...other, valid_from: '2026-02-01' })))).toEqual([]);
  });

  it('may not hold a rate for any currency beside one for a certain one', () => {
    expect(errorsOf(file(rate(), rate({ currency: null })))).toEqual([[3, 'OVERLAP']]);
  });

  it('is not held to what is wrong on file already', () => {
    const wrong = onFile(rate(), rate({ valid_from: '2026-02-01' }));
    expect(errorsOf(file(rate({ timekeeper_number: 'TK2' })), wrong)).toEqual([]);
  });

  it('that overlaps everywhere is told so in bounded time', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) =>
      rate({
        valid_from: `20${String(10 + (index % 80)).padStart(2, '0')}-01-01`,
        timekeeper_number: 'TK',
        currency: `${index}`,
      }),
    ).map((each) => ({ ...each, currency: null, valid_from: `${each.valid_from}${each.currency}` }));
    const began = performance.now();
    expect(plan(file(...rows)).errors.length).toBeGreaterThan(1_000);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('a file of names', () => {
  it('has no periods, and changes nothing the second time', () => {
    const vendors = file({ number: '24-1', name: 'Quill' });
    const { writes } = planImport(KINDS.vendors, vendors, []);
    expect(writes).toHaveLength(1);
    const stored = [{ id: 'v', columns: { number: '24-1', name: 'Quill' } }];
    expect(planImport(KINDS.vendors, vendors, stored)).toEqual({ writes: [], unchangedCount: 1, errors: [] });
  });
});
