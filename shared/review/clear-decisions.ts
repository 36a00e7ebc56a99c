import { z } from 'zod';
import { lineIdList } from './decision-schemas.ts';
import { decisionGroup } from './field-group.ts';
import { defineMutation } from './mutation.ts';
import { planDecisions } from './plan-decisions.ts';

export interface ClearDecisionsArgs {
  readonly lineIds: readonly string[];
}

/** Takes decisions away; the history keeps them. */
export const clearDecisions = defineMutation<ClearDecisionsArgs>({
  name: 'clearDecisions',
  argVersion: 1,
  args: z.strictObject({ lineIds: lineIdList }),
  touches: ({ lineIds }) => [...new Set(lineIds)].map(decisionGroup),
  isAtomic: () => false,
  plan: (facts, { lineIds }, meta) =>
    planDecisions(
      facts,
      meta,
      lineIds.map((lineId) => ({ lineId, wanted: null })),
    ),
});
