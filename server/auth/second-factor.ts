import { Secret, TOTP } from 'otpauth';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { digestOf, keyFor, keysFor } from './keys.ts';
import { openBytes, sealBytes } from './sealed-bytes.ts';

/** RFC 6238 as every authenticator has it: SHA-1, six digits, thirty seconds; one step either way is allowed. */
const STEP_SECONDS = 30;
const WINDOW = 1;
const RECOVERY_CODES = 10;

function totpOf(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: 'LAIT', label, secret, algorithm: 'SHA1', digits: 6, period: STEP_SECONDS });
}

/** A new secret, encrypted as it is stored, and the address an authenticator reads. */
export function makeSecret(
  context: Pick<ServerContext, 'config' | 'randomBytes'>,
  email: string,
): { readonly stored: Buffer; readonly secret: string; readonly uri: string } {
  const bytes = context.randomBytes(20);
  const secret = new Secret({ buffer: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 20) as ArrayBuffer });
  return {
    stored: sealSecret(context, Buffer.from(secret.base32)),
    secret: secret.base32,
    uri: totpOf(secret, email).toString(),
  };
}

const PURPOSE = 'second factors';

function sealSecret({ config, randomBytes }: Pick<ServerContext, 'config' | 'randomBytes'>, plain: Uint8Array): Buffer {
  return sealBytes(keyFor(config.secrets.jwtSecretKey, PURPOSE), randomBytes(12), plain);
}

/** @throws where neither today's secret nor the one before opens it */
function readSecret({ config }: Pick<ServerContext, 'config'>, stored: Buffer): Secret {
  const opened = openBytes(keysFor(config.secrets, PURPOSE), stored);
  if (opened === null) throw new Error('A second factor is encrypted with a key that this server does not have.');
  return Secret.fromBase32(opened.plain.toString('utf8'));
}

/** The same under today's key. @returns null where it is so already. @throws where it cannot be opened */
export function sealSecretAnew(context: Pick<ServerContext, 'config' | 'randomBytes'>, stored: Buffer): Buffer | null {
  const opened = openBytes(keysFor(context.config.secrets, PURPOSE), stored);
  if (opened === null) throw new Error('A second factor is encrypted with a key that this server does not have.');
  return opened.isToday ? null : sealSecret(context, opened.plain);
}

interface FactorOwner {
  readonly id: string;
  readonly email: string;
  readonly totp_secret: Buffer | null;
}

/**
 * Whether a code is right now, and was not used before: each time step is accepted once.
 * Writes the step, so it runs inside the batch that lets the person in.
 */
export async function acceptCode(
  context: Pick<ServerContext, 'config' | 'clock'>,
  batch: ChangeBatch,
  user: FactorOwner,
  code: string,
): Promise<boolean> {
  if (user.totp_secret === null) return false;
  if (!/^\d{6}$/.test(code)) return spendRecoveryCode(batch, user.id, code);
  const timestamp = context.clock.nowMs();
  const delta = totpOf(readSecret(context, user.totp_secret), user.email).validate({
    token: code,
    timestamp,
    window: WINDOW,
  });
  if (delta === null) return false;
  const step = Math.floor(timestamp / 1_000 / STEP_SECONDS) + delta;
  const accepted = await batch.db
    .updateTable('users')
    .set({ totp_last_step: step })
    .where('id', '=', user.id)
    .where(({ eb, or }) => or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .executeTakeFirst();
  return accepted.numUpdatedRows === 1n;
}

async function spendRecoveryCode(batch: ChangeBatch, userId: string, code: string): Promise<boolean> {
  const spent = await batch.db
    .updateTable('recovery_codes')
    .set({ used_at: batch.now })
    .where('user_id', '=', userId)
    .where('code_hash', '=', digestOf(foldCode(code)))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return spent.numUpdatedRows === 1n;
}

/** Ten new recovery codes in place of the old ones. @returns them as shown, this once */
export async function makeRecoveryCodes(
  context: Pick<ServerContext, 'randomBytes'>,
  batch: ChangeBatch,
  userId: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => showCode(context.randomBytes(10)));
  await batch.db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  const rows = codes.map((code) => ({ user_id: userId, code_hash: digestOf(foldCode(code)), used_at: null }));
  await batch.db.insertInto('recovery_codes').values(rows).execute();
  return codes;
}

/** 80 bits as four groups that can be read aloud. */
function showCode(bytes: Uint8Array): string {
  const text = new Secret({ buffer: bytes.slice().buffer as ArrayBuffer }).base32;
  return [0, 4, 8, 12].map((at) => text.slice(at, at + 4)).join('-');
}

function foldCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z2-7]/g, '');
}

/** @throws 400 with a sentence for a code that is not right */
export function wrongCode(): HttpFailure {
  return new HttpFailure('BAD_REQUEST', 'This code is not right, or was used before. Wait for the next one.');
}
