import { describe, expect, it } from 'vitest';
import { NEVER, rejectBelow } from './reject-option.ts';
import { seededDraws } from './seeded-draws.ts';

/** Answers that are right as often as they are certain. */
function honestAnswers(count: number, seed: number) {
  const draws = seededDraws(seed);
  return Array.from({ length: count }, () => {
    const certainty = 0.5 + draws.share() / 2;
    return { certainty, isRight: draws.share() < certainty };
  });
}

describe('the probability below which nothing is said', () => {
  it('keeps what is shown as right as is wanted, on answers it was not chosen by', () => {
    const threshold = rejectBelow(honestAnswers(3000, 1));
    const shown = honestAnswers(3000, 2).filter(({ certainty }) => certainty >= threshold);
    expect(threshold).toBeLessThan(0.9);
    expect(shown.filter(({ isRight }) => isRight).length / shown.length).toBeGreaterThanOrEqual(0.9);
  });

  it('is never passed where answers are too few or too often wrong', () => {
    expect(rejectBelow([])).toBe(NEVER);
    expect(rejectBelow(honestAnswers(29, 1).map((answer) => ({ ...answer, isRight: true })))).toBe(NEVER);
    expect(rejectBelow(honestAnswers(500, 1).map((answer, at) => ({ ...answer, isRight: at % 2 === 0 })))).toBe(NEVER);
  });

  it('does not let unsure answers pass on the strength of sure ones', () => {
    const sure = Array.from({ length: 1000 }, () => ({ certainty: 0.99, isRight: true }));
    const unsure = Array.from({ length: 50 }, () => ({ certainty: 0.4, isRight: false }));
    expect(rejectBelow([...sure, ...unsure])).toBe(0.99);
  });
});
