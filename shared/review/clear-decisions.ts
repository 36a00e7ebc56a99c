import { defineMutation } from './mutation.ts';
import { planDecisions } from './plan-decisions.ts';

export interface ClearDecisionsArgs {
  readonly lineIds: readonly string[];
}

/** Takes decisions away; the history keeps them. */
export const clearDecisions = defineMutation<ClearDecisionsArgs>({
  name: 'clearDecisions',
  plan: (facts, args, meta) =>
    planDecisions(
      facts,
      meta,
      args.lineIds.map((lineId) => ({ lineId, request: null })),
      { reasonCode: null },
      {},
    ),
});
