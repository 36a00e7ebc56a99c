import { quantile } from '../bench/budget.ts';
import { ACTIONS, type Action, TARGETS, type Target } from './actions.ts';

/** What an action came to. */
export interface Attempt {
  readonly action: Action;
  /** From when it was meant to begin to its last answer, tries again included. */
  readonly latencyMs: number;
  /** Tries that failed before, by what came instead of an answer: `503`, `no answer`, `429`. */
  readonly failedTries: readonly string[];
  /** Why it was given up; null where it was done. */
  readonly failure: string | null;
}

export interface ActionFigures extends Target {
  readonly action: Action;
  readonly done: number;
  readonly failed: number;
  /** Tries that failed and were made again. */
  readonly retried: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** Only actions that were met, in their order; one that was given up counts as infinitely late. */
export function figuresOf(attempts: readonly Attempt[]): readonly ActionFigures[] {
  const byAction = Map.groupBy(attempts, ({ action }) => action);
  return ACTIONS.flatMap((action) => {
    const of = byAction.get(action);
    if (of === undefined) return [];
    const latencies = of.map(({ latencyMs, failure }) => (failure === null ? latencyMs : Number.POSITIVE_INFINITY));
    return [
      {
        action,
        done: of.filter(({ failure }) => failure === null).length,
        failed: of.filter(({ failure }) => failure !== null).length,
        retried: of.reduce((sum, { failedTries }) => sum + failedTries.length, 0),
        p50Ms: quantile(latencies, 0.5),
        p95Ms: quantile(latencies, 0.95),
        p99Ms: quantile(latencies, 0.99),
        ...TARGETS[action],
      },
    ];
  });
}

/** How often each thing came instead of an answer, over all actions: `list 503`. */
export function errorsByKind(attempts: readonly Attempt[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { action, failedTries, failure } of attempts) {
    for (const kind of failure === null ? failedTries : [...failedTries, `given up: ${failure}`]) {
      const name = `${action} ${kind}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return counts;
}
