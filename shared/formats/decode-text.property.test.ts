import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeInBlocks, detectEncoding, isUtf8 } from './decode-text.ts';

const isUtf8ByTheRuntime = (bytes: Uint8Array) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

test('what counts as UTF-8 is what the runtime takes for it, at any alignment', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => [...new TextEncoder().encode(text)]),
    fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => [...new TextEncoder().encode(text)]),
    fc.constant([...new TextEncoder().encode('plain ascii text that runs on')]),
    fc.array(fc.integer({ min: 0x70, max: 0xff }), { maxLength: 4 }),
    fc.constantFrom(
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0xe0, 0x80, 0x80],
      [0xf0, 0x80, 0x80, 0x80],
      [0xe2, 0x82],
    ),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), fc.integer({ min: 0, max: 3 }), (parts, shift) => {
      const content = parts.flat();
      const bytes = Uint8Array.from([...Array.from({ length: shift }, () => 0), ...content]).subarray(shift);
      expect(isUtf8(bytes)).toBe(isUtf8ByTheRuntime(bytes));
    }),
    { seed: 21, numRuns: 1000 },
  );
});

test('text decoded in blocks is the text decoded at once, also where a block cuts a character', () => {
  for (const shift of [0, 1, 2, 3]) {
    const text = `${'a'.repeat(shift)}${'€🖋é'.repeat(250_000)}`;
    const bytes = new TextEncoder().encode(text);
    const blocks = [...decodeInBlocks(bytes, detectEncoding(bytes))];
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.map((block) => block.text).join('') === text).toBe(true);
    expect(blocks.at(-1)?.bytesDone).toBe(bytes.length);
  }
});

test('Windows-1252 gives curly quotes, not control characters', () => {
  const bytes = Uint8Array.from([0x93, 0x41, 0x94, 0x92, 0x80, 0xe9, 0x96]);
  const detected = detectEncoding(bytes);
  expect(detected.problem?.code).toBe('ENCODING_NOT_UTF8');
  expect([...decodeInBlocks(bytes, detected)].map((block) => block.text).join('')).toBe('“A”’€é–');
});
