import { expect, it } from 'vitest';
import { readableQuestion, sentPieces } from './sent-text.ts';

it('sets a question out in lines and changes nothing else', () => {
  const text = '{"lines":[{"line":"b1","text":"Call with [PERSON_1]"}]}';
  expect(JSON.parse(readableQuestion(text))).toEqual(JSON.parse(text));
  expect(readableQuestion(text)).toContain('\n');
  expect(readableQuestion('No JSON, {at all}')).toBe('No JSON, {at all}');
});

it('marks what stands for a name or number, and loses nothing', () => {
  const text = 'Call with [PERSON_1] about [MATTER_12]; [sic] stays';
  const pieces = sentPieces(text);
  expect(pieces.filter(({ isPlaceholder }) => isPlaceholder).map((piece) => piece.text)).toEqual([
    '[PERSON_1]',
    '[MATTER_12]',
  ]);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
});
