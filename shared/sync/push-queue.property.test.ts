import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPush, type QueuedMutation, renumbered } from './push-queue.ts';

/** An outbox: how many are answered, then unanswered ones of which the first few are marked. */
const outbox = fc
  .record({
    answered: fc.integer({ min: 0, max: 5 }),
    held: fc.array(fc.boolean(), { maxLength: 15 }),
    sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 15, maxLength: 15 }),
    marked: fc.integer({ min: 0, max: 15 }),
  })
  .map(({ answered, held, sizes, marked }) => {
    let pushSeq = answered;
    const queue = held.map((isHeld, index): QueuedMutation => {
      const isMarked = index < marked && !isHeld;
      if (isMarked) pushSeq += 1;
      return { order: answered + index + 1, pushSeq: isMarked ? pushSeq : null, isHeld, byteLength: sizes[index] ?? 1 };
    });
    return { queue, lastPushSeq: pushSeq, answered };
  });
const limits = fc.record({ count: fc.integer({ min: 1, max: 6 }), bytes: fc.integer({ min: 1, max: 120 }) });

describe('the push queue', () => {
  it('gives numbers without gaps, in the order of doing, within the limits, and never to held work', () => {
    fc.assert(
      fc.property(outbox, limits, ({ queue, lastPushSeq, answered }, limit) => {
        const { marks, send } = nextPush(queue, lastPushSeq, limit);
        expect(marks.map(({ pushSeq }) => pushSeq)).toEqual(marks.map((_, index) => lastPushSeq + index + 1));
        const numberOf = new Map(marks.map(({ order, pushSeq }) => [order, pushSeq]));
        const sent = send.map((order) => queue.find((each) => each.order === order));
        const numbers = sent.map((each) => each?.pushSeq ?? numberOf.get(each?.order ?? 0) ?? 0);
        expect(numbers).toEqual(numbers.map((_, index) => answered + index + 1));
        expect(marks.map(({ order }) => order)).toEqual(marks.map(({ order }) => order).toSorted((a, b) => a - b));
        expect(sent.some((each) => each?.isHeld === true && each.pushSeq === null)).toBe(false);
        expect(send.length).toBeLessThanOrEqual(limit.count);
        const bytes = sent.reduce((sum, each) => sum + (each?.byteLength ?? 0), 0);
        expect(send.length === 1 || bytes <= limit.bytes).toBe(true);
      }),
      { seed: 21, numRuns: 500 },
    );
  });

  it('sends something whenever anything may be sent', () => {
    fc.assert(
      fc.property(outbox, limits, ({ queue, lastPushSeq }, limit) => {
        const may = queue.some(({ pushSeq, isHeld }) => pushSeq !== null || !isHeld);
        expect(nextPush(queue, lastPushSeq, limit).send.length > 0).toBe(may);
      }),
      { seed: 22, numRuns: 300 },
    );
  });

  it('after a gap numbers what the server has not seen from where it expects it', () => {
    fc.assert(
      fc.property(outbox, fc.nat(20), ({ queue, lastPushSeq }, back) => {
        const expected = Math.max(1, lastPushSeq - back);
        const { marks, lastPushSeq: last } = renumbered(queue, expected);
        expect(marks.map(({ pushSeq }) => pushSeq)).toEqual(marks.map((_, index) => expected + index));
        expect(last).toBe(expected - 1 + marks.length);
        const kept = queue.filter(({ pushSeq }) => pushSeq !== null && pushSeq < expected);
        expect(marks.length + kept.length).toBe(queue.filter(({ pushSeq }) => pushSeq !== null).length);
      }),
      { seed: 23, numRuns: 300 },
    );
  });
});
