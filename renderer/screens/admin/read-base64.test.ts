import { expect, test } from 'vitest';
import { base64Of } from './read-base64.ts';

test('bytes of any length and kind come back the same', () => {
  for (const length of [0, 1, 2, 3, 24_575, 24_576, 24_577, 100_001]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
    expect(new Uint8Array(Buffer.from(base64Of(bytes), 'base64'))).toEqual(bytes);
  }
});
