import { describe, expect, it } from 'vitest';
import { allOf, EMPTY_SELECTION, extended, keptIn, toggled } from './selection.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'];

describe('a selection', () => {
  it('takes a line in and out again', () => {
    const one = toggled(EMPTY_SELECTION, 'b');
    expect([...one.ids]).toEqual(['b']);
    expect([...toggled(one, 'b').ids]).toEqual([]);
  });

  it('extends from its anchor in both directions, and shrinks when going back', () => {
    const start = toggled(EMPTY_SELECTION, 'c');
    expect([...extended(start, ORDER, 'c', 'e').ids]).toEqual(['c', 'd', 'e']);
    const back = extended(extended(start, ORDER, 'c', 'e'), ORDER, 'e', 'd');
    expect([...back.ids]).toEqual(['c', 'd']);
    expect([...extended(back, ORDER, 'd', 'a').ids]).toEqual(['a', 'b', 'c']);
  });

  it('starts from the line under the cursor when nothing was selected', () => {
    expect([...extended(EMPTY_SELECTION, ORDER, 'b', 'c').ids]).toEqual(['b', 'c']);
  });

  it('falls back to the one line when the anchor is filtered away', () => {
    expect([...extended({ ids: new Set(['x']), anchorId: 'x' }, ORDER, 'b', 'c').ids]).toEqual(['c']);
  });

  it('never keeps a line that the view no longer shows', () => {
    expect([...keptIn(allOf(ORDER), ['b', 'd', 'f']).ids]).toEqual(['b', 'd']);
    expect(keptIn(allOf(ORDER), ['b']).anchorId).toBeNull();
  });
});
