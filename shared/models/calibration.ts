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
  /** In wording that is not known at all, this much of the certainty goes to the other answers. */
  readonly doubt: number;
}

/** A score of a line that training did not see, and the number of its true label; -1 where the model cannot say it. */
export interface HeldOutScore {
  readonly score: RawScore;
  readonly target: number;
}

const LOWEST = 0.05;
const HIGHEST = 50;
const STEPS = 14;
/** The least is no matter of fit: one hand coded all written lines, and another would have coded some differently. */
const DOUBTS = [0.03, 0.05, 0.07, 0.1, 0.14, 0.2];
const MOST_LINES = 4_000;
/** Certainty beyond this is not rewarded, and being wrong in it not punished without end. */
const FLOOR = 1e-6;

/** Probabilities by label; they add up to 1. */
export function calibrated({ logits, familiarity }: RawScore, { known, unknown, doubt }: Calibration): Float64Array {
  const temperature = Math.exp(familiarity * Math.log(known) + (1 - familiarity) * Math.log(unknown));
  const scaled = logits.map((logit) => logit / temperature);
  softmaxInPlace(scaled);
  const given = doubt * (1 - familiarity);
  return scaled.map((probability) => probability * (1 - given) + given / scaled.length);
}

/**
 * Finds the temperatures and the doubt by which being right and wrong is most likely: for wording that is not known on the
 * written lines, for wording that is known on held-out lines of the firm.
 * @param own lines of clients that were left out of training
 * @param written hand-written lines, as a stranger to their style scores them; without any, no temperature is better than 1
 */
export function fitCalibration(own: readonly HeldOutScore[], written: readonly HeldOutScore[]): Calibration {
  const unfamiliar =
    written.length === 0
      ? { unknown: 1, doubt: 0 }
      : DOUBTS.map((doubt) => {
          const unknown = lowestOf((temperature) =>
            lossOf(written, { known: temperature, unknown: temperature, doubt }),
          );
          return { unknown, doubt, loss: lossOf(written, { known: unknown, unknown, doubt }) };
        }).reduce((best, each) => (each.loss < best.loss ? each : best));
  const { unknown, doubt } = unfamiliar;
  const lines = thinned(own);
  return { known: lowestOf((known) => lossOf(lines, { known, unknown, doubt })), unknown, doubt };
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
function lowestOf(lossAt: (temperature: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(LOWEST);
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

/** Every so many-th line, where there are more than are needed for one number. */
function thinned(scores: readonly HeldOutScore[]): readonly HeldOutScore[] {
  const stride = Math.ceil(scores.length / MOST_LINES);
  return stride <= 1 ? scores : scores.filter((_, index) => index % stride === 0);
}
