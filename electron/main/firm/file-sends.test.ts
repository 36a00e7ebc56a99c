import { describe, expect, it } from 'vitest';
import type { FirmReply } from '#shared/api/firm.ts';
import { fileSends } from './file-sends.ts';

const WISH = { method: 'PUT', path: '/api/x', mediaType: 'application/octet-stream' } as const;
const bytes = (text: string) => new TextEncoder().encode(text);
const DONE: FirmReply<unknown> = { ok: true, value: 'taken' };
const TOO_LARGE: FirmReply<unknown> = {
  ok: false,
  error: { kind: 'refused', code: 'FILE_001', message: 'Too large.', retryAfterSeconds: null },
};

/** A line to the server: it takes what it reads, and may answer before the end. */
function build({ answersAfter = Number.POSITIVE_INFINITY, isStuck = false } = {}) {
  const page = {};
  const got: string[] = [];
  const waits: { milliseconds: number; work(): void; isOver: boolean }[] = [];
  let isStopped = false;
  let count = 0;
  const sends = fileSends({
    async send(_wish, pieces, signal) {
      signal.addEventListener('abort', () => {
        isStopped = true;
      });
      try {
        if (isStuck) await new Promise((_resolve, reject) => signal.addEventListener('abort', reject));
        const reader = pieces.getReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return DONE;
          got.push(new TextDecoder().decode(value));
          if (got.length >= answersAfter) {
            await reader.cancel();
            return TOO_LARGE;
          }
        }
      } catch {
        return { ok: false, error: { kind: 'offline', code: null, message: '', retryAfterSeconds: null } };
      }
    },
    newId: () => {
      count += 1;
      return `s${count}`;
    },
    after(milliseconds, work) {
      const wait = { milliseconds, work, isOver: false };
      waits.push(wait);
      return () => {
        wait.isOver = true;
      };
    },
  });
  const begin = (byteLength: number, caller: object = page) => {
    const reply = sends.begin(caller, { ...WISH, byteLength });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  };
  return { page, sends, begin, got, waits, isStopped: () => isStopped };
}

describe('a file on its way from a page to the server', () => {
  it('arrives in order and whole, and its answer comes back', async () => {
    const { page, sends, begin, got } = build();
    const sendId = begin(6);
    expect(await sends.take(page, { sendId, bytes: bytes('abc') })).toBe('more');
    expect(await sends.take(page, { sendId, bytes: bytes('def') })).toBe('more');
    expect([await sends.end(page, sendId), got]).toEqual([DONE, ['abc', 'def']]);
  });

  it('takes no piece before the one before it is on the line', async () => {
    const { page, sends, begin } = build({ isStuck: true });
    const sendId = begin(6);
    const first = sends.take(page, { sendId, bytes: bytes('abc') });
    const early = await Promise.race([first, new Promise((resolve) => setTimeout(() => resolve('waits'), 20))]);
    expect(early).toBe('waits');
    sends.cancel(page, sendId);
    expect(await first).toBe('answered');
  });

  it('is not sent on once the server has answered, and the answer says why', async () => {
    const { page, sends, begin, got } = build({ answersAfter: 1 });
    const sendId = begin(9);
    await sends.take(page, { sendId, bytes: bytes('abc') });
    expect(await sends.take(page, { sendId, bytes: bytes('def') })).toBe('answered');
    expect([await sends.end(page, sendId), got]).toEqual([TOO_LARGE, ['abc']]);
  });

  it('ends when the person stops it, when the page falls silent, and when it is longer than was said', async () => {
    const stopped = build();
    stopped.sends.cancel(stopped.page, stopped.begin(6));
    expect(stopped.isStopped()).toBe(true);
    const silent = build();
    const quiet = silent.begin(6);
    await silent.sends.take(silent.page, { sendId: quiet, bytes: bytes('abc') });
    const wait = silent.waits.findLast(({ isOver }) => !isOver);
    expect(wait?.milliseconds).toBe(60_000);
    wait?.work();
    expect(silent.isStopped()).toBe(true);
    const long = build();
    const sendId = long.begin(4);
    expect(await long.sends.take(long.page, { sendId, bytes: bytes('abcdef') })).toBe('unknown');
    expect([long.isStopped(), long.got]).toEqual([true, []]);
  });

  it('is not taken where it is shorter than was said', async () => {
    const { page, sends, begin, isStopped } = build();
    const sendId = begin(6);
    await sends.take(page, { sendId, bytes: bytes('abc') });
    expect(await sends.end(page, sendId)).toMatchObject({ ok: false, error: { message: /shorter/ } });
    expect(isStopped()).toBe(true);
  });

  it('belongs to the page that began it, and two are enough at once', async () => {
    const { page, sends, begin, isStopped } = build();
    const sendId = begin(6);
    expect(await sends.take({}, { sendId, bytes: bytes('abc') })).toBe('unknown');
    expect(await sends.end({}, sendId)).toMatchObject({ ok: false });
    sends.cancel({}, sendId);
    expect(isStopped()).toBe(false);
    begin(6);
    expect(sends.begin(page, { ...WISH, byteLength: 1 })).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });
});
