import { describe, expect, it } from 'vitest';
import { mayPass, wordGate } from './word-gate.ts';

describe('word gate', () => {
  it('never rules out a word of its list, whatever its letters and length', () => {
    const words = ['review', 'é', 'ärger', "client's", 'n/c', 'x'.repeat(31), 'x'.repeat(400), '中文'];
    const gate = wordGate(words);
    expect(words.filter((word) => !mayPass(gate, word))).toEqual([]);
  });

  it('rules out words of another first letter or length', () => {
    const gate = wordGate(['review', 'organize']);
    expect(['draft', 'reviews', 'preview', 'organized', ''].filter((word) => mayPass(gate, word))).toEqual([]);
  });
});
