/** A small seeded source of randomness (mulberry32): the same seed gives the same run on every machine. */
export interface SimRandom {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  bytes(count: number): Uint8Array;
}

export function simRandom(seed: number): SimRandom {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ (seed >>> 13)) >>> 0;
  const random: SimRandom = {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
    below: (limit) => Math.floor(random.next() * limit),
    chance: (probability) => random.next() < probability,
    pick(values) {
      const value = values[random.below(values.length)];
      if (value === undefined) throw new Error('There is nothing to pick from.');
      return value;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
  };
  return random;
}
