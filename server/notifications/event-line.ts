import type { ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { OPENING, STILL_HERE } from './event-lines.ts';

/** The wire of one open stream: written to, kept open, and cut where nobody reads. */
export interface EventLine {
  readonly isEnded: boolean;
  write(text: string): void;
  /** Resolves once what was written has left, or the line has ended. */
  drained(): Promise<void>;
  /** Once a second: says that it is still here, and cuts a line on which nothing moves. */
  tick(): void;
  /** After everything that was written. */
  end(): void;
}

export interface EventLineLimits {
  /** Below 30 s: proxies cut what is silent for longer. */
  readonly heartbeatMs: number;
  /** A reader that leaves so much unread is cut off; it comes back and goes on where it was. */
  readonly mostUnreadBytes: number;
  /** Nor does it stay for longer than this without reading at all. */
  readonly longestStallMs: number;
}

export const LINE_LIMITS: EventLineLimits = {
  heartbeatMs: 15_000,
  mostUnreadBytes: 256 * 1024,
  longestStallMs: 30_000,
};

/**
 * Answers with an event stream on a reply that was taken over.
 * @param headers what the application has set so far
 * @param onCutOff a slow reader was let go
 */
export function openEventLine(
  raw: ServerResponse,
  headers: Readonly<Record<string, string | number | readonly string[]>>,
  limits: EventLineLimits,
  onCutOff: () => void,
): EventLine {
  let isEnded = false;
  let writtenAt = performance.now();
  let stalledSince: number | null = null;
  raw.on('close', () => {
    isEnded = true;
  });
  raw.on('drain', () => {
    stalledSince = null;
  });
  // A listener that goes away while it is written to ends its stream, not the process.
  raw.on('error', () => {});
  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // nginx passes on each piece as it comes.
    'x-accel-buffering': 'no',
  });
  write(OPENING);

  function write(text: string): void {
    if (isEnded || text === '') return;
    // What was left of earlier; however much comes at once now, nobody is slow for it.
    if (raw.writableLength > limits.mostUnreadBytes) {
      cutOff();
      return;
    }
    const hasRoom = raw.write(text);
    writtenAt = performance.now();
    if (!hasRoom) stalledSince ??= writtenAt;
  }

  function cutOff(): void {
    isEnded = true;
    onCutOff();
    raw.destroy();
  }

  return {
    get isEnded() {
      return isEnded;
    },
    write,
    drained() {
      if (isEnded || !raw.writableNeedDrain) return Promise.resolve();
      return new Promise((resolve) => {
        const done = () => {
          raw.off('drain', done);
          raw.off('close', done);
          resolve();
        };
        raw.on('drain', done);
        raw.on('close', done);
      });
    },
    tick() {
      const now = performance.now();
      if (stalledSince !== null) {
        if (now - stalledSince >= limits.longestStallMs) cutOff();
      } else if (now - writtenAt >= limits.heartbeatMs) write(STILL_HERE);
    },
    end() {
      if (isEnded) return;
      isEnded = true;
      raw.end();
    },
  };
}
