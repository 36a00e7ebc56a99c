import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ReleaseFile,
  releaseSigningText,
  type SignedRelease,
  versionText,
  writeDescriptor,
} from '#shared/updates/descriptor.ts';
import { keySigningText, keyStatement, type SignedKeyStatement, type UpdateKey } from '#shared/updates/trusted-keys.ts';
import { type UsageError, usageError } from './exit-codes.ts';

const PLATFORMS = { win: 'win32', mac: 'darwin', linux: 'linux' } as const;
/** What electron-builder writes for an architecture, by format. */
const ARCHITECTURES = { x64: 'x64', arm64: 'arm64', x86_64: 'x64', amd64: 'x64', aarch64: 'arm64' } as const;
/** As electron-builder.yml names artefacts: LAIT-<version>-<os>-<arch>.<ending>, a block map with one ending more. */
const ARTEFACT =
  /^LAIT-(\d+\.\d+\.\d+)-(win|mac|linux)-(x64|arm64|x86_64|amd64|aarch64)\.(exe|msi|dmg|zip|AppImage|deb)(\.blockmap)?$/;

/**
 * `lait release sign`: describes the installers of a folder and signs the description. Runs where the private key
 * is, away from the server.
 * @returns what was signed, or what is wrong with the folder, the key or the numbers
 */
export async function signRelease(options: {
  readonly folder: string;
  readonly keyFile: string;
  readonly version: string;
  readonly minimumServer: string;
  readonly notes: string;
}): Promise<
  { readonly kind: 'signed'; readonly release: SignedRelease; readonly files: readonly ReleaseFile[] } | UsageError
> {
  for (const version of [options.version, options.minimumServer]) {
    if (!versionText.safeParse(version).success) return usageError(`${version} is no version: three numbers, 1.4.0.`);
  }
  const key = await readPrivateKey(options.keyFile);
  if (key === null) return usageError(`${options.keyFile} holds no Ed25519 private key. Nothing was signed.`);
  const names = (await readdir(options.folder).catch(() => [])).filter((name) => ARTEFACT.test(name)).sort();
  const strangers = names.filter((name) => ARTEFACT.exec(name)?.[1] !== options.version);
  if (strangers.length > 0) {
    return usageError(
      `These belong to another version than ${options.version}: ${strangers.join(', ')}. Nothing was signed.`,
    );
  }
  if (names.length === 0) return usageError(`There is no installer of LAIT in ${options.folder}. Nothing was signed.`);
  const files: ReleaseFile[] = [];
  for (const name of names) files.push(await describe(options.folder, name));
  const descriptor = writeDescriptor({
    format: 1,
    version: options.version,
    minimumServer: options.minimumServer,
    notes: options.notes,
    files,
  });
  return { kind: 'signed', release: { descriptor, ...signedBy(key, releaseSigningText(descriptor)) }, files };
}

/** `lait release rotate-keys`: a statement, signed by a key in use, that these are trusted from now on. */
export async function signKeyStatement(options: {
  readonly keyFile: string;
  readonly sequence: number;
  readonly publicKeyFiles: readonly string[];
}): Promise<{ readonly kind: 'signed'; readonly statement: SignedKeyStatement } | UsageError> {
  const key = await readPrivateKey(options.keyFile);
  if (key === null) return usageError(`${options.keyFile} holds no Ed25519 private key. Nothing was signed.`);
  const keys: unknown[] = [];
  for (const path of options.publicKeyFiles) keys.push(JSON.parse(await readFile(path, 'utf8')));
  const parsed = keyStatement.safeParse({ format: 1, sequence: options.sequence, keys });
  if (!parsed.success)
    return usageError('A statement names one or two public keys and a sequence from 1. Nothing was signed.');
  const statement = JSON.stringify(parsed.data);
  return { kind: 'signed', statement: { statement, ...signedBy(key, keySigningText(statement)) } };
}

/** `lait release keygen`: a pair; the private key is readable by its owner only. @throws where a file is there already */
export async function makeReleaseKey(privateKeyFile: string): Promise<UpdateKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(privateKeyFile, pem, { mode: 0o600, flag: 'wx' });
  const key = updateKeyOf(privateKey);
  await writeFile(`${privateKeyFile}.public.json`, `${JSON.stringify(key)}\n`, { flag: 'wx' });
  return key;
}

function signedBy(key: KeyObject, text: string): { readonly keyId: string; readonly signature: string } {
  return { keyId: updateKeyOf(key).keyId, signature: sign(null, Buffer.from(text, 'utf8'), key).toString('base64') };
}

function updateKeyOf(privateKey: KeyObject): UpdateKey {
  const bytes = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url');
  const keyId = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { keyId, publicKey: bytes.toString('base64') };
}

async function readPrivateKey(path: string): Promise<KeyObject | null> {
  try {
    const key = createPrivateKey(await readFile(path, 'utf8'));
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

async function describe(folder: string, name: string): Promise<ReleaseFile> {
  const [, , system, arch, kind, blockMap] = ARTEFACT.exec(name) ?? [];
  const digest = createHash('sha512');
  for await (const chunk of createReadStream(join(folder, name))) digest.update(chunk as Buffer);
  return {
    name,
    platform: PLATFORMS[system as keyof typeof PLATFORMS],
    arch: ARCHITECTURES[arch as keyof typeof ARCHITECTURES],
    kind: blockMap === undefined ? (kind as ReleaseFile['kind']) : 'blockmap',
    sha512: digest.digest('base64'),
    size: (await stat(join(folder, name))).size,
  };
}
