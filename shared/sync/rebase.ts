import type { MutationOutcome } from '#shared/api/sync.ts';
import { hiddenGroups, type OwnMutation } from './park.ts';

/** An own action and what the server has said about it. */
export interface OverlaidMutation extends OwnMutation {
  /** `null` while unanswered. */
  readonly outcome: MutationOutcome | null;
  readonly appliedSeq: number | null;
}

/** One action to run on the image, and the groups of it that are left out. */
export interface OverlayStep {
  readonly order: number;
  readonly hidden: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * The law: visible = the server's image + these, in this order. Everything that is unanswered, or acknowledged and
 * not yet let go, runs in the order of doing; what is parked is left out.
 * @param mutations all that have not been let go, in any order
 */
export function overlayOf(mutations: readonly OverlaidMutation[]): readonly OverlayStep[] {
  const inOrder = [...mutations].sort((a, b) => a.order - b.order);
  const hidden = hiddenGroups(inOrder);
  return inOrder.flatMap(({ order, base, parked }): readonly OverlayStep[] => {
    const left = hidden.get(order) ?? NOTHING;
    // Versioned groups are those of the base; a step has none and is parked whole.
    const groups = Object.keys(base);
    const isGone = groups.length === 0 ? parked.size > 0 : groups.every((group) => left.has(group));
    return isGone ? [] : [{ order, hidden: left }];
  });
}

/**
 * Whether an answered action may leave the overlay: its effect has come with a pull of each scope it wrote in. Leaving
 * at the answer would show the state from before for a moment. What changed nothing stands as asked by somebody
 * else's doing, which has no number here: only a pull asked for after the answer is sure to show it.
 * @param cursors of the scopes it wrote in, as stored with the rows
 * @param isPulledSince whether everything was pulled, whole, since the answer
 */
export function mayLetGo(
  mutation: Pick<OverlaidMutation, 'outcome' | 'appliedSeq'>,
  cursors: readonly number[],
  isPulledSince: boolean,
): boolean {
  const { outcome, appliedSeq } = mutation;
  if (outcome === null) return false;
  return appliedSeq === null ? isPulledSince : cursors.every((cursor) => cursor >= appliedSeq);
}
