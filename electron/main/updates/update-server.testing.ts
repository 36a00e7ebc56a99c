import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { releaseSigningText, type SignedRelease, writeDescriptor } from '#shared/updates/descriptor.ts';
import type { UpdateKey } from '#shared/updates/trusted-keys.ts';

export interface SigningPair {
  readonly key: UpdateKey;
  readonly privateKey: KeyObject;
}

export function signingPair(): SigningPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const keyId = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { key: { keyId, publicKey: bytes.toString('base64') }, privateKey };
}

export function signedText(text: string, { privateKey }: SigningPair): string {
  return sign(null, Buffer.from(text), privateKey).toString('base64');
}

/** A release for Linux with one AppImage. */
export function releaseOf(version: string, bytes: Buffer, by: SigningPair): SignedRelease {
  const descriptor = writeDescriptor({
    format: 1,
    version,
    minimumServer: '0.1.0',
    notes: 'Faster.',
    files: [
      {
        name: `LAIT-${version}-linux-x86_64.AppImage`,
        platform: 'linux',
        arch: 'x64',
        kind: 'AppImage',
        sha512: createHash('sha512').update(bytes).digest('base64'),
        size: bytes.length,
      },
    ],
  });
  return { descriptor, keyId: by.key.keyId, signature: signedText(releaseSigningText(descriptor), by) };
}

/** A feed that answers as it is told, over real sockets. */
export interface FeedServer {
  readonly feedUrl: string;
  /** What `release.json` answers: an object, or text that is none. */
  offer: unknown;
  status: number;
  file: Buffer;
  /** Bytes of the file after which the line breaks; null: never. */
  breaksAfter: number | null;
  knowsRanges: boolean;
  readonly asked: { readonly path: string; readonly range: string | undefined; readonly token: string | undefined }[];
  close(): Promise<void>;
}

export async function feedServer(): Promise<FeedServer> {
  const server: Server = createServer((request, response) => {
    const { range, authorization: token } = request.headers;
    feed.asked.push({ path: request.url ?? '', range, token });
    if (request.url?.includes('release.json')) {
      response.statusCode = feed.status;
      response.end(typeof feed.offer === 'string' ? feed.offer : JSON.stringify(feed.offer));
      return;
    }
    const first = feed.knowsRanges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    const bytes = feed.file.subarray(first);
    if (first > 0) {
      response.writeHead(206, { 'content-range': `bytes ${first}-${feed.file.length - 1}/${feed.file.length}` });
    } else response.writeHead(200, { 'content-length': bytes.length });
    if (feed.breaksAfter === null) return void response.end(bytes);
    response.write(bytes.subarray(0, feed.breaksAfter), () => setTimeout(() => response.destroy(), 20));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const feed: FeedServer = {
    feedUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/updates/stable/linux/x64`,
    offer: { release: null, minimumClient: '0.1.0', keyStatements: [] },
    status: 200,
    file: Buffer.alloc(0),
    breaksAfter: null,
    knowsRanges: true,
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return feed;
}
