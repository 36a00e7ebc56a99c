import { z } from 'zod';
import { recoveredKey } from '#shared/api/devices.ts';
import type { FirmReply, FirmSession } from '#shared/api/firm.ts';
import type { ShellInput } from '#shared/api/shell.ts';
import type { Log } from '../log.ts';

/** Lies beside the files, in plain words, and goes aside with them: whose key the server keeps, and which server. */
export const depositNote = z.strictObject({ origin: z.string(), userId: z.uuid(), deviceId: z.uuid() });
export type DepositNote = z.infer<typeof depositNote>;
/** Its name in the workspace's folder. */
export const DEPOSIT_NOTE = 'key-deposit.json';

export interface KeyEscrowParts {
  origin(): string | null;
  /** Null while no workspace runs. */
  deviceId(): Promise<string | null>;
  /** Of the files that are open now; null when it is not to be had. */
  keyHex(): Promise<string | null>;
  /** With the session of whoever is signed in; no page may ask these. */
  call(input: ShellInput<'callFirm'>): Promise<FirmReply<unknown>>;
  keepNote(note: DepositNote): Promise<void>;
  pause(milliseconds: number): Promise<void>;
  readonly log: Log;
}

export interface KeyEscrow {
  /** Leaves the key of this device's files with the server, once for a device and person while LAIT runs. */
  deposit(person: Pick<FirmSession, 'userId'>): Promise<boolean>;
  /** @returns null where the server does not give it; nothing is said of the key anywhere */
  recover(note: DepositNote, password: string): Promise<string | null>;
}

/** A device is known to the server once it is enrolled or has sent something: a moment after the first sign-in. */
const PAUSES_MS = [0, 5_000, 30_000] as const;

/** The key of this device's files, kept by the firm's server for the day on which the key store here loses it. */
export function keyEscrow(parts: KeyEscrowParts): KeyEscrow {
  let deposited: string | null = null;

  async function deposit(note: DepositNote): Promise<boolean> {
    const keyHex = await parts.keyHex();
    if (keyHex === null) return false;
    for (const pauseMs of PAUSES_MS) {
      await parts.pause(pauseMs);
      const path = `/api/devices/${note.deviceId}/key`;
      const reply = await parts.call({ method: 'PUT', path, body: JSON.stringify({ keyHex }) });
      if (reply.ok) {
        await parts.keepNote(note);
        return true;
      }
      if (reply.error.code !== 'NOT_FOUND') break;
    }
    return false;
  }

  return {
    async deposit({ userId }) {
      const [origin, deviceId] = [parts.origin(), await parts.deviceId()];
      if (origin === null || deviceId === null) return false;
      const name = `${origin} ${userId} ${deviceId}`;
      if (deposited === name) return true;
      deposited = name;
      const isKept = await deposit({ origin, userId, deviceId }).catch(() => false);
      if (!isKept) {
        parts.log.info('key.not_deposited');
        // Another sign-in, or the next renewal of the session, tries again.
        if (deposited === name) deposited = null;
      }
      return isKept;
    },
    async recover({ deviceId }, password) {
      const path = `/api/devices/${deviceId}/key/recover`;
      const reply = await parts.call({ method: 'POST', path, body: JSON.stringify({ password }) });
      if (!reply.ok) {
        parts.log.info('key.not_recovered', { code: reply.error.code ?? 'none' });
        return null;
      }
      const read = recoveredKey.safeParse(reply.value);
      return read.success ? read.data.keyHex : null;
    },
  };
}
