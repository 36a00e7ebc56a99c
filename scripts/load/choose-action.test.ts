import { describe, expect, it } from 'vitest';
import { seededDraw } from '../bench/made-up-narratives.ts';
import { chooseAction } from './choose-action.ts';

describe('what a simulated person does next', () => {
  it('is everything in its share: the whole hundred is given out', () => {
    const chosen = Array.from({ length: 100 }, (_, place) => chooseAction(() => place));
    const counts = Object.fromEntries(
      [...Map.groupBy(chosen, (action) => action)].map(([name, all]) => [name, all.length]),
    );
    expect(counts).toEqual({ list: 20, read: 18, dashboard: 10, pull: 20, decide: 26, upload: 3, search: 3 });
  });

  it('is the same for the same seed', () => {
    const run = (seed: number) => {
      const draw = seededDraw(seed);
      return Array.from({ length: 50 }, () => chooseAction(draw));
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });
});
