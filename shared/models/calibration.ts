import type { RawScore } from './score-line.ts';
import { softmaxInPlace } from './softmax.ts';
import { indexOfMost } from './word-table.ts';

/**
 * Temperature scaling (Guo et al. 2017) with one temperature for wording that is known and one for wording that is not; in
 * between by familiarity. A temperature keeps the order of answers and of lines alike in familiarity.
 */
export interface Calibration {
  readonly known: number;
  readonly unknown: number;
}

/** A score of a line that training did not see, and the number of its true label; -1 where the model cannot say it. */
export interface HeldOutScore {
  readonly score: RawScore;
  readonly target: number;
}

/**
 * In wording that is not known at all, this much of the certainty goes to the other answers. Held-out lines of the same
 * people cannot show what another manner of writing does, so this is a constant, chosen on made-up lines of another manner
 * (docs/evaluation.md).
 */
const DOUBT = 0.1;
const LOWEST = 0.05;
/** Sharper than this it is never made where the wording is not known, for the same reason. */
const LOWEST_UNKNOWN = 0.6;
const HIGHEST = 50;
const STEPS = 14;
const MOST_LINES = 4_000;
/** Certainty beyond this is not rewarded, and being wrong in it not punished without end. */
const FLOOR = 1e-6;

/** Probabilities by label; they add up to 1. */
export function calibrated({ logits, familiarity }: RawScore, { known, unknown }: Calibration): Float64Array {
  const temperature = Math.exp(familiarity * Math.log(known) + (1 - familiarity) * Math.log(unknown));
  const scaled = logits.map((logit) => logit / temperature);
  softmaxInPlace(scaled);
  const doubt = DOUBT * (1 - familiarity);
  return scaled.map((probability) => probability * (1 - doubt) + doubt / scaled.length);
}

/**
 * Finds the temperatures by which being right and wrong on held-out lines is most likely.
 * @param asWritten scored as they are
 * @param asUnfamiliar the same lines scored as if their wording were not known
 */
export function fitCalibration(asWritten: readonly HeldOutScore[], asUnfamiliar: readonly HeldOutScore[]): Calibration {
  const [written, unfamiliar] = [thinned(asWritten), thinned(asUnfamiliar)];
  const unknown = lowestOf(
    (temperature) => lossOf(unfamiliar, { known: temperature, unknown: temperature }),
    LOWEST_UNKNOWN,
  );
  return { known: lowestOf((known) => lossOf(written, { known, unknown })), unknown };
}

/** Mean negative log likelihood of being right or wrong with the most probable answer. */
function lossOf(scores: readonly HeldOutScore[], calibration: Calibration): number {
  let loss = 0;
  for (const { score, target } of scores) {
    const probabilities = calibrated(score, calibration);
    const best = indexOfMost(probabilities);
    const certainty = probabilities[best] ?? 0;
    loss -= Math.log(Math.max(FLOOR, best === target ? certainty : 1 - certainty));
  }
  return loss / Math.max(1, scores.length);
}

/** Golden-section search over the logarithm of the temperature, to about a hundredth. */
function lowestOf(lossAt: (temperature: number) => number, lowest = LOWEST): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(lowest);
  let high = Math.log(HIGHEST);
  let left = high - ratio * (high - low);
  let right = low + ratio * (high - low);
  let [ofLeft, ofRight] = [lossAt(Math.exp(left)), lossAt(Math.exp(right))];
  for (let step = 0; step < STEPS; step += 1) {
    if (ofLeft <= ofRight) {
      [high, right, ofRight] = [right, left, ofLeft];
      left = high - ratio * (high - low);
      ofLeft = lossAt(Math.exp(left));
    } else {
      [low, left, ofLeft] = [left, right, ofRight];
      right = low + ratio * (high - low);
      ofRight = lossAt(Math.exp(right));
    }
  }
  return Math.exp((low + high) / 2);
}

/** Every so many-th line, where there are more than are needed for two numbers. */
function thinned(scores: readonly HeldOutScore[]): readonly HeldOutScore[] {
  const stride = Math.ceil(scores.length / MOST_LINES);
  return stride <= 1 ? scores : scores.filter((_, index) => index % stride === 0);
}
