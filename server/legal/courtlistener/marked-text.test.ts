import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markedText } from './marked-text.ts';

it('keeps what was found as spans and every other tag as nothing', () => {
  const { text, highlights } = markedText(
    '\n<p>Fees were <mark>block</mark>  <mark>billed</mark> &amp; cut</p><script>x</script>',
  );
  expect(text).toBe('Fees were block billed & cut x');
  expect(highlights.map(({ start, end }) => text.slice(start, end))).toEqual(['block', 'billed']);
});

it('never invents a span, whatever the source sends', () => {
  const piece = fc.constantFrom(
    '<mark>',
    '</mark>',
    '<b>',
    '<',
    '>',
    '&lt;',
    '&#x1F600;',
    '&#0;',
    ' ',
    '\n',
    'fee',
    'x<y',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { text, highlights } = markedText(pieces.join(''));
      let last = 0;
      for (const { start, end } of highlights) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        last = end;
      }
      expect(text).not.toMatch(/<\/?mark/);
    }),
  );
});

it('reads tags that never end in one pass', () => {
  const html = '<a'.repeat(100_000);
  const began = performance.now();
  markedText(html);
  // A pass for each of them takes more than a minute.
  expect(performance.now() - began).toBeLessThan(1_000);
});
