import { describe, expect, it } from 'vitest';
import { safeOpen } from './safe-open.ts';

function outside(answer: boolean) {
  const opened: string[] = [];
  const asked: string[] = [];
  return {
    opened,
    asked,
    open: async (url: string) => void opened.push(url),
    confirm: async (host: string) => {
      asked.push(host);
      return answer;
    },
    isKnownHost: (host: string) => host === 'lait.firm.example',
  };
}

describe('a link out of LAIT', () => {
  it.each([
    'http://lait.firm.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://host/share',
    'ms-msdt:/id',
    'lait://open/queue',
    'mailto:a@b.example',
    'https://user:secret@lait.firm.example/',
    'https://',
    'lait.firm.example',
    '',
    `https://lait.firm.example/${'x'.repeat(2000)}`,
  ])('is never handed to the system when it is %s', async (url) => {
    const way = outside(true);
    expect(await safeOpen(url, way)).toBe('refused');
    expect([way.opened, way.asked]).toEqual([[], []]);
  });

  it('goes to a known host without a question', async () => {
    const way = outside(false);
    expect(await safeOpen('https://lait.firm.example/help', way)).toBe('opened');
    expect([way.opened, way.asked]).toEqual([['https://lait.firm.example/help'], []]);
  });

  it('goes anywhere else only when the person says so, who is shown the host', async () => {
    const [yes, no] = [outside(true), outside(false)];
    expect(await safeOpen('https://lait.firm.example.evil.example/', yes)).toBe('opened');
    expect(await safeOpen('https://lait.firm.example@evil.example/', no)).toBe('refused');
    expect(await safeOpen('https://evil.example/', no)).toBe('declined');
    expect([yes.asked, no.asked, no.opened]).toEqual([['lait.firm.example.evil.example'], ['evil.example'], []]);
  });
});
