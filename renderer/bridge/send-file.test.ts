import { afterEach, describe, expect, it } from 'vitest';
import { BYTES_A_PIECE } from '#shared/api/firm-files.ts';
import type { ShellError } from '#shared/api/shell.ts';
import { setLock } from '../state/lock.ts';
import { sendFile } from './send-file.ts';

const PLACE = { method: 'PUT', path: '/api/x', mediaType: 'text/csv' } as const;
const LOCKED: { ok: false; error: ShellError } = { ok: false, error: { kind: 'locked', message: '' } };

function shell(change: { onPiece?: (count: number) => 'more' | 'answered' | typeof LOCKED } = {}) {
  const lengths: number[] = [];
  const asked: string[] = [];
  return {
    lengths,
    asked,
    async beginFile({ byteLength }: { byteLength: number }) {
      asked.push(`begin ${byteLength}`);
      return { ok: true, value: { ok: true, value: 's1' } } as const;
    },
    async sendPiece({ bytes }: { bytes: Uint8Array }) {
      lengths.push(bytes.length);
      const taken = change.onPiece?.(lengths.length) ?? 'more';
      return typeof taken === 'string' ? ({ ok: true, value: taken } as const) : taken;
    },
    async endFile() {
      asked.push('end');
      return { ok: true, value: { ok: true, value: 'taken' } } as const;
    },
    async cancelFile() {
      asked.push('cancel');
      return { ok: true, value: null } as const;
    },
  };
}

describe('a file of a page of the desktop', () => {
  const file = new Blob([new Uint8Array(BYTES_A_PIECE * 2 + 7)]);
  afterEach(() => setLock({ kind: 'open' }));

  it('is handed over in pieces of a megabyte, and answered', async () => {
    const to = shell();
    expect(await sendFile(to, PLACE, file)).toEqual({ ok: true, value: { ok: true, value: 'taken' } });
    expect(to.lengths).toEqual([BYTES_A_PIECE, BYTES_A_PIECE, 7]);
    expect(to.asked).toEqual([`begin ${file.size}`, 'end']);
  });

  it('stops where the server has answered, and asks for that answer', async () => {
    const to = shell({ onPiece: () => 'answered' });
    await sendFile(to, PLACE, file);
    expect([to.lengths.length, to.asked.at(-1)]).toEqual([1, 'end']);
  });

  it('is stopped by the person at once, though a piece is stuck', async () => {
    const stopper = new AbortController();
    const to = {
      ...shell(),
      sendPiece: () => {
        stopper.abort();
        return new Promise<never>(() => {});
      },
    };
    const answer = await sendFile(to, { ...PLACE, stop: stopper.signal }, file);
    expect(answer).toMatchObject({ ok: true, value: { ok: false, error: { message: /Nothing was taken/ } } });
    expect(to.asked).toContain('cancel');
  });

  it('is given up where LAIT was locked meanwhile, and says so once it is open', async () => {
    const to = shell({ onPiece: () => LOCKED });
    setLock({ kind: 'covered' });
    const sending = sendFile(to, PLACE, file);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(to.asked).toEqual([`begin ${file.size}`]);
    setLock({ kind: 'open' });
    expect(await sending).toMatchObject({ ok: true, value: { ok: false, error: { message: /was locked/ } } });
    expect(to.asked.at(-1)).toBe('cancel');
  });

  it('is not begun where it is empty', async () => {
    const to = shell();
    expect(await sendFile(to, PLACE, new Blob([]))).toMatchObject({ ok: true, value: { ok: false } });
    expect(to.asked).toEqual([]);
  });
});
