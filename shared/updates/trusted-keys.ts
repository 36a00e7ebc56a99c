import { z } from 'zod';
import { type ReleaseDescriptor, releaseDescriptor, releaseSigningText, type SignedRelease } from './descriptor.ts';

/** An Ed25519 public key: its 32 bytes in base64, named by the first 64 bits of their SHA-256. */
export const updateKey = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: z.base64().length(44),
});
export type UpdateKey = z.infer<typeof updateKey>;

/** Two, so that one can be lost or retired and the other still signs its successor. */
export const pinnedKeys = z.array(updateKey).min(1).max(2);
export type PinnedKeys = z.infer<typeof pinnedKeys>;

/** `isSigned(key, text, signature)`: Ed25519 over the UTF-8 bytes of the text. */
export type IsSigned = (publicKey: string, text: string, signature: string) => boolean;

export type ReleaseReading =
  | { readonly ok: true; readonly descriptor: ReleaseDescriptor }
  /** `unknown_key`: nobody this device trusts. `forged`: the text is not what was signed. `unreadable`: neither. */
  | { readonly ok: false; readonly reason: 'unknown_key' | 'forged' | 'unreadable' };

/** The signature first: not a letter of the descriptor is interpreted before it is known to be ours. */
export function readSignedRelease(
  signed: SignedRelease,
  keys: readonly UpdateKey[],
  isSigned: IsSigned,
): ReleaseReading {
  const key = keys.find(({ keyId }) => keyId === signed.keyId);
  if (key === undefined) return { ok: false, reason: 'unknown_key' };
  if (!isSigned(key.publicKey, releaseSigningText(signed.descriptor), signed.signature)) {
    return { ok: false, reason: 'forged' };
  }
  try {
    const parsed = releaseDescriptor.safeParse(JSON.parse(signed.descriptor));
    return parsed.success ? { ok: true, descriptor: parsed.data } : { ok: false, reason: 'unreadable' };
  } catch {
    return { ok: false, reason: 'unreadable' };
  }
}

/** A statement that other keys are trusted from now on. `sequence` grows: an old statement cannot bring keys back. */
export const keyStatement = z.strictObject({
  format: z.literal(1),
  sequence: z.int().min(1),
  keys: pinnedKeys,
});
export type KeyStatement = z.infer<typeof keyStatement>;

export const signedKeyStatement = z.strictObject({
  statement: z.string().min(1).max(4_000),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  signature: z.base64().length(88),
});
export type SignedKeyStatement = z.infer<typeof signedKeyStatement>;

export function keySigningText(statement: string): string {
  return `lait update keys 1\n${statement}`;
}

export interface Trust {
  readonly keys: PinnedKeys;
  /** Of the last statement that was followed; 0 at enrolment. */
  readonly sequence: number;
}

/**
 * Follows statements in their order, each signed by a key trusted just then. What is old is skipped; what is
 * forged ends it: nothing after it is looked at.
 */
export function followStatements(trust: Trust, statements: readonly SignedKeyStatement[], isSigned: IsSigned): Trust {
  let current = trust;
  for (const { statement, keyId, signature } of statements) {
    const key = current.keys.find((each) => each.keyId === keyId);
    const parsed = parseStatement(statement);
    if (parsed !== null && parsed.sequence <= current.sequence) continue;
    if (key === undefined || parsed === null) return current;
    if (!isSigned(key.publicKey, keySigningText(statement), signature)) return current;
    current = { keys: parsed.keys, sequence: parsed.sequence };
  }
  return current;
}

function parseStatement(text: string): KeyStatement | null {
  try {
    const parsed = keyStatement.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
