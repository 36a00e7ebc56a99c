import { z } from 'zod';

export const UPDATE_PLATFORMS = ['win32', 'darwin', 'linux'] as const;
export const UPDATE_ARCHITECTURES = ['x64', 'arm64'] as const;
/** Installers by the ending of their file; `zip` is what macOS updates from. */
export const INSTALLER_KINDS = ['exe', 'msi', 'dmg', 'zip', 'AppImage', 'deb', 'blockmap'] as const;

export const versionText = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/, 'a version is three numbers: 1.4.0');
/** No path, nothing that a shell or a header could misread. */
export const artefactName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/, 'letters, digits, dot, dash');
export const sha512Base64 = z.base64().length(88);

const releaseFile = z.strictObject({
  name: artefactName,
  platform: z.enum(UPDATE_PLATFORMS),
  arch: z.enum(UPDATE_ARCHITECTURES),
  kind: z.enum(INSTALLER_KINDS),
  sha512: sha512Base64,
  /** Bytes. */
  size: z.int().min(1).max(2_147_483_648),
});
export type ReleaseFile = z.infer<typeof releaseFile>;

/** What is signed: static facts of one version. Who gets it when is the server's choice and not in here. */
export const releaseDescriptor = z
  .strictObject({
    format: z.literal(1),
    version: versionText,
    /** The oldest server this version works with. */
    minimumServer: versionText,
    /** What changed, for the person who is asked to restart. */
    notes: z.string().max(10_000),
    files: z.array(releaseFile).min(1).max(60),
  })
  .refine(({ files }) => new Set(files.map(({ name }) => name)).size === files.length, 'each file once');
export type ReleaseDescriptor = z.infer<typeof releaseDescriptor>;

/** A descriptor as its very text, so that what was signed is what is checked, with the signature over it. */
export const signedRelease = z.strictObject({
  descriptor: z.string().min(1).max(100_000),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Ed25519, over `releaseSigningText`. */
  signature: z.base64().length(88),
});
export type SignedRelease = z.infer<typeof signedRelease>;

/** A signature over a release can be no signature over anything else. */
export function releaseSigningText(descriptor: string): string {
  return `lait release 1\n${descriptor}`;
}

export function writeDescriptor(descriptor: ReleaseDescriptor): string {
  return JSON.stringify(releaseDescriptor.parse(descriptor), null, 2);
}
