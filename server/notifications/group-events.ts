import type { EventType, NewEvent } from '../sync/change-batch.ts';

export type KeptEvent = NewEvent & { readonly id: string };

/** What people are told about events of one transaction that are alike. */
export interface ToldEvent {
  /** Of the first of them. */
  readonly eventId: string;
  readonly type: EventType;
  readonly scopeId: string | null;
  /** Null where they are about several things. */
  readonly subjectId: string | null;
  /** One of the things they are about: whoever sent it sent all. */
  readonly firstSubjectId: string | null;
  /** Numbers added up; with `eventCount` where there are several. */
  readonly data: NewEvent['data'];
}

/**
 * Events of one transaction with the same type and scope are told as one: a file of a thousand invoices is one line
 * in an inbox, with the sums, and not a thousand.
 */
export function groupEvents(events: readonly KeptEvent[]): readonly ToldEvent[] {
  const groups = new Map<string, [KeptEvent, ...KeptEvent[]]>();
  for (const event of events) {
    const key = `${event.type}\n${event.scopeId ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return [...groups.values()].map((group): ToldEvent => {
    const [{ id, type, scopeId, subjectId }] = group;
    const isOne = group.length === 1;
    const told = { eventId: id, type, scopeId, firstSubjectId: subjectId };
    return isOne
      ? { ...told, subjectId, data: group[0].data }
      : { ...told, subjectId: null, data: { ...sumOf(group), eventCount: group.length } };
  });
}

/** Texts stay where all say the same. */
function sumOf(group: readonly KeptEvent[]): Readonly<Record<string, string | number>> {
  const sum = new Map<string, string | number>();
  const differing = new Set<string>();
  for (const { data } of group) {
    for (const [name, value] of Object.entries(data)) {
      const before = sum.get(name);
      if (typeof value === 'number' && typeof before === 'number') sum.set(name, before + value);
      else if (before === undefined) sum.set(name, value);
      else if (before !== value) differing.add(name);
    }
  }
  for (const name of differing) sum.delete(name);
  return Object.fromEntries(sum);
}
