import type { ServerContext } from '../context.ts';
import { createLatencies, type Latencies } from './latencies.ts';
import { type PartsWatch, watchParts } from './watch-parts.ts';

/** What this process knows of itself, for the System page and for its own row in `server_processes`. */
export interface SystemWatch {
  /** Of this start; another one is another process, also under the same number. */
  readonly id: string;
  readonly startedAtMs: number;
  readonly latencies: Latencies;
  readonly parts: PartsWatch;
  /** Null: it could not be asked. @throws where there is one and it does not answer */
  redisVersion(): Promise<string | null>;
  /** Whoever keeps event streams open says so once, and is asked for their number. */
  countStreams(count: () => number): void;
  openStreamCount(): number;
}

export function createSystemWatch(
  context: Pick<ServerContext, 'pool' | 'probes' | 'clock' | 'newId'>,
  redisVersion: () => Promise<string | null> = async () => null,
): SystemWatch {
  const streams: (() => number)[] = [];
  return {
    id: context.newId(),
    startedAtMs: context.clock.nowMs(),
    latencies: createLatencies(context.clock),
    parts: watchParts(context),
    redisVersion,
    countStreams: (count) => void streams.push(count),
    openStreamCount: () => streams.reduce((sum, count) => sum + count(), 0),
  };
}
