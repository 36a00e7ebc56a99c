import { describe, expect, it } from 'vitest';
import type { FirmReply } from '#shared/api/firm.ts';
import type { Reply } from '#shared/api/workspace.ts';
import type { Original } from '#shared/workspace/intake/original-of.ts';
import { findOriginal } from './find-original.ts';
import { originalPage, SHOWN_LINES } from './original-page.ts';
import { type FoundOriginal, originalServer } from './serve-original.ts';

const ID = '0198c1de-0000-7000-8000-000000000001';
const utf8 = (text: string) => new TextEncoder().encode(text);

function server(found: FoundOriginal | Error, isLocked = false) {
  const asked: string[] = [];
  const serve = originalServer({
    isLocked: () => isLocked,
    async find(invoiceId) {
      asked.push(invoiceId);
      if (found instanceof Error) throw found;
      return found;
    },
  });
  return { asked, ask: (url: string, method = 'GET') => serve({ url, method } as Request) };
}

const HOSTILE = [
  '<script>globalThis.isOwned = true</script>',
  '<img src="https://evil.example/x.png" onerror="alert(1)">',
  '</span></li></ol></body><meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<style>body{display:none}</style><link rel=stylesheet href=//evil.example>',
  'pay \u202eevil\u202c and \u200bnothing\u0007',
].join('\r\n');

describe('lait-doc://', () => {
  it('shows an original as text: nothing in it becomes a tag, and what cannot be seen is named', async () => {
    const { ask, asked } = server({ kind: 'file', name: '"><script>x</script>.txt', bytes: utf8(HOSTILE) });
    const reply = await ask(`lait-doc://original/${ID}`);
    const html = await reply.text();
    expect([reply.status, asked]).toEqual([200, [ID]]);
    expect(html.match(/<(script|img|meta|link|style|iframe|a)\b/g)).toEqual(['<meta', '<style']);
    expect(html).toContain('&lt;script&gt;globalThis.isOwned = true&lt;/script&gt;');
    expect(html).toContain('pay <b>[U+202E]</b>evil<b>[U+202C]</b> and <b>[U+200B]</b>nothing<b>[U+0007]</b>');
    expect(html.match(/<li>/g)).toHaveLength(5);
  });

  it('is held by a policy under which it could not act either, whatever it answers', async () => {
    const { ask } = server({ kind: 'file', name: 'a.txt', bytes: utf8('x') });
    for (const url of [`lait-doc://original/${ID}`, 'lait-doc://original/', 'lait-doc://elsewhere/']) {
      const { headers } = await ask(url);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors lait:; sandbox$/,
      );
      expect([headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual(['nosniff', 'no-store']);
    }
  });

  it.each([
    ['lait-doc://original/', 'GET', 404],
    [`lait-doc://original/${ID}/..`, 'GET', 404],
    [`lait-doc://original/${ID}?x=1`, 'GET', 404],
    [`lait-doc://other/${ID}`, 'GET', 404],
    [`lait-doc://user@original/${ID}`, 'GET', 404],
    ['lait-doc://original/..%2f..%2fetc%2fpasswd', 'GET', 404],
    [`lait-doc://original/${ID}`, 'POST', 405],
  ])('has nothing at %s by %s', async (url, method, status) => {
    const { ask, asked } = server({ kind: 'file', name: 'a.txt', bytes: utf8('secret') });
    const reply = await ask(url, method);
    expect([reply.status, asked, (await reply.text()).includes('secret')]).toEqual([status, [], false]);
  });

  it('shows nothing while LAIT is locked', async () => {
    const { ask, asked } = server({ kind: 'file', name: 'a.txt', bytes: utf8('secret') }, true);
    const reply = await ask(`lait-doc://original/${ID}`);
    expect([reply.status, asked, (await reply.text()).includes('secret')]).toEqual([403, [], false]);
  });

  it('says in a sentence why there is none, and fails in one', async () => {
    const none = server({ kind: 'none', sentence: 'This <device> does not hold it.' });
    expect(await (await none.ask(`lait-doc://original/${ID}`)).text()).toContain('This &lt;device&gt; does not');
    expect((await server(new Error('/home/x')).ask(`lait-doc://original/${ID}`)).status).toBe(500);
  });
});

describe('the page of an original', () => {
  it('says honestly what is no text and cannot be shown', () => {
    for (const [head, what] of [
      ['%PDF-1.7\n', 'a PDF document'],
      ['PK\u0003\u0004', 'a zip archive or an Office document'],
      ['a\u0000b', 'no text'],
    ] as const) {
      const html = originalPage('x', utf8(head));
      expect(html).toContain(`This file is ${what}`);
      expect(html).not.toContain('<ol>');
    }
  });

  it('reads what old systems write', () => {
    expect(originalPage('x', Uint8Array.from([0x4d, 0xfc, 0x6c]))).toContain('<span>Mül</span>');
    expect(originalPage('x', Buffer.from('\ufeffRätsel', 'utf16le'))).toContain('<span>Rätsel</span>');
  });

  it('shows the beginning of what is too long, and says how much is not there', () => {
    const html = originalPage('x', utf8('line\n'.repeat(SHOWN_LINES + 5)));
    expect(html.match(/<li>/g)).toHaveLength(SHOWN_LINES);
    expect(html).toContain('5 more lines are in the file');
    expect(originalPage('x', utf8('y'.repeat(5_000_000))).length).toBeLessThan(4_100_000);
  });
});

describe('an original', () => {
  const here = (value: Original): Reply<Original> => ({ ok: true, value });
  const offline: FirmReply<never> = {
    ok: false,
    error: { kind: 'offline', code: null, message: '', retryAfterSeconds: null },
  };
  const find = (from: Reply<Original>, there: FirmReply<Uint8Array> = offline, hasServer = true) =>
    findOriginal({ here: async () => from, atTheFirm: async () => there, hasServer: () => hasServer }, ID);

  it('comes from this device, else from the firm, which decides who may have it', async () => {
    expect(await find(here({ name: 'a', bytes: utf8('x') }))).toMatchObject({ kind: 'file', bytes: utf8('x') });
    expect(await find(here({ name: 'a', bytes: null }), { ok: true, value: utf8('y') })).toMatchObject({
      kind: 'file',
      name: 'a',
      bytes: utf8('y'),
    });
    const refused: FirmReply<never> = {
      ok: false,
      error: { ...offline.error, kind: 'refused', message: 'There is none.' },
    };
    expect(await find(here({ name: 'a', bytes: null }), refused)).toEqual({ kind: 'none', sentence: 'There is none.' });
  });

  it('is not asked of the firm for an invoice that is not to be seen here', async () => {
    const locked: Reply<Original> = { ok: false, error: { kind: 'refused', message: 'Its matter is locked.' } };
    expect(await find(locked, { ok: true, value: utf8('y') })).toEqual({
      kind: 'none',
      sentence: 'Its matter is locked.',
    });
  });

  it('that is nowhere to be had is said so', async () => {
    expect(await find(here({ name: 'a', bytes: null }))).toMatchObject({
      sentence: expect.stringContaining('not reached'),
    });
    expect(await find(here({ name: 'a', bytes: null }), offline, false)).toMatchObject({
      sentence: expect.stringContaining('does not keep'),
    });
  });
});
