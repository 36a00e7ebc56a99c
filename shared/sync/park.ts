import type { StoredBase } from './push-queue.ts';

/** An action of this device that still shows or waits for the person: unanswered, acknowledged or parked. */
export interface OwnMutation {
  readonly order: number;
  readonly isAtomic: boolean;
  /** Every field group it writes, with what it stood on. */
  readonly base: Readonly<Record<string, StoredBase>>;
  /** Groups the server answered with `conflict` or `rejected`. */
  readonly parked: ReadonlySet<string>;
}

/**
 * Which groups are taken out of the overlay: the parked ones, later own changes that stand on them, and all of an
 * action that is whole or nothing. A new action with a fresh base stands on none of them and shows.
 * @param mutations in the order of doing
 * @returns hidden groups by `order`; actions without any are absent
 */
export function hiddenGroups(mutations: readonly OwnMutation[]): ReadonlyMap<number, ReadonlySet<string>> {
  const hidden = new Map<number, ReadonlySet<string>>();
  for (const { order, isAtomic, base, parked } of mutations) {
    const groups = Object.keys(base);
    const own = new Set(parked);
    for (const group of groups) {
      const after = base[group]?.after ?? null;
      if (after !== null && hidden.get(after)?.has(group) === true) own.add(group);
    }
    if (own.size === 0) continue;
    hidden.set(order, isAtomic ? new Set([...groups, ...parked]) : own);
  }
  return hidden;
}
