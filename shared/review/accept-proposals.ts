import { z } from 'zod';
import { findingIdsByLine, standingRequest } from './decision-schemas.ts';
import { decisionGroup } from './field-group.ts';
import { defineMutation, type FindingIdsByLine, type LineDecision } from './mutation.ts';
import { planDecisions } from './plan-decisions.ts';

/** The proposals as they stood when the person took them over. */
export interface AcceptProposalsArgs {
  readonly decisions: readonly LineDecision[];
  readonly findingIds: FindingIdsByLine;
}

export const acceptProposals = defineMutation<AcceptProposalsArgs>({
  name: 'acceptProposals',
  argVersion: 1,
  args: z.strictObject({
    decisions: z.array(z.strictObject({ lineId: z.uuid(), request: standingRequest })).max(100_000),
    findingIds: findingIdsByLine,
  }),
  touches: ({ decisions }) => [...new Set(decisions.map(({ lineId }) => lineId))].map(decisionGroup),
  isAtomic: () => false,
  plan(facts, { decisions, findingIds }, meta) {
    const plan = planDecisions(
      facts,
      meta,
      decisions.map(({ lineId, request }) => ({
        lineId,
        wanted: { request, reasonCode: 'guideline', findingIds: findingIds[lineId] ?? [] },
      })),
    );
    if (plan.outcome !== 'applied' || plan.undo === null) return plan;
    const { lineIds } = plan.undo;
    const what = lineIds.length === 1 ? 'the proposed cut' : `the proposed cuts of ${lineIds.length} lines`;
    return { ...plan, undo: { ...plan.undo, text: `take over ${what}` } };
  },
});
