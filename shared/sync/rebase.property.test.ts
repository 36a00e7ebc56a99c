import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayLetGo, type OverlaidMutation, overlayOf } from './rebase.ts';

/** Own actions on three groups, each standing on the own one before it or on a fresh look, some of them parked. */
const actions = fc
  .array(
    fc.record({
      groups: fc.uniqueArray(fc.constantFrom('decision:a', 'decision:b', 'decision:c'), { minLength: 1 }),
      isAtomic: fc.boolean(),
      isFresh: fc.boolean(),
      isParked: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((specs) => {
    const last = new Map<string, number>();
    return specs.map(({ groups, isAtomic, isFresh, isParked }, index): OverlaidMutation => {
      const order = index + 1;
      const base = Object.fromEntries(
        groups.map((group) => [group, { version: 0, after: isFresh ? null : (last.get(group) ?? null) }]),
      );
      for (const group of groups) last.set(group, order);
      const parked = new Set(isParked ? groups.slice(0, 1) : []);
      return { order, isAtomic, base, parked, outcome: isParked ? 'conflict' : null, appliedSeq: null };
    });
  });

describe('the overlay', () => {
  it('runs everything in the order of doing but what is parked and what stands on it', () => {
    fc.assert(
      fc.property(actions, (mutations) => {
        const steps = overlayOf(mutations.toReversed());
        expect(steps.map(({ order }) => order)).toEqual(steps.map(({ order }) => order).toSorted((x, y) => x - y));
        const hides = (order: number, group: string): boolean => {
          const mutation = mutations[order - 1];
          if (mutation === undefined) return false;
          const on = mutation.base[group];
          const itself =
            mutation.parked.has(group) || (on !== undefined && on.after !== null && hides(on.after, group));
          return (
            itself ||
            (mutation.isAtomic && Object.keys(mutation.base).some((each) => each !== group && own(order, each)))
          );
        };
        const own = (order: number, group: string): boolean => {
          const mutation = mutations[order - 1];
          const on = mutation?.base[group];
          return (
            mutation?.parked.has(group) === true || (on !== undefined && on.after !== null && hides(on.after, group))
          );
        };
        for (const { order, base } of mutations) {
          const step = steps.find((each) => each.order === order);
          for (const group of Object.keys(base)) {
            const isHidden = step === undefined || step.hidden.has(group);
            expect(isHidden).toBe(hides(order, group));
          }
        }
      }),
      { seed: 31, numRuns: 400 },
    );
  });

  it('keeps an answered action until each of its scopes has shown its effect', () => {
    const applied = { outcome: 'applied', appliedSeq: 7 } as const;
    expect(mayLetGo({ outcome: null, appliedSeq: null }, [9], true)).toBe(false);
    expect(mayLetGo(applied, [6], true)).toBe(false);
    expect(mayLetGo(applied, [7, 6], true)).toBe(false);
    expect(mayLetGo(applied, [7, 8], false)).toBe(true);
  });

  it('keeps what somebody else had done already until a pull is sure to show that', () => {
    const already = { outcome: 'noop', appliedSeq: null } as const;
    expect(mayLetGo(already, [9], false)).toBe(false);
    expect(mayLetGo(already, [0], true)).toBe(true);
  });
});
