import { type Before, type Change, defineMutation, type MutationMeta, type ReviewFacts } from './mutation.ts';
import { whyClosed } from './open-for-review.ts';

/** Brings back how things stood before one action of this device, the latest that is not undone. */
export interface UndoArgs {
  readonly undoes: number;
}

export const undo = defineMutation<UndoArgs>({
  name: 'undo',
  plan(facts, { undoes }, meta) {
    const action = facts.action(undoes);
    if (action === null || action.state !== 'done') return { outcome: 'noop', refused: [] };
    const closed = whyActionClosed(facts, action.invoiceId, action.lineIds);
    if (closed !== null) return { outcome: 'refused', message: closed };
    const changes = changesBack(facts, action.lineIds, action.before, meta);
    changes.push({ kind: 'actionState', clientSeq: undoes, state: 'undone' });
    return { outcome: 'applied', changes, refused: [], undo: null };
  },
});

/** Why an action may be neither undone nor done again: an invoice it touched has left review since. */
export function whyActionClosed(
  facts: ReviewFacts,
  invoiceId: string | null,
  lineIds: readonly string[],
): string | null {
  const invoiceIds = new Set(invoiceId === null ? [] : [invoiceId]);
  for (const lineId of lineIds) {
    const line = facts.line(lineId);
    if (line !== null) invoiceIds.add(line.invoiceId);
  }
  for (const each of invoiceIds) {
    const invoice = facts.invoice(each);
    const closed = invoice === null ? null : whyClosed(invoice);
    if (closed !== null) return closed;
  }
  return null;
}

function changesBack(facts: ReviewFacts, lineIds: readonly string[], before: Before, meta: MutationMeta): Change[] {
  switch (before.kind) {
    case 'decisions': {
      const changes: Change[] = lineIds.map((lineId) => {
        const version = before.versions[lineId];
        const decision = version === undefined ? null : facts.decisionAt(lineId, version);
        return { kind: 'decision', lineId, decision, by: meta.by };
      });
      for (const [invoiceId, state] of Object.entries(before.states)) {
        // A review that was submitted meanwhile has begun for good.
        if (facts.invoice(invoiceId)?.hasSteps === false) changes.push({ kind: 'invoiceState', invoiceId, state });
      }
      return changes;
    }
    case 'narrative':
    case 'finding':
      return [before];
    case 'findings':
      return [...before.findings];
    case 'guideline':
      return [
        {
          kind: 'analysis',
          invoiceId: before.invoiceId,
          guidelineName: before.name,
          guidelineVersion: before.version,
          analysedOn: before.analysedOn,
        },
        {
          kind: 'history',
          invoiceId: before.invoiceId,
          text: `Back to guideline ${before.name}, version ${before.version}`,
        },
      ];
  }
}
