import { describe, expect, it } from 'vitest';
import { legalBaseUrl, legalQuota } from './legal-settings.ts';

function read(written: string | null, hosts: string | null = null) {
  const problems: string[] = [];
  return { baseUrl: legalBaseUrl(written, hosts, problems), problems };
}

describe('where the legal database is asked', () => {
  it.each([
    ['https://www.courtlistener.com/api/rest/v4', null],
    ['https://mirror.firm.example/cl/', 'mirror.firm.example, other.firm.example'],
    ['http://127.0.0.1:4999/api/rest/v4/', null],
    ['http://localhost:4999/', null],
  ])('may be %s', (written, hosts) => {
    const { baseUrl, problems } = read(written, hosts);
    expect([baseUrl, problems]).toEqual([written.endsWith('/') ? written : `${written}/`, []]);
  });

  it.each([
    'http://www.courtlistener.com/api/rest/v4/',
    'https://www.courtlistener.com.evil.example/',
    'https://www.courtlistener.com@evil.example/',
    'https://someone:secret@www.courtlistener.com/',
    'https://mirror.firm.example/',
    'https://www.courtlistener.com/?to=',
    'file:///etc/passwd',
    'http://127.0.0.1.evil.example/',
    'not an address',
  ])('is never %s, and the fault does not repeat it', (written) => {
    const { baseUrl, problems } = read(written);
    expect(baseUrl).toBe('https://www.courtlistener.com/api/rest/v4/');
    expect(problems).toHaveLength(1);
    expect(problems[0]).not.toContain('secret');
  });
});

it('the quota is three rising numbers', () => {
  const problems: string[] = [];
  expect(legalQuota('10/75/300', problems)).toEqual({ perMinute: 10, perHour: 75, perDay: 300 });
  expect(legalQuota(null, problems)).toEqual({ perMinute: 5, perHour: 50, perDay: 125 });
  expect(problems).toEqual([]);
  for (const wrong of ['5', '5/50', '50/5/125', '0/5/10', '5/50/125/1', 'five/50/125', '-1/5/9'])
    legalQuota(wrong, problems);
  expect(problems).toHaveLength(7);
});
