import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';

/** Asks in a thread of its own: whatever else this process does, a second is a second here. */
const EVERY_MS = 1_000;
const PATIENCE_MS = 2_000;

const url = z.string().parse(workerData);
setInterval(() => void probe(), EVERY_MS);

async function probe(): Promise<void> {
  const atMs = Date.now();
  const isAnswered = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
    () => false,
  );
  parentPort?.postMessage({ atMs, isAnswered });
}
