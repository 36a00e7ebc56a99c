import { z } from 'zod';
import { LATENCY_GROUPS, type LatencyCounts, STEPS_MS } from './latencies.ts';

const counts = z
  .array(z.int().min(0))
  .length(STEPS_MS.length + 1)
  .readonly();

/** What a process writes of itself; another version may write more. */
export const processFigures = z.object({
  latencies: z.partialRecord(z.enum(LATENCY_GROUPS), counts),
  openStreamCount: z.int().min(0),
  memoryBytes: z.int().min(0),
});
export type ProcessFigures = Readonly<Omit<z.infer<typeof processFigures>, 'latencies'>> & {
  readonly latencies: LatencyCounts;
};
