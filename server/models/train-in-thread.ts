import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TrainingLine, TrainingOutcome } from './train-all.ts';

/** Trains beside the thread that answers people. @throws what went wrong in the thread, without the lines */
export async function trainInThread(lines: readonly TrainingLine[]): Promise<TrainingOutcome> {
  const worker = new Worker(new URL('./training-thread.ts', import.meta.url), {
    workerData: lines,
    resourceLimits: { maxOldGenerationSizeMb: 1_024 },
  });
  try {
    const [outcome] = (await once(worker, 'message')) as [TrainingOutcome];
    return outcome;
  } finally {
    await worker.terminate();
  }
}
