import type { FirmError, FirmReply } from '#shared/api/firm.ts';
import type { ShellInput } from '#shared/api/shell.ts';
import type { FirmDoor } from './firm-door.ts';

export interface FileSendsParts {
  readonly send: FirmDoor['sendFile'];
  newId(): string;
  /** @returns a function that ends the waiting */
  after(milliseconds: number, work: () => void): () => void;
}

/**
 * Files on their way from a page to the firm's server. A page hands over bytes it has, never a path, so that it can send
 * nothing of this machine that the person did not choose. Nothing is kept here: a piece is taken when the one before
 * it is on the line.
 */
export interface FileSends {
  /** @param caller the page: nobody else may go on with it */
  begin(caller: object, wish: ShellInput<'beginFile'>): FirmReply<string>;
  /** `answered`: the server does not want the rest; `endFile` says why. */
  take(caller: object, piece: ShellInput<'sendPiece'>): Promise<'more' | 'answered' | 'unknown'>;
  end(caller: object, sendId: string): Promise<FirmReply<unknown>>;
  cancel(caller: object, sendId: string): void;
}

interface Sending {
  readonly caller: object;
  readonly byteLength: number;
  readonly pieces: WritableStreamDefaultWriter<Uint8Array>;
  readonly stopper: AbortController;
  readonly reply: Promise<FirmReply<unknown>>;
  sentBytes: number;
  isAnswered: boolean;
  endWaiting(): void;
  /** Ends a piece that waits: nobody reads any more. */
  drop(): void;
}

const MOST_AT_ONCE = 2;
/** A page that was closed or loaded anew says nothing: then nobody waits for it. */
const LONGEST_PAUSE_MS = 60_000;
/** A register of half a million people is read while the server is waited for. */
const LONGEST_ANSWER_MS = 600_000;

export function fileSends({ send, newId, after }: FileSendsParts): FileSends {
  const sendings = new Map<string, Sending>();

  const find = (caller: object, sendId: string): Sending | null => {
    const sending = sendings.get(sendId);
    return sending?.caller === caller ? sending : null;
  };

  function stop(sendId: string, sending: Sending): void {
    sendings.delete(sendId);
    sending.endWaiting();
    sending.stopper.abort(new Error('Sending was stopped.'));
    sending.drop();
  }

  function wait(sendId: string, sending: Sending, milliseconds: number): void {
    sending.endWaiting();
    sending.endWaiting = after(milliseconds, () => stop(sendId, sending));
  }

  return {
    begin(caller, { byteLength, ...wish }) {
      // What a page never fetched its answer of.
      for (const [id, each] of sendings) if (each.caller === caller && each.isAnswered) stop(id, each);
      if (sendings.size >= MOST_AT_ONCE) return { ok: false, error: refused(TOO_MANY) };
      const sendId = newId();
      const stopper = new AbortController();
      // Without room on either side: a piece is taken when it is read, and not before.
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(
        undefined,
        { highWaterMark: 0 },
        { highWaterMark: 0 },
      );
      const reply = send(wish, readable, stopper.signal);
      const pieces = writable.getWriter();
      // Its failure is told by the piece that could not be written.
      pieces.closed.catch(() => undefined);
      // Whoever reads lets go themselves; only then a write that waits is rejected. Where nobody came to read, it is done here.
      const drop = (): void => {
        if (!readable.locked) readable.cancel().catch(() => undefined);
      };
      const sending: Sending = {
        caller,
        byteLength,
        pieces,
        stopper,
        reply,
        sentBytes: 0,
        isAnswered: false,
        endWaiting: () => {},
        drop,
      };
      void reply.then(() => {
        sending.isAnswered = true;
        drop();
      });
      sendings.set(sendId, sending);
      wait(sendId, sending, LONGEST_PAUSE_MS);
      return { ok: true, value: sendId };
    },
    async take(caller, { sendId, bytes }) {
      const sending = find(caller, sendId);
      if (sending === null) return 'unknown';
      sending.sentBytes += bytes.length;
      if (sending.sentBytes > sending.byteLength) {
        stop(sendId, sending);
        return 'unknown';
      }
      sending.endWaiting();
      try {
        await sending.pieces.write(bytes);
        if (sending.sentBytes === sending.byteLength) await sending.pieces.close();
      } catch {
        // The server has answered already, or the line broke: its reply says which.
        return 'answered';
      }
      wait(sendId, sending, sending.sentBytes === sending.byteLength ? LONGEST_ANSWER_MS : LONGEST_PAUSE_MS);
      return 'more';
    },
    async end(caller, sendId) {
      const sending = find(caller, sendId);
      if (sending === null) return { ok: false, error: refused(GONE) };
      if (!sending.isAnswered && sending.sentBytes < sending.byteLength) {
        stop(sendId, sending);
        return { ok: false, error: refused(TOO_SHORT) };
      }
      const reply = await sending.reply;
      sending.endWaiting();
      sendings.delete(sendId);
      return reply;
    },
    cancel(caller, sendId) {
      const sending = find(caller, sendId);
      if (sending !== null) stop(sendId, sending);
    },
  };
}

function refused(message: string): FirmError {
  return { kind: 'refused', code: null, message, retryAfterSeconds: null };
}

const TOO_MANY = 'Two files are on their way already. Nothing of this one was sent; wait for them.';
const GONE = 'The file was not sent to its end, so nothing of it was taken. Send it again.';
const TOO_SHORT = 'The file is shorter than it was at the beginning, so nothing of it was taken. Send it again.';
