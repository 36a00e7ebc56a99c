import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Phase, Probe } from './failed-seconds.ts';

/** Asks once a second whether LAIT can be used, from outside, whatever happens to it. */
export interface Prober {
  readonly probes: readonly Probe[];
  readonly phases: readonly Phase[];
  /** Everything until the end of `work` counts for this phase. */
  during<Value>(phase: string, work: () => Promise<Value>): Promise<Value>;
  start(): void;
  stop(): Promise<void>;
}

const probe = z.strictObject({ atMs: z.number(), isAnswered: z.boolean() });

/** @param url what needs the front door, a backend and the database to answer with 200 within two seconds */
export function proberOf(url: string): Prober {
  const probes: Probe[] = [];
  const phases: Phase[] = [];
  let thread: Worker | null = null;
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
      thread ??= new Worker(new URL('prober-thread.ts', import.meta.url), { workerData: url }).on('message', (said) =>
        probes.push(probe.parse(said)),
      );
    },
    async stop() {
      const ended = thread;
      thread = null;
      await ended?.terminate();
    },
  };
}
