import fc from 'fast-check';
import { expect, it } from 'vitest';
import { segmentText } from './marked-text.ts';

it('marks exactly the words of the evidence', () => {
  expect(segmentText('Attention to file', [{ start: 0, end: 9, findingId: 'f' }])).toEqual([
    { text: 'Attention', findingIds: ['f'] },
    { text: ' to file', findingIds: [] },
  ]);
});

it('gives overlapping marks a shared stretch', () => {
  const segments = segmentText('abcdef', [
    { start: 0, end: 4, findingId: 'x' },
    { start: 2, end: 6, findingId: 'y' },
  ]);
  expect(segments.map((each) => [each.text, each.findingIds.join()])).toEqual([
    ['ab', 'x'],
    ['cd', 'x,y'],
    ['ef', 'y'],
  ]);
});

it('never loses or repeats a character, whatever the spans', () => {
  const span = fc.record({
    start: fc.integer({ min: -5, max: 40 }),
    end: fc.integer({ min: -5, max: 40 }),
    findingId: fc.constantFrom('a', 'b', 'c'),
  });
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(span, { maxLength: 8 }), (text, spans) => {
      expect(
        segmentText(text, spans)
          .map((each) => each.text)
          .join(''),
      ).toBe(text);
    }),
    { seed: 7, numRuns: 300 },
  );
});
