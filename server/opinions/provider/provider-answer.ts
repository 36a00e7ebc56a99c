import type { OpinionFailureReason } from '#shared/api/opinions.ts';
import type { TokenUse } from '#shared/opinions/cost.ts';

/**
 * What one try came to: the text of an answer, or why there is none. `use` also where a failure cost something; null where
 * nothing was said of it.
 */
export type ProviderAnswer =
  | {
      readonly kind: 'answered';
      readonly text: string;
      readonly use: TokenUse | null;
      readonly requestId: string | null;
    }
  | {
      readonly kind: 'failed';
      readonly reason: OpinionFailureReason;
      /** Whether the same question may be tried again by itself. */
      readonly isTriedAgain: boolean;
      /** As the provider asked. */
      readonly retryAfterMs: number | null;
      readonly use: TokenUse | null;
      readonly requestId: string | null;
    };

/** Failures of a line or of an answer, after which nobody here knows whether the provider worked on the question. */
const UNCERTAIN: ReadonlySet<OpinionFailureReason> = new Set([
  'timeout', 'deadline', 'network', 'broken_json', 'contract', 'truncated', 'filtered', 'refused',
]); // biome-ignore format: one list

/** Whether a try may have cost something that nothing states: then all that was set aside for it counts as spent. */
export function hasUnknownCost(answer: ProviderAnswer): boolean {
  return answer.use === null && (answer.kind === 'answered' || UNCERTAIN.has(answer.reason));
}

export interface ProviderQuestion {
  readonly model: string;
  readonly instructions: string;
  readonly text: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maximumOutputTokens: number;
}

export interface Provider {
  /** One try; never throws for what the other side does. */
  ask(question: ProviderQuestion): Promise<ProviderAnswer>;
}
