import type { ClientRequest, ClientRequestConstructorOptions } from 'electron';

export interface StreamedRequest {
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  /** At least one piece; cancelled as soon as the server has answered. */
  readonly body: ReadableStream<Uint8Array>;
  readonly signal: AbortSignal;
}

/** What is read of an answer to a file; more than this is not ours. */
const LONGEST_ANSWER = 16 * 1024 * 1024;

/**
 * Sends a body piece by piece. Electron's `fetch` would hold all of it in memory first (and copy it anew with each
 * piece); its `ClientRequest` in chunks does not. It begins with the first piece, so there must be one.
 * @returns the answer, which may come before everything is sent
 */
export async function sendStream(
  request: (options: ClientRequestConstructorOptions) => ClientRequest,
  url: string,
  { method, headers, body, signal }: StreamedRequest,
): Promise<Response> {
  signal.throwIfAborted();
  const outgoing = request({ method, url, credentials: 'omit', cache: 'no-store', redirect: 'error' });
  outgoing.chunkedEncoding = true;
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  const reader = body.getReader();
  const answer = new Promise<Response>((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(error);
      outgoing.abort();
    };
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    outgoing.on('error', reject);
    outgoing.on('response', (message) => {
      const parts: Buffer[] = [];
      let length = 0;
      message.on('data', (part) => {
        length += part.length;
        if (length <= LONGEST_ANSWER) parts.push(part);
        else fail(new Error('The answer is longer than any of ours.'));
      });
      message.on('error', fail);
      message.on('aborted', () => fail(new Error('The answer broke off.')));
      message.on('end', () => resolve(asResponse(message.statusCode, message.headers, Buffer.concat(parts))));
    });
    void writeAll(reader, outgoing).catch(fail);
  });
  try {
    return await answer;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function writeAll(reader: ReadableStreamDefaultReader<Uint8Array>, outgoing: ClientRequest): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    await new Promise<void>((written) => outgoing.write(Buffer.from(value), undefined, written));
  }
  outgoing.end();
}

const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

function asResponse(status: number, headers: Record<string, string | string[]>, body: Buffer): Response {
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name, [value].flat().join(', ')]);
  return new Response(NO_BODY.has(status) ? null : new Uint8Array(body), { status, headers: given });
}
