import type { ServerContext } from '../context.ts';
import { type PartReading, readParts } from './read-parts.ts';

export interface StandingPart extends PartReading {
  /** Since when this process has seen it so: at the earliest since it started. */
  readonly sinceMs: number;
}

/** Reads the parts and remembers since when each has been as it is. */
export interface PartsWatch {
  read(): Promise<readonly StandingPart[]>;
}

export function watchParts(context: Pick<ServerContext, 'pool' | 'probes' | 'clock'>): PartsWatch {
  const standing = new Map<string, StandingPart>();
  return {
    async read() {
      const readings = await readParts(context);
      const nowMs = context.clock.nowMs();
      return readings.map((reading) => {
        const before = standing.get(reading.name);
        const sinceMs = before?.status === reading.status ? before.sinceMs : nowMs;
        const now = { ...reading, sinceMs };
        standing.set(reading.name, now);
        return now;
      });
    },
  };
}
