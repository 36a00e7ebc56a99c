import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hardToGuess } from './hard-to-guess.ts';
import { passwordProblem } from './passwords.ts';

const EMAIL = 'rosa@firm.example';

describe('a password', () => {
  it.each([
    'Summer2026!!!', 'Welcome12345!', 'P@ssw0rd1234', 'passwordpassword', 'qwertyuiop12', '1q2w3e4r5t6y7', '1qaz2wsx3edc4',
    'abcdefghijkl', '098765432109', 'abcabcabcabc', 'aaaaaaaaaaaa', 'November2026$', 'lawfirm-lawfirm', 'Admin@admin@1',
    'ILoveYou12345', 'zxcvbnmasdfgh', 'changeme2026!', 'LaitLaitLait1', 'horsehorsehorse', 'trustno1trustno1',
  ])('such as %s is refused, with a sentence', (password) => {
    expect([password, passwordProblem(password, EMAIL)]).toEqual([password, expect.stringMatching(/sentence of your own/)]);
  }); // biome-ignore format: a table

  it.each([
    'a sentence that nobody guesses', 'correct horse battery staple', 'Summer rain on Mercer Street', 'my password is a poem',
    'x7#kQ2!mZ9$p', 'K4u-9tWz-Qb7m', '8e7c1f0a93d2', 'Grüße an Tante Käthe', 'tests-only-correct-horse-7431',
  ])('such as %s is taken', (password) => {
    expect([password, passwordProblem(password, EMAIL)]).toEqual([password, null]);
  }); // biome-ignore format: a table

  it('that was made at random is taken, and the measure never exceeds its length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), (bytes) => {
        const password = Buffer.from(bytes).toString('base64url');
        fc.pre(new Set(bytes).size > 12);
        expect(passwordProblem(password, EMAIL)).toBeNull();
      }),
      { seed: 11, numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 256 }), (text) => hardToGuess(text) <= text.toLowerCase().length),
      { seed: 11, numRuns: 300 },
    );
  });
});
