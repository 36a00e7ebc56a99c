import { quantile } from './budget.ts';

/** What became of one planned request. */
export interface Answered {
  /** From the moment it was meant to be sent to the last byte of the answer: whoever waits does not care why. */
  readonly latencyMs: number;
  /** How late the sender itself was. */
  readonly lagMs: number;
  /** Of HTTP; 0 where there was no answer. */
  readonly status: number;
}

export interface LoadSummary {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Requests that were not answered as expected; they count as infinitely late. */
  readonly failures: number;
  /** Their statuses and how often each came, in words; empty without any. */
  readonly failureText: string;
  /** p99 of the sender's own delay: what the figures owe to this process and not to the server. */
  readonly lagP99Ms: number;
}

/** @param expected the status of a good answer */
export function summariseLoad(answers: readonly Answered[], expected: number): LoadSummary {
  const failed = answers.filter(({ status }) => status !== expected);
  const latencies = answers.map(({ latencyMs, status }) =>
    status === expected ? latencyMs : Number.POSITIVE_INFINITY,
  );
  const byStatus = Map.groupBy(failed, ({ status }) => status);
  return {
    count: answers.length,
    p50Ms: quantile(latencies, 0.5),
    p95Ms: quantile(latencies, 0.95),
    p99Ms: quantile(latencies, 0.99),
    failures: failed.length,
    failureText: [...byStatus].map(([status, { length }]) => `${length} x ${status || 'no answer'}`).join(', '),
    lagP99Ms: quantile(
      answers.map(({ lagMs }) => lagMs),
      0.99,
    ),
  };
}
