/** A stream of numbers that depends on the seed alone: same seed, same bytes, on every machine. */
export interface SeededRandom {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** True once in `times` on average. */
  oneIn(times: number): boolean;
}

/** Generator sfc32 (Chris Doty-Humphrey, PractRand): integer operations only, so no engine can differ. */
export function seededRandom(seed: number, stream: number): SeededRandom {
  let a = seed >>> 0;
  let b = stream >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 16; warmUp += 1) next();
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('pick needs at least one item');
      return item;
    },
    oneIn: (times) => below(times) === 0,
  };
}
