import { describe, expect, it } from 'vitest';
import { narrativeFeatures } from './narrative-features.ts';
import { narrativeWords } from './narrative-words.ts';

const stems = (narrative: string) => narrativeWords(narrative).map(({ stem }) => stem);

describe('the words a model sees', () => {
  it.each([
    ['Drafted and drafting drafts', ['draft', 'and', 'draft', 'draft']],
    ['TC w/ OC re depo', ['telephon', 'w', 'opposing-counsel', 're', 'deposition']],
    ['Call with Thornbury on 3.5 exhibits', ['call', 'with', '@', 'on', '#', '#', 'exhibit']],
    ['Review Motion To Compel', ['review', 'motion', 'to', 'compel']],
    ["Plaintiff's replies", ['plaintiff', 'reply']],
    ['', []],
  ])('%s', (narrative, expected) => {
    expect(stems(narrative)).toEqual(expected);
  });

  it('stand where they stand in the narrative', () => {
    const text = 'Review – émigré’s file';
    expect(narrativeWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Review',
      'émigré’s',
      'file',
    ]);
  });

  it('weigh the same together however many they are', () => {
    for (const narrative of ['Review', 'Draft reply brief on notice of the defect and damages']) {
      const { values } = narrativeFeatures(narrative);
      expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    }
    expect(narrativeFeatures(' - ').keys).toHaveLength(0);
  });
});
