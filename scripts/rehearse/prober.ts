import type { Phase, Probe } from './failed-seconds.ts';

/** Asks once a second whether LAIT can be used, from outside, whatever happens to it. */
export interface Prober {
  readonly probes: readonly Probe[];
  readonly phases: readonly Phase[];
  /** Everything until the end of `work` counts for this phase. */
  during<Value>(phase: string, work: () => Promise<Value>): Promise<Value>;
  start(): void;
  stop(): void;
}

const EVERY_MS = 1_000;
const PATIENCE_MS = 2_000;

/** @param url what needs the front door, a backend and the database to answer with 200 */
export function proberOf(url: string): Prober {
  const probes: Probe[] = [];
  const phases: Phase[] = [];
  let timer: NodeJS.Timeout | null = null;
  return {
    probes,
    phases,
    async during(phase, work) {
      const fromMs = Date.now();
      try {
        return await work();
      } finally {
        phases.push({ phase, fromMs, toMs: Date.now() });
      }
    },
    start() {
      timer ??= setInterval(() => void probe(), EVERY_MS);
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };

  async function probe(): Promise<void> {
    const atMs = Date.now();
    const isAnswered = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.ok;
      },
      () => false,
    );
    probes.push({ atMs, isAnswered });
  }
}
