import { type ChecksumRow, EMPTY_CHECKSUM, moveChecksum } from '#shared/sync/checksum.ts';
import type { RowChange } from './change-batch.ts';

/** What a batch does to one scope's checksum. */
export interface ScopeSum {
  readonly scopeId: string;
  /** To be added modulo 2^64, as a signed decimal. */
  readonly delta: string;
  readonly rowCount: number;
}

/**
 * The changes of one transaction: a row written twice is one change, from its first version before to its last
 * after, because nobody outside ever sees what was in between.
 */
export interface KeptChanges {
  add(change: RowChange): void;
  readonly rows: readonly RowChange[];
  readonly sums: readonly ScopeSum[];
}

export function keptChanges(): KeptChanges {
  const byRow = new Map<string, RowChange>();
  return {
    add(change) {
      const key = `${change.scopeId}\n${change.table}\n${change.rowId}`;
      const before = byRow.get(key);
      byRow.set(key, before === undefined ? change : { ...change, previousVersion: before.previousVersion });
    },
    get rows() {
      return [...byRow.values()];
    },
    get sums() {
      return sumsOf(byRow.values());
    },
  };
}

function sumsOf(rows: Iterable<RowChange>): readonly ScopeSum[] {
  const sums = new Map<string, { sum: bigint; rowCount: number }>();
  for (const { scopeId, table, rowId, op, rowVersion, previousVersion } of rows) {
    const row = (version: number): ChecksumRow => ({ table, id: rowId, version });
    const added = op === 'put' ? row(rowVersion) : null;
    const taken = previousVersion > 0 ? row(previousVersion) : null;
    const { sum, rowCount } = sums.get(scopeId) ?? { sum: EMPTY_CHECKSUM, rowCount: 0 };
    sums.set(scopeId, {
      sum: moveChecksum(sum, added, taken),
      rowCount: rowCount + (added === null ? 0 : 1) - (taken === null ? 0 : 1),
    });
  }
  return [...sums].map(([scopeId, { sum, rowCount }]) => ({
    scopeId,
    delta: BigInt.asIntN(64, sum).toString(),
    rowCount,
  }));
}
