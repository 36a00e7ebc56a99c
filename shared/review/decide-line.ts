import type { DecisionRequest } from '#shared/domain/decision.ts';
import { type DecisionReason, defineMutation, type FindingIdsByLine } from './mutation.ts';
import { planDecisions } from './plan-decisions.ts';

/** One decision for one or many lines. */
export interface DecideLineArgs extends DecisionReason {
  readonly lineIds: readonly string[];
  readonly request: DecisionRequest;
  readonly findingIds: FindingIdsByLine;
}

export const decideLine = defineMutation<DecideLineArgs>({
  name: 'decideLine',
  plan: (facts, args, meta) =>
    planDecisions(
      facts,
      meta,
      args.lineIds.map((lineId) => ({ lineId, request: args.request })),
      args,
      args.findingIds,
    ),
});
