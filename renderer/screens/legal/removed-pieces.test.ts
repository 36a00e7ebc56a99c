import { expect, it } from 'vitest';
import { removedPieces } from './removed-pieces.ts';

const QUERY = 'Northfield billed Okafor for travel';

it('cuts a question into what stays and what goes, and loses nothing of it', () => {
  const pieces = removedPieces(QUERY, [
    { start: 18, end: 24, kind: 'person' },
    { start: 0, end: 10, kind: 'client' },
  ]);
  expect(pieces.map(({ text, kind }) => [text, kind])).toEqual([
    ['Northfield', 'client'],
    [' billed ', null],
    ['Okafor', 'person'],
    [' for travel', null],
  ]);
  expect(pieces.map(({ text }) => text).join('')).toBe(QUERY);
});

it('keeps to the question where places overlap or lie outside of it', () => {
  const pieces = removedPieces(QUERY, [
    { start: 0, end: 10, kind: 'client' },
    { start: 5, end: 12, kind: 'matter' },
    { start: 30, end: 900, kind: 'number' },
  ]);
  expect(pieces.map(({ text }) => text).join('')).toBe(QUERY);
  expect(pieces.at(-1)).toMatchObject({ kind: 'number', text: 'ravel' });
});
