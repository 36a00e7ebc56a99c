import type { Author } from './author.ts';
import type { Change, ReviewFacts } from './mutation.ts';

/**
 * What is approved is what was submitted: when somebody else changes a submitted bill, the submission no longer stands
 * and it is submitted again by whoever now answers for it. Without this an approver could rewrite a bill and approve
 * their own version under somebody else's submission.
 * @param changes of one action, as they are to be carried out
 * @returns what is carried out besides
 */
export function withdrawnSubmissions(
  facts: ReviewFacts,
  changes: readonly Change[],
  author: Author,
): readonly Change[] {
  const changed = new Set(changes.flatMap((change) => invoiceOf(facts, change) ?? []));
  return [...changed].flatMap((invoiceId): Change[] => {
    const submittedBy = facts.invoice(invoiceId)?.submittedBy ?? null;
    if (submittedBy === null || submittedBy === author.userId) return [];
    const state = stateAfter(facts, changes, invoiceId);
    if (state === null) return [];
    return [
      { kind: 'invoiceState', invoiceId, state, submittedBy: null },
      { kind: 'history', invoiceId, text: 'Changed after it was submitted; it has to be submitted again' },
    ];
  });
}

/** The bill whose review a change alters; a comment or a step of the review alters none. */
function invoiceOf(facts: ReviewFacts, change: Change): string | null {
  switch (change.kind) {
    case 'decision':
    case 'narrative':
      return facts.line(change.lineId)?.invoiceId ?? null;
    case 'finding':
    case 'analysis':
      return change.invoiceId;
    default:
      return null;
  }
}

function stateAfter(facts: ReviewFacts, changes: readonly Change[], invoiceId: string) {
  const moved = changes.findLast((change) => change.kind === 'invoiceState' && change.invoiceId === invoiceId);
  return moved?.kind === 'invoiceState' ? moved.state : (facts.invoice(invoiceId)?.state ?? null);
}
