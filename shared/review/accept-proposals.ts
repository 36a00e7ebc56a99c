import { defineMutation, type FindingIdsByLine, type LineDecision } from './mutation.ts';
import { planDecisions } from './plan-decisions.ts';

/** The proposals as they stood when the person took them over. */
export interface AcceptProposalsArgs {
  readonly decisions: readonly LineDecision[];
  readonly findingIds: FindingIdsByLine;
}

export const acceptProposals = defineMutation<AcceptProposalsArgs>({
  name: 'acceptProposals',
  plan(facts, args, meta) {
    const plan = planDecisions(facts, meta, args.decisions, { reasonCode: 'guideline' }, args.findingIds);
    if (plan.outcome !== 'applied' || plan.undo === null) return plan;
    const { lineIds } = plan.undo;
    const what = lineIds.length === 1 ? 'the proposed cut' : `the proposed cuts of ${lineIds.length} lines`;
    return { ...plan, undo: { ...plan.undo, text: `take over ${what}` } };
  },
});
