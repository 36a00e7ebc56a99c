import { describe, expect, it } from 'vitest';
import { previousReleaseOf } from './previous-release.ts';

const steps = (...pairs: readonly (readonly [string, string])[]) => new Map(pairs);
const current = steps(['0001', 'a'], ['0002', 'b, mended'], ['0003', 'c']);

describe('what stands for the release before this one', () => {
  it('is the newest commit whose schema lacks a step, with the steps that were edited since', () => {
    const earlier = [
      { commit: 'newest', steps: current },
      { commit: 'wanted', steps: steps(['0001', 'a'], ['0002', 'b']) },
      { commit: 'older', steps: steps(['0001', 'a']) },
    ];
    expect(previousReleaseOf(current, earlier)).toEqual({
      commit: 'wanted',
      missingSteps: ['0003'],
      editedSteps: ['0002'],
    });
  });

  it('is none whose schema has a step that this one lacks: it could not be upgraded', () => {
    expect(previousReleaseOf(current, [{ commit: 'aside', steps: steps(['0001', 'a'], ['0009', 'z']) }])).toBeNull();
  });
});
