import { describe, expect, it } from 'vitest';
import { readServerAddress } from './server-address.ts';

describe('the address of the firm’s server', () => {
  it.each([
    ['https://lait.firm.example', 'https://lait.firm.example'],
    ['  lait.firm.example ', 'https://lait.firm.example'],
    ['LAIT.Firm.Example:8443', 'https://lait.firm.example:8443'],
    ['https://lait.firm.example/invoices?sort=total#top', 'https://lait.firm.example'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://localhost:3000/', 'http://localhost:3000'],
  ])('%s leads to %s', (typed, origin) => {
    expect(readServerAddress(typed)).toEqual({ ok: true, origin });
  });

  it.each(['', '   ', 'two words', 'https://', 'ftp://lait.firm.example', 'https://me:secret@lait.firm.example'])(
    '"%s" is none, and says what one looks like',
    (typed) => {
      expect(readServerAddress(typed)).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^This is no address/),
      });
    },
  );

  it('is not taken without a secure line, but on this machine', () => {
    expect(readServerAddress('http://lait.firm.example')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/secure line/),
    });
  });
});
