import { describe, expect, it } from 'vitest';
import { applyMutation } from './apply-mutation.ts';

const mutation = { name: 'n', file: 'a.ts', find: '<=', replace: '<', tests: [] };

describe('a committed mutation', () => {
  it('is put in place of the one place it names', () => {
    expect(applyMutation('if (a <= b)', mutation)).toEqual({ kind: 'mutated', text: 'if (a < b)' });
  });

  it('is stale, not silently passed by, when its place is gone', () => {
    expect(applyMutation('if (a < b)', mutation).kind).toBe('stale');
  });

  it('is stale when its place is no longer the only one', () => {
    expect(applyMutation('a <= b <= c', mutation).kind).toBe('stale');
  });

  it('takes replacement text literally, dollar signs and all', () => {
    const literal = { ...mutation, find: 'x', replace: '$&' };
    expect(applyMutation('(x)', literal)).toEqual({ kind: 'mutated', text: '($&)' });
  });
});
