import { describe, expect, it } from 'vitest';
import { readNarrative } from './prepare/read-narrative.ts';
import { mayPass, wordGate } from './word-gate.ts';

describe('word gate', () => {
  it('never rules out a word of its list as a narrative has it, whatever its letters and length', () => {
    const words = [
      'review',
      'é',
      'ärger',
      "client's",
      'n/c',
      'x'.repeat(31),
      'x'.repeat(400),
      '中文',
      '&',
      '12',
      '3.5',
    ];
    const gate = wordGate(words);
    const written = words.map((word) => readNarrative(word.toUpperCase()).words[0] ?? { text: word, place: -1 });
    expect(written.filter((word) => !mayPass(gate, word))).toEqual([]);
    expect(written.map(({ text }) => text)).toEqual(words);
  });

  it('rules out most other words', () => {
    const gate = wordGate(['review', 'organize']);
    const { words } = readNarrative('Draft reviews, preview; organized orgs');
    expect(words.filter((word) => mayPass(gate, word))).toEqual([]);
  });
});
