import type { MutationDefinition, MutationMeta, Plan, ReviewFacts } from './mutation.ts';
import { whyActionClosed } from './undo.ts';

/** Does again what was undone last: the same arguments, through the same function. */
export interface RedoArgs {
  readonly redoes: number;
}

export const REDO = 'redo';

export function planRedo<Args>(
  facts: ReviewFacts,
  { redoes }: RedoArgs,
  meta: MutationMeta,
  original: { readonly definition: MutationDefinition<Args>; readonly args: Args },
): Plan {
  const action = facts.action(redoes);
  if (action === null || action.state !== 'undone') return { outcome: 'noop', refused: [] };
  const closed = whyActionClosed(facts, action.invoiceId, action.lineIds);
  if (closed !== null) return { outcome: 'refused', message: closed };
  const plan = original.definition.plan(facts, original.args, meta);
  if (plan.outcome === 'refused') return plan;
  // The action keeps its place on the stack and what stood before it.
  const changes = plan.outcome === 'applied' ? plan.changes : [];
  return {
    outcome: 'applied',
    changes: [...changes, { kind: 'actionState', clientSeq: redoes, state: 'done' }],
    refused: plan.refused,
    undo: null,
  };
}
