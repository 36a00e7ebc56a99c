import { createPublicKey, verify } from 'node:crypto';
import type { IsSigned } from '#shared/updates/trusted-keys.ts';

/** Ed25519 (RFC 8032). A key or signature that is none is a signature that does not hold. */
export const isSigned: IsSigned = (publicKey, text, signature) => {
  try {
    const x = Buffer.from(publicKey, 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};
