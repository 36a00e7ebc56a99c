import type { NewAuditEntry, NewEvent, RowChange } from './change-batch.ts';

/** What a transaction says happened, kept until its last step. */
export interface CollectedChanges {
  change(change: RowChange): void;
  event(event: NewEvent): void;
  audit(entry: NewAuditEntry): void;
  poke(scopeId: string): void;
  /** One for each row, from how it was before the transaction to how it is after; in order of first writing. */
  changes(): readonly RowChange[];
  events(): readonly NewEvent[];
  audits(): readonly NewAuditEntry[];
  pokedScopes(): readonly string[];
}

export function collectChanges(): CollectedChanges {
  const changes = new Map<string, RowChange>();
  const events: NewEvent[] = [];
  const audits: NewAuditEntry[] = [];
  const pokes = new Set<string>();
  return {
    change(change) {
      const key = `${change.table}/${change.rowId}`;
      const before = changes.get(key);
      changes.set(key, before === undefined ? change : { ...change, previousVersion: before.previousVersion });
      pokes.add(change.scopeId);
    },
    event(event) {
      events.push(event);
      if (event.scopeId !== null) pokes.add(event.scopeId);
    },
    audit: (entry) => void audits.push(entry),
    poke: (scopeId) => void pokes.add(scopeId),
    changes: () => [...changes.values()],
    events: () => events,
    audits: () => audits,
    pokedScopes: () => [...pokes],
  };
}
