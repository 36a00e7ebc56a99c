/** A held-out answer: how sure the model was, and whether it was right. */
export interface JudgedAnswer {
  readonly certainty: number;
  readonly isRight: boolean;
}

/** What answers that are shown must reach at the least, with 95 % confidence. */
export const WANTED_ACCURACY = 0.9;
/** Whatever the others are like, an answer that is less sure by itself is not shown. */
export const LEAST_CERTAINTY = 0.75;
/** Above every probability: the model never answers. */
export const NEVER = 1.0001;
/** Fewer answers than these prove nothing. */
const FEWEST_ANSWERS = 30;
const Z = 1.644854; // one-sided 95 %

/**
 * The lowest probability from which on answers may be shown: the lower bound (Wilson) of the share of right ones among
 * them reaches what is wanted. Chosen on lines that training did not see.
 * @returns a probability, or `NEVER`
 */
export function rejectBelow(answers: readonly JudgedAnswer[], wanted: number = WANTED_ACCURACY): number {
  const sorted = [...answers].sort((one, other) => other.certainty - one.certainty);
  let right = 0;
  let threshold = NEVER;
  sorted.forEach(({ certainty, isRight }, index) => {
    if (isRight) right += 1;
    // Answers of equal certainty are shown together or not at all.
    if (sorted[index + 1]?.certainty === certainty) return;
    const count = index + 1;
    if (certainty >= LEAST_CERTAINTY && count >= FEWEST_ANSWERS && lowerBound(right, count) >= wanted)
      threshold = certainty;
  });
  return threshold;
}

function lowerBound(right: number, count: number): number {
  const share = right / count;
  const centre = share + (Z * Z) / (2 * count);
  const spread = Z * Math.sqrt((share * (1 - share)) / count + (Z * Z) / (4 * count * count));
  return (centre - spread) / (1 + (Z * Z) / count);
}
