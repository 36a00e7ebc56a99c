import { createHash, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ReleaseDescriptor, releaseSigningText, writeDescriptor } from './descriptor.ts';
import {
  followStatements,
  type IsSigned,
  keySigningText,
  readSignedRelease,
  type SignedKeyStatement,
  type UpdateKey,
} from './trusted-keys.ts';

const isSigned: IsSigned = (publicKey, text, signature) => {
  const key = { key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') } };
  return verify(null, Buffer.from(text), { ...key, format: 'jwk' }, Buffer.from(signature, 'base64'));
};

interface Pair {
  readonly key: UpdateKey;
  readonly privateKey: KeyObject;
}
function pair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const keyId = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { key: { keyId, publicKey: bytes.toString('base64') }, privateKey };
}
const signText = (text: string, { privateKey }: Pair) => sign(null, Buffer.from(text), privateKey).toString('base64');

const [first, second, third, stranger] = [pair(), pair(), pair(), pair()];
const DESCRIPTOR: ReleaseDescriptor = {
  format: 1,
  version: '1.4.0',
  minimumServer: '1.0.0',
  notes: 'Faster.',
  files: [
    {
      name: 'LAIT-1.4.0-win-x64.exe',
      platform: 'win32',
      arch: 'x64',
      kind: 'exe',
      sha512: Buffer.alloc(64, 7).toString('base64'),
      size: 1_000,
    },
  ],
};
const release = (by: Pair, descriptor = writeDescriptor(DESCRIPTOR)) => ({
  descriptor,
  keyId: by.key.keyId,
  signature: signText(releaseSigningText(descriptor), by),
});

describe('a signed release', () => {
  const read = (signed: ReturnType<typeof release>) => readSignedRelease(signed, [first.key, second.key], isSigned);

  it('of either pinned key is read as it was written', () => {
    for (const by of [first, second]) expect(read(release(by))).toEqual({ ok: true, descriptor: DESCRIPTOR });
  });

  it('is refused when a letter, the key or the purpose of the signature is another', () => {
    const good = release(first);
    expect(read({ ...good, descriptor: good.descriptor.replace('1.4.0', '1.4.1') })).toEqual({
      ok: false,
      reason: 'forged',
    });
    expect(read(release(stranger))).toEqual({ ok: false, reason: 'unknown_key' });
    expect(read({ ...release(stranger), keyId: first.key.keyId })).toEqual({ ok: false, reason: 'forged' });
    const other = { ...good, signature: signText(keySigningText(good.descriptor), first) };
    expect(read(other)).toEqual({ ok: false, reason: 'forged' });
  });

  it('that says what this version does not understand is unreadable, however well signed', () => {
    for (const text of ['not json', '{}', JSON.stringify({ ...DESCRIPTOR, percentage: 20 })]) {
      expect(read(release(first, text))).toEqual({ ok: false, reason: 'unreadable' });
    }
    const twice = { ...DESCRIPTOR, files: [...DESCRIPTOR.files, ...DESCRIPTOR.files] };
    expect(read(release(first, JSON.stringify(twice)))).toEqual({ ok: false, reason: 'unreadable' });
    const outside = { ...DESCRIPTOR, files: [{ ...DESCRIPTOR.files[0], name: '../evil.exe' }] };
    expect(read(release(first, JSON.stringify(outside)))).toEqual({ ok: false, reason: 'unreadable' });
  });
});

describe('pinned keys', () => {
  const statement = (by: Pair, sequence: number, ...keys: readonly Pair[]): SignedKeyStatement => {
    const text = JSON.stringify({ format: 1, sequence, keys: keys.map(({ key }) => key) });
    return { statement: text, keyId: by.key.keyId, signature: signText(keySigningText(text), by) };
  };
  const pinned = { keys: [first.key, second.key], sequence: 0 };

  it('are changed by one of them, step by step, after however long', () => {
    const trust = followStatements(
      pinned,
      [statement(second, 1, second, third), statement(third, 2, third, stranger)],
      isSigned,
    );
    expect(trust).toEqual({ keys: [third.key, stranger.key], sequence: 2 });
  });

  it('are not changed by a stranger, a forged statement, or an old one', () => {
    expect(followStatements(pinned, [statement(stranger, 1, stranger)], isSigned)).toEqual(pinned);
    const forged = { ...statement(first, 1, stranger), signature: signText('x', first) };
    expect(followStatements(pinned, [forged, statement(first, 2, third)], isSigned)).toEqual(pinned);
    const later = { keys: [third.key], sequence: 5 };
    expect(followStatements(later, [statement(third, 5, first)], isSigned)).toEqual(later);
  });

  it('no longer accept a key that was taken out', () => {
    const trust = followStatements(pinned, [statement(first, 1, second, third)], isSigned);
    expect(followStatements(trust, [statement(first, 2, first)], isSigned)).toEqual(trust);
    expect(readSignedRelease(release(first), trust.keys, isSigned)).toEqual({ ok: false, reason: 'unknown_key' });
  });
});
