import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldsByGroup, randomFolds } from './folds.ts';
import { bootstrapped, byBill, calibrationError } from './measure.ts';

describe('folds', () => {
  it('never part a client, and give every line a fold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.nat(8).map((number) => `client ${number}`),
          { minLength: 1, maxLength: 80 },
        ),
        (clients) => {
          const folds = foldsByGroup(clients, 5);
          const foldOf = new Map(clients.map((client, index) => [client, folds[index]]));
          for (const [index, client] of clients.entries()) expect(folds[index]).toBe(foldOf.get(client));
          expect(new Set(folds).size).toBe(Math.min(5, new Set(clients).size));
        },
      ),
    );
  });

  it('drawn at random are as large as one another', () => {
    expect([...Map.groupBy(randomFolds(11, 5, 1), (fold) => fold).values()].map(({ length }) => length).sort()).toEqual(
      [2, 2, 2, 2, 3],
    );
  });
});

describe('measures', () => {
  it('call certainty that is kept no error, and certainty that is not by how much', () => {
    const answers = (certainty: number, right: number) =>
      Array.from({ length: 100 }, (_, index) => ({ certainty, isRight: index < right }));
    expect(calibrationError(answers(0.8, 80))).toBeCloseTo(0, 9);
    expect(calibrationError([...answers(0.95, 75), ...answers(0.35, 35)])).toBeCloseTo(0.1, 9);
    expect(calibrationError([])).toBe(0);
  });

  it('draw the same interval every time, wider where lines of a bill go together', () => {
    const lines = Array.from({ length: 200 }, (_, index) => ({ bill: `${index % 10}`, own: `${index}` }));
    const figure = (_: unknown, index: number) => (index % 10 < 5 ? 1 : 0);
    const together = bootstrapped(byBill(lines, figure), 1);
    const apart = bootstrapped(
      byBill(
        lines.map(({ own }) => ({ bill: own })),
        figure,
      ),
      1,
    );
    expect(bootstrapped(byBill(lines, figure), 1)).toEqual(together);
    expect(together.value).toBe(0.5);
    expect(together.high - together.low).toBeGreaterThan(apart.high - apart.low);
  });
});
