import { expect, test } from 'vitest';
import { headWords, isHeadWord } from './head-words.ts';
import { readNarrative } from './prepare/read-narrative.ts';

test('a word is on a list by its head word, however it is written, and no other word is', () => {
  const list = headWords('review tc mediation Ärger client');
  const wordsOf = (narrative: string) => readNarrative(narrative).words.filter((word) => isHeadWord(list, word));
  expect(wordsOf("Rvw'd; REVIEWING, Rev'd mtn; T/C w/ clt's mediator").map(({ text }) => text)).toEqual([
    'reviewing',
    "rev'd",
    't/c',
    "clt's",
  ]);
  const others = Array.from({ length: 20_000 }, (_, at) => `name${at}`).join(' ');
  expect(wordsOf(others)).toEqual([]);
  expect(headWords(['a', 'b']).words).toEqual(new Set(['a', 'b']));
});
