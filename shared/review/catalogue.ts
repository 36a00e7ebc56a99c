import { acceptProposals } from './accept-proposals.ts';
import { addComment } from './add-comment.ts';
import { approveInvoice } from './approve-invoice.ts';
import { assignGuideline } from './assign-guideline.ts';
import { clearDecisions } from './clear-decisions.ts';
import { decideLine } from './decide-line.ts';
import { decidePool } from './decide-pool.ts';
import { dismissFinding } from './dismiss-finding.ts';
import { dismissRule } from './dismiss-rule.ts';
import { markExported } from './mark-exported.ts';
import type { MutationDefinition } from './mutation.ts';
import { redoAmong } from './redo.ts';
import { reopenInvoice } from './reopen-invoice.ts';
import { returnInvoice } from './return-invoice.ts';
import { rewriteNarrative } from './rewrite-narrative.ts';
import { saveGuideline } from './save-guideline.ts';
import { submitInvoice } from './submit-invoice.ts';
import { undo } from './undo.ts';

const UNDOABLE = [
  acceptProposals,
  assignGuideline,
  clearDecisions,
  decideLine,
  decidePool,
  dismissFinding,
  dismissRule,
  rewriteNarrative,
];

const STEPS_AND_ADDITIONS = [
  addComment,
  approveInvoice,
  markExported,
  reopenInvoice,
  returnInvoice,
  saveGuideline,
  submitInvoice,
  undo,
];

const BY_NAME = new Map(UNDOABLE.map((each) => [each.name, each as MutationDefinition<unknown>]));

export const redo = redoAmong(new Map(BY_NAME));

for (const each of [...STEPS_AND_ADDITIONS, redo]) BY_NAME.set(each.name, each as MutationDefinition<unknown>);

/** Every mutation there is, by name. */
export const MUTATION_NAMES: readonly string[] = [...BY_NAME.keys()].sort();

/** The function behind a recorded or sent mutation; its arguments are checked by `readArgs`. */
export function mutationNamed(name: string): MutationDefinition<unknown> | null {
  return BY_NAME.get(name) ?? null;
}
