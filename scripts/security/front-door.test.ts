import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';

const read = (name: string) => readFileSync(join(projectRoot, 'build', 'nginx', name), 'utf8');

/** The values of one directive, wherever it stands. */
function directive(text: string, name: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\\s*${name} ([^;]+);`, 'gm'))].map(([, value = '']) => value);
}

describe('the front door, given a certificate', () => {
  const tls = read('tls.conf');

  it('speaks TLS 1.2 and 1.3 alone, with ciphers that give forward secrecy', () => {
    expect(directive(tls, 'ssl_protocols')).toEqual(['TLSv1.2 TLSv1.3']);
    const [ciphers = ''] = directive(tls, 'ssl_ciphers');
    expect(ciphers).not.toBe('');
    for (const cipher of ciphers.split(':'))
      expect(cipher).toMatch(/^ECDHE-(?:ECDSA|RSA)-(?:AES\d+-GCM-SHA\d+|CHACHA20-POLY1305)$/);
    expect(directive(tls, 'ssl_session_tickets')).toEqual(['off']);
    expect(directive(tls, 'listen').filter((value) => value.startsWith('8443'))).toEqual(['8443 ssl http2']);
  });

  it('sends people from http to https, and tells browsers to stay there', () => {
    expect(tls).toContain('location / { return 308 https://$host$request_uri; }');
    expect(read('headers.conf')).toMatch(/^add_header Strict-Transport-Security \$transport_security always;$/m);
    const start = read('start.sh');
    const inTls = start.slice(start.indexOf('mode=tls'));
    const [, seconds = '0'] = /^\s*transport_security="max-age=(\d+)"$/m.exec(inTls) ?? [];
    // A year, as ASVS 3.4.1 asks.
    expect(Number(seconds)).toBeGreaterThanOrEqual(31_536_000);
    expect(directive(read('nginx.conf'), 'server_tokens')).toEqual(['off']);
  });
});
