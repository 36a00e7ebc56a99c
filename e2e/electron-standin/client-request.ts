import { EventEmitter } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface StandinRequestOptions {
  readonly method: string;
  readonly url: string;
  readonly credentials: 'omit';
  readonly cache: 'no-store';
  readonly redirect: 'error';
}

/**
 * `ClientRequest`, as documented and as far as it is used: in chunks only, headers before the first of them, an answer
 * that may come before the last. Node's own in place of Chromium's. A redirect is an error.
 */
export class StandinRequest extends EventEmitter {
  chunkedEncoding = false;
  private readonly options: StandinRequestOptions;
  private readonly headers: Record<string, string> = {};
  private outgoing: ClientRequest | null = null;
  private isAborted = false;

  constructor(options: StandinRequestOptions) {
    super();
    this.options = options;
  }

  setHeader(name: string, value: string): void {
    if (this.outgoing !== null) throw new Error("Can't set headers after they are sent");
    this.headers[name] = value;
  }

  write(chunk: Buffer, _encoding: undefined, callback: () => void): void {
    if (!this.chunkedEncoding) throw new Error('The stand-in sends in chunks only.');
    this.outgoing ??= this.begin();
    this.outgoing.write(chunk, () => callback());
  }

  end(): void {
    if (this.outgoing === null) throw new Error('The stand-in sends no empty body.');
    this.outgoing.end();
  }

  abort(): void {
    if (this.isAborted) return;
    this.isAborted = true;
    this.outgoing?.destroy();
    this.emit('abort');
  }

  private begin(): ClientRequest {
    const { method, url } = this.options;
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const outgoing = send(url, { method, headers: { ...this.headers, 'transfer-encoding': 'chunked' } });
    outgoing.on('response', (message: IncomingMessage) => {
      const { statusCode = 0 } = message;
      if (statusCode >= 300 && statusCode < 400) {
        outgoing.destroy();
        this.emit('error', new Error("Attempted to redirect, but redirect policy was 'error'"));
      } else this.emit('response', message);
    });
    outgoing.on('error', (error) => {
      if (!this.isAborted) this.emit('error', error);
    });
    return outgoing;
  }
}
