import { type BaseOfGroup, MAXIMUM_PUSH_BYTES, MAXIMUM_PUSH_MUTATIONS } from '#shared/api/sync.ts';

/** An action in the outbox that the server has not answered, in the order of doing. */
export interface QueuedMutation {
  /** Its place on this device: from 1, never changed. */
  readonly order: number;
  /** Its `clientSeq` on the wire, once it was marked; `null` before. */
  readonly pushSeq: number | null;
  /** Its invoice is not on the server yet. */
  readonly isHeld: boolean;
  /** Of name, arguments and base as JSON. */
  readonly byteLength: number;
}

export interface PushBatch {
  /** To be written to the outbox, durably, before anything is sent: from then on number and content never change. */
  readonly marks: readonly { readonly order: number; readonly pushSeq: number }[];
  /** What to send, by `order`, in the order of their numbers. */
  readonly send: readonly number[];
}

/**
 * What to push next. Numbers go out without gaps in the order of doing, except that work on a file still in transit
 * waits and others overtake it. What was marked and not answered goes first, as it was. One action above the limit of
 * bytes travels alone.
 * @param queue everything unanswered, in the order of doing
 * @param lastPushSeq the highest number ever marked on this device; 0 for none
 */
export function nextPush(
  queue: readonly QueuedMutation[],
  lastPushSeq: number,
  limits: { readonly count: number; readonly bytes: number } = {
    count: MAXIMUM_PUSH_MUTATIONS,
    bytes: MAXIMUM_PUSH_BYTES,
  },
): PushBatch {
  const marked = queue.filter(({ pushSeq }) => pushSeq !== null);
  marked.sort((a, b) => (a.pushSeq ?? 0) - (b.pushSeq ?? 0));
  const free = queue.filter(({ pushSeq, isHeld }) => pushSeq === null && !isHeld);
  const marks: { order: number; pushSeq: number }[] = [];
  const send: number[] = [];
  let bytes = 0;
  for (const each of [...marked, ...free]) {
    if (send.length === limits.count) break;
    if (send.length > 0 && bytes + each.byteLength > limits.bytes) break;
    bytes += each.byteLength;
    send.push(each.order);
    if (each.pushSeq === null) marks.push({ order: each.order, pushSeq: lastPushSeq + marks.length + 1 });
  }
  return { marks, send };
}

/**
 * After `gap{expected}`: the server was taken back to a time before some of this device's numbers, which are free
 * again. Unanswered actions from `expected` on are numbered anew; those below keep theirs, for their stored results.
 * @returns the new marks, and the highest number then in use
 */
export function renumbered(
  queue: readonly QueuedMutation[],
  expected: number,
): { readonly marks: PushBatch['marks']; readonly lastPushSeq: number } {
  const moved = queue.filter(({ pushSeq }) => pushSeq !== null && pushSeq >= expected);
  moved.sort((a, b) => (a.pushSeq ?? 0) - (b.pushSeq ?? 0));
  const marks = moved.map(({ order }, index) => ({ order, pushSeq: expected + index }));
  return { marks, lastPushSeq: expected - 1 + marks.length };
}

/** What an action stood on, as the outbox keeps it: an own unanswered action is named by its place on the device. */
export interface StoredBase {
  readonly version: number;
  readonly after: number | null;
}

/**
 * The base as it travels: own earlier actions by their number on the wire. Held actions wait together with those
 * they stand on, so an earlier one is always marked first.
 * @param pushSeqOf the number of an own action; `null` when it is no longer known (answered long since)
 */
export function pushedBase(
  base: Readonly<Record<string, StoredBase>>,
  pushSeqOf: (order: number) => number | null,
): Record<string, BaseOfGroup> {
  return Object.fromEntries(
    Object.entries(base).map(([group, { version, after }]) => [
      group,
      { version, after: after === null ? null : pushSeqOf(after) },
    ]),
  );
}
