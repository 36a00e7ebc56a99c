import { expect, it } from 'vitest';
import { emailPieces } from './email-pieces.ts';

it('an address is broken where one reads a pause, and loses nothing', () => {
  expect(emailPieces('ann.lee_2@law-firm.example')).toEqual(['ann', '.lee', '_2@', 'law', '-firm', '.example']);
  for (const email of ['a@b.example', 'no address', '', '@', '..@..']) expect(emailPieces(email).join('')).toBe(email);
});
