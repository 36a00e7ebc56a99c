import { type FirmCall, type FirmReply, STOPPED } from '#shared/api/firm.ts';
import { BYTES_A_PIECE, FILE_MEDIA_TYPES } from '#shared/api/firm-files.ts';
import type { ShellClient, ShellReply } from '#shared/api/shell.ts';
import { onceOpen } from '../state/lock.ts';

type Answer = ShellReply<FirmReply<unknown>>;

/**
 * Hands a file to the main process piece by piece, each when the one before it is on the line; no more than one piece of
 * it is ever held. The server takes it whole or not at all.
 */
export async function sendFile(
  shell: Pick<ShellClient, 'beginFile' | 'sendPiece' | 'endFile' | 'cancelFile'>,
  { method, path, mediaType, stop }: Pick<FirmCall<unknown>, 'method' | 'path' | 'mediaType' | 'stop'>,
  file: Blob,
): Promise<Answer> {
  if (method !== 'POST' && method !== 'PUT') throw new Error('A file is sent with POST or PUT.');
  if (file.size === 0) return refused('The file is empty. Nothing was sent.');
  if (stop?.aborted === true) return STOPPED_ANSWER;
  const begun = await shell.beginFile({ method, path, mediaType: kindOf(mediaType), byteLength: file.size });
  if (!begun.ok || !begun.value.ok) return begun;
  const sendId = begun.value.value;
  let stopNow = (): void => {};
  const stopped = new Promise<Answer>((resolve) => {
    stopNow = () => {
      void shell.cancelFile({ sendId });
      resolve(STOPPED_ANSWER);
    };
    stop?.addEventListener('abort', stopNow);
    if (stop?.aborted === true) stopNow();
  });
  try {
    return await Promise.race([handOver(shell, sendId, file), stopped]);
  } finally {
    stop?.removeEventListener('abort', stopNow);
  }
}

async function handOver(
  shell: Pick<ShellClient, 'sendPiece' | 'endFile' | 'cancelFile'>,
  sendId: string,
  file: Blob,
): Promise<Answer> {
  const giveUp = async (answer: Answer): Promise<Answer> => {
    await shell.cancelFile({ sendId });
    return answer;
  };
  for (let at = 0; at < file.size; at += BYTES_A_PIECE) {
    const bytes = await pieceOf(file, at);
    if (bytes === null) return giveUp(refused(CHANGED));
    const taken = await shell.sendPiece({ sendId, bytes });
    if (!taken.ok && taken.error.kind === 'locked') {
      await onceOpen();
      return giveUp(refused(LOCKED));
    }
    if (!taken.ok) return giveUp(taken);
    if (taken.value !== 'more') break;
  }
  let answer = await shell.endFile({ sendId });
  // All of it is there: its answer waits until it may be shown.
  while (!answer.ok && answer.error.kind === 'locked') {
    await onceOpen();
    answer = await shell.endFile({ sendId });
  }
  return answer;
}

/** Null where the file was changed or taken away since it was chosen. */
async function pieceOf(file: Blob, at: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.slice(at, at + BYTES_A_PIECE).arrayBuffer());
  } catch {
    return null;
  }
}

function kindOf(mediaType: string | undefined): (typeof FILE_MEDIA_TYPES)[number] {
  return FILE_MEDIA_TYPES.find((each) => each === mediaType) ?? 'application/octet-stream';
}

function refused(message: string): Answer {
  return { ok: true, value: { ok: false, error: { kind: 'refused', code: null, message, retryAfterSeconds: null } } };
}

const STOPPED_ANSWER: Answer = { ok: true, value: { ok: false, error: STOPPED } };
const CHANGED = 'The file was changed or taken away while it was sent, so nothing of it was taken. Choose it again.';
const LOCKED = 'LAIT was locked while the file was sent, so nothing of it was taken. Send it again.';
