/** A stream of draws that follows from the seed alone (mulberry32: integer operations, the same on every machine). */
export interface SeededDraws {
  /** From 0 up to, not including, 1. */
  share(): number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
}

export function seededDraws(seed: number): SeededDraws {
  let state = seed | 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { share, below: (limit) => Math.floor(share() * limit) };
}

/** The numbers from 0 to `count - 1` in an order that follows from the seed (Fisher and Yates). */
export function shuffled(count: number, draws: SeededDraws): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = draws.below(last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}
