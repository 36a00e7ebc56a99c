/** Counts of one rule, or of flagged lines as a whole. */
export interface Counts {
  readonly hits: number;
  /** Reported and not labelled. */
  readonly falseAlarms: number;
  /** Labelled and not reported. */
  readonly misses: number;
}

export interface Score extends Counts {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** 95 % Wilson score intervals of precision and recall; 95 % bootstrap interval of F1 over bills. */
  readonly precisionInterval: Interval | null;
  readonly recallInterval: Interval | null;
  readonly f1Interval: Interval | null;
}

export type Interval = readonly [low: number, high: number];

const RESAMPLES = 2_000;
const SEED = 20_260_401;

/** Scores from the counts of each bill, so that intervals respect that lines of one bill go together. */
export function scoreOf(perBill: readonly Counts[]): Score {
  const total = sum(perBill);
  const reported = total.hits + total.falseAlarms;
  const labelled = total.hits + total.misses;
  return {
    ...total,
    precision: reported === 0 ? null : total.hits / reported,
    recall: labelled === 0 ? null : total.hits / labelled,
    f1: f1Of(total),
    precisionInterval: wilson(total.hits, reported),
    recallInterval: wilson(total.hits, labelled),
    f1Interval: bootstrap(perBill),
  };
}

/** Harmonic mean of precision and recall; `null` where nothing was labelled or reported. */
export function f1Of({ hits, falseAlarms, misses }: Counts): number | null {
  const whole = 2 * hits + falseAlarms + misses;
  return whole === 0 ? null : (2 * hits) / whole;
}

/** Wilson's 95 % score interval of a share (Wilson 1927); `null` for a share of nothing. */
export function wilson(successes: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const z = 1.959964;
  const share = successes / trials;
  const centre = share + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const whole = 1 + (z * z) / trials;
  return [Math.max(0, (centre - spread) / whole), Math.min(1, (centre + spread) / whole)];
}

function bootstrap(perBill: readonly Counts[]): Interval | null {
  const random = seededRandom(SEED);
  const values: number[] = [];
  for (let round = 0; round < RESAMPLES; round += 1) {
    const drawn = perBill.map(() => perBill[Math.floor(random() * perBill.length)] ?? NOTHING);
    const value = f1Of(sum(drawn));
    if (value !== null) values.push(value);
  }
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  return [values[Math.floor(values.length * 0.025)] ?? 0, values[Math.floor(values.length * 0.975)] ?? 1];
}

const NOTHING: Counts = { hits: 0, falseAlarms: 0, misses: 0 };

function sum(counts: readonly Counts[]): Counts {
  let { hits, falseAlarms, misses } = NOTHING;
  for (const each of counts) {
    hits += each.hits;
    falseAlarms += each.falseAlarms;
    misses += each.misses;
  }
  return { hits, falseAlarms, misses };
}

/** mulberry32: the same draws on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
